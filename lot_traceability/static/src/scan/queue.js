/** What was scanned and not answered yet. Knows no browser, no Odoo, no component. */

export const MOST_AT_ONCE = 50; // scans in one call, as the server takes them
const PAUSES = [1000, 2000, 4000, 8000]; // milliseconds before a call is tried again
const TRIES = 4; // of a call that the server breaks off without a sentence for people

/**
 * An ordered queue of scans: one call at a time, all that wait in one call, kept over reloads.
 *
 * How to use: `push` each scan; the answers come back through `onAnswer(answer, scan)` in the order of the scans.
 * How it works: every scan carries an identifier, so that the server answers a repeated call without writing again.
 * A scan leaves the queue only when it was answered: by the server, or by the sentence with which it was refused.
 */
export class ScanQueue {
    /**
     * @param {Object} parts
     * @param {(scans: Object[]) => Promise<Object[]>} parts.send answers in any order, each with the scan's `uuid`
     * @param {(error) => string} parts.judge "lost" (try again), "login" (same), "broken" (a few times) or "refused"
     * @param {{all: () => Object[], put: (scan) => boolean, remove: (uuid) => void}} parts.store
     * @param {(answer: Object, scan: Object) => void} parts.onAnswer
     * @param {() => void} parts.onChange after every change of `waiting`, `problem` or `isKept`
     */
    constructor({ send, judge, store, onAnswer, onChange }) {
        Object.assign(this, { send, judge, store, onAnswer, onChange });
        this.waiting = store.all();
        this.isKept = true; // false: this device's store is full or forbidden
        this.problem = "";
        this.tries = 0;
        this.suspects = 0; // scans at the front that go alone, since a call with all of them was refused
        this.isSending = false;
        this.timer = 0;
    }

    push(scan) {
        this.waiting.push(scan);
        this.flush(); // the server is at work while the browser writes
        this.isKept = this.store.put(scan) && this.isKept;
        this.onChange();
    }

    /** Send what waits, unless a call is under way or a pause is on. */
    async flush() {
        if (this.isSending || this.timer || !this.waiting.length) {
            return;
        }
        this.isSending = true;
        const batch = this.waiting.slice(0, this.suspects ? 1 : MOST_AT_ONCE);
        try {
            const answers = await this.send(batch);
            this.settle(batch, new Map(answers.map((answer) => [answer.uuid, answer])));
        } catch (error) {
            this.fail(batch, error);
        }
        this.isSending = false;
        this.onChange();
        this.flush();
    }

    /** Try again now, e.g. because the network is back. */
    retry() {
        clearTimeout(this.timer);
        this.timer = 0;
        this.flush();
    }

    settle(batch, answers) {
        const unanswered = batch.find((scan) => !answers.has(scan.uuid));
        if (unanswered) {
            throw Object.assign(new Error(`no answer to ${unanswered.uuid}`), {
                isUnanswered: true,
            });
        }
        this.tries = 0;
        this.problem = "";
        for (const scan of batch) {
            this.close(scan, answers.get(scan.uuid));
        }
    }

    close(scan, answer) {
        this.waiting = this.waiting.filter((other) => other !== scan);
        this.suspects = Math.max(this.suspects - 1, 0);
        this.store.remove(scan.uuid);
        this.onAnswer(answer, scan);
    }

    fail(batch, error) {
        const verdict = this.judge(error);
        this.tries++;
        const isOver = verdict === "refused" || (verdict === "broken" && this.tries >= TRIES);
        if (!isOver) {
            this.problem = verdict;
            const pause = PAUSES[Math.min(this.tries, PAUSES.length) - 1];
            this.timer = setTimeout(() => this.retry(), pause);
            return;
        }
        this.tries = 0;
        this.problem = "";
        if (batch.length > 1) {
            // one of them is to blame: each alone, so that the others go on as before
            this.suspects = batch.length;
        } else {
            const message = error.data?.message || error.message;
            this.close(batch[0], { uuid: batch[0].uuid, status: "stop", message, failed: true });
        }
    }
}
