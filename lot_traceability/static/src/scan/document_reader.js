import { browser } from "@web/core/browser/browser";
import { sentence } from "./calls";

const CALM = 400; // milliseconds after the last answer before it is asked what is next
const REST = 5_000; // milliseconds after that before all lines are read again: others may work on them, too

export const isSame = (one, other) => one?.model === other?.model && one?.id === other?.id;

/** Reads the document that people scan on into the state of its session; never something older than its last answer. */
export class DocumentReader {
    constructor(orm, state) {
        Object.assign(this, { orm, state });
        this.reading = 0; // number of the newest state of the lines: an older one that comes late is not shown
    }

    /**
     * @param {boolean} isWhole with all lines, which may be hundreds; without, only what is next
     * @returns {Promise<boolean>} whether it is shown; not when people scanned on meanwhile
     */
    async read(isWhole = true) {
        const { document, mode } = this.state;
        if (!document) {
            return false;
        }
        const reading = ++this.reading;
        try {
            const place = [document.model, document.id, mode, isWhole];
            const found = await this.orm.call("lot.scan", "open", place);
            if (reading !== this.reading || !isSame(document, this.state.document)) {
                return false; // scanned on, or another one was opened meanwhile
            }
            const { progress, next, last } = found;
            const lines = isWhole ? found.lines : this.state.lines;
            Object.assign(this.state, { document: found.document, lines, progress, next });
            this.state.last = this.state.last.length ? this.state.last : last;
            this.state.error = "";
        } catch (error) {
            this.state.error = sentence(error);
        }
        this.state.isOpening = false;
        return true;
    }

    /** An answer told of the lines; the rest is read when people pause. */
    isChanged() {
        this.reading++;
        this.readAfter(CALM, false);
    }

    readAfter(delay, isWhole) {
        this.stop();
        this.timer = browser.setTimeout(async () => {
            if ((await this.read(isWhole)) && !isWhole) {
                this.readAfter(REST, true);
            }
        }, delay);
    }

    stop() {
        browser.clearTimeout(this.timer);
    }
}
