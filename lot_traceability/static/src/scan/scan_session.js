import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const KEPT = 50; // answers in the list of last scans
const CALM = 400; // milliseconds after the last answer before the document is read again
const LOUDNESS = ["ok", "warn", "ask", "stop"];

const isSame = (one, other) => one?.model === other?.model && one?.id === other?.id;

/**
 * What one person scans on one document: answers of the queue become lines, progress and alarms.
 *
 * A stop or a question stays on the screen until somebody has dealt with it; the scans after it go on meanwhile.
 * `state`: {mode, document, product, lines, progress, next, last, alarms, shown, error, isOpening}.
 */
export class ScanSession {
    constructor({ scans, orm, signal, onDocument = () => {}, onAnswer = () => {} }) {
        Object.assign(this, { scans, orm, signal, onDocument, onAnswer });
        this.sent = new Map(); // scans by uuid: a choice repeats one
        this.state = reactive({ mode: "", alarms: [], shown: null, ...this.emptyDocument });
        this.listener = (ev) => this.take(ev.detail);
        scans.bus.addEventListener("answer", this.listener);
    }

    get emptyDocument() {
        return {
            document: null,
            lines: [],
            progress: false,
            next: false,
            last: [],
            product: null, // {id, name} of which unknown numbers are, as somebody chose
            error: "",
            isOpening: false,
        };
    }

    close() {
        this.scans.bus.removeEventListener("answer", this.listener);
        browser.clearTimeout(this.refreshTimer);
    }

    /** What asks for attention, else the last answer. */
    get answer() {
        return this.state.alarms[0] || this.state.shown;
    }

    // ---- Where ----

    enter(mode) {
        Object.assign(this.state, { mode, alarms: [], shown: null, ...this.emptyDocument });
    }

    async open(document) {
        Object.assign(this.state, { ...this.emptyDocument, document, isOpening: true });
        this.onDocument(document);
        await this.refresh();
    }

    async refresh() {
        const { document, mode } = this.state;
        if (!document) {
            return;
        }
        try {
            const found = await this.orm.call("lot.scan", "open", [
                document.model,
                document.id,
                mode,
            ]);
            if (!isSame(document, this.state.document)) {
                return; // another one was opened meanwhile
            }
            const { lines, progress, next, last } = found;
            Object.assign(this.state, { document: found.document, lines, progress, next });
            this.state.last = this.state.last.length ? this.state.last : last;
            this.state.error = "";
        } catch (error) {
            this.state.error = error.data?.message || error.message;
        }
        this.state.isOpening = false;
    }

    // ---- Scans ----

    scan(raw, extra = {}) {
        const { mode, document, product } = this.state;
        const { model = false, id = false } = document || {};
        const choice = product ? { product: product.id } : false;
        this.push({ mode, model, id, raw, choice, ...extra });
    }

    push(scan) {
        this.sent.set(this.scans.push(scan), scan);
    }

    take({ answer, scan }) {
        this.sent.set(answer.uuid, scan);
        this.sound(answer.status);
        const state = this.state;
        const isEntered = answer.status === "ok" || answer.status === "warn";
        if (isEntered) {
            state.shown = answer;
        } else {
            state.alarms.push(answer);
        }
        state.last = [answer, ...state.last].slice(0, KEPT);
        this.onAnswer(answer);
        if (scan.choice?.product && scan.choice.product === answer.product?.id && isEntered) {
            state.product = answer.product; // the other numbers of the same box are not asked about again
        }
        const target = answer.document;
        if (target && answer.status !== "stop" && !isSame(target, scan.id ? scan : null)) {
            this.open(target); // the scan named it, or made it
        } else if (isSame(target, state.document)) {
            this.show(answer);
        }
    }

    show({ line, progress }) {
        const { lines } = this.state;
        if (line) {
            const at = lines.findIndex((other) => other.id === line.id);
            lines.splice(at < 0 ? lines.length : at, at < 0 ? 0 : 1, line);
        }
        this.state.progress = progress || this.state.progress;
        browser.clearTimeout(this.refreshTimer);
        this.refreshTimer = browser.setTimeout(() => this.refresh(), CALM);
    }

    /** One sound for all answers of a call: the one that matters most. */
    sound(status) {
        if (this.loudest === undefined) {
            this.loudest = -1;
            browser.setTimeout(() => {
                this.signal(LOUDNESS[this.loudest]);
                this.loudest = undefined;
            });
        }
        this.loudest = Math.max(this.loudest, LOUDNESS.indexOf(status));
    }

    // ---- What people do with an answer ----

    dismiss(answer) {
        this.state.alarms = this.state.alarms.filter((other) => other.uuid !== answer.uuid);
    }

    choose(answer, choice) {
        this.dismiss(answer);
        this.push({ ...this.sent.get(answer.uuid), choice });
    }

    async undo(answer) {
        const told = await this.orm.call("lot.scan", "undo", [answer.uuid]);
        this.signal(told.status);
        if (told.status === "stop") {
            this.state.alarms.push(told);
            return;
        }
        this.dismiss(answer);
        const { last } = this.state;
        this.state.last = last.filter((other) => other.uuid !== answer.uuid);
        this.state.shown = { ...told, elements: [] };
        await this.refresh();
    }
}
