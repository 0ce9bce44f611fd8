import { reactive } from "@odoo/owl";
import { callUndo } from "./calls";
import { DocumentReader, isSame } from "./document_reader";
import { loudest } from "./feedback";

const KEPT = 50; // answers in the list of last scans
const MOST_SENT = 1000; // scans that a choice or a range can still repeat

/** The label named a product only, and there is no lot to choose from. */
const asksForLot = ({ status, choices, product, unit }) =>
    status === "ask" && product && !choices.length && !unit;

const without = (answers, { uuid }) => answers.filter((other) => other.uuid !== uuid);

/**
 * What one person scans on one document: answers of the queue become lines, progress and alarms.
 *
 * A stop or a question stays on the screen until somebody has dealt with it; the scans after it go on meanwhile.
 * `state`: {mode, document, product, lines, progress, next, last, alarms, shown, error, isOpening}.
 */
export class ScanSession {
    constructor({ scans, orm, signal, onDocument = () => {}, onAnswer = () => {} }) {
        Object.assign(this, { scans, orm, signal, onDocument, onAnswer });
        this.sound = loudest(signal);
        this.sent = new Map(); // scans by uuid: a choice repeats one
        this.unanswered = ""; // uuid of the newest scan, until it is answered
        this.isAlone = false; // somebody dealt with the last stop or question: the next scan is another label
        this.state = reactive({ mode: "", alarms: [], shown: null, ...this.emptyDocument });
        this.reader = new DocumentReader(orm, this.state);
        this.listener = ({ detail }) => this.take(detail);
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

    /** Answers that came before this screen was there. */
    catchUp() {
        this.scans.catchUp((told) => this.take(told));
    }

    close() {
        this.scans.bus.removeEventListener("answer", this.listener);
        this.reader.stop();
    }

    /** Start something else; what nobody has dealt with stays. */
    enter(mode) {
        this.unanswered = "";
        Object.assign(this.state, { mode, shown: null, ...this.emptyDocument });
    }

    /** Somebody chose a document. */
    choose(document) {
        this.unanswered = "";
        return this.open(document);
    }

    async open(document) {
        Object.assign(this.state, { ...this.emptyDocument, document, isOpening: true });
        const { mode } = this.state;
        // a number that was meant for another mode opens that; who receives a return may have meant just this one
        if (document.mode && !(mode === "receive" && document.mode === "return")) {
            this.state.mode = document.mode;
        }
        this.onDocument(document);
        await this.refresh();
    }

    /** The document with all its lines as the server has them now. */
    refresh() {
        return this.reader.read();
    }

    // ---- Scans ----

    scan(raw, extra = {}) {
        const { alarms, mode, document, product } = this.state;
        this.state.alarms = alarms.filter((alarm) => !asksForLot(alarm)); // this is it
        const { model = false, id = false } = document || {};
        const choice = product ? { product: product.id } : false;
        this.push({ mode, model, id, raw, choice, alone: this.isAlone, ...extra });
        this.isAlone = false;
    }

    /** The server lets a scan follow the one before it, which may have named another document. */
    push(scan) {
        const uuid = this.scans.push({ ...scan, after: this.unanswered });
        this.sent.set(uuid, scan);
        this.unanswered = uuid;
    }

    take(told) {
        const { answer, scan } = told;
        told.isTaken = true;
        if (answer.uuid === this.unanswered) {
            this.unanswered = "";
        }
        this.sent.set(answer.uuid, scan);
        if (this.sent.size > MOST_SENT) {
            this.sent.delete(this.sent.keys().next().value);
        }
        this.sound(answer.status);
        const state = this.state;
        const isEntered = answer.status === "ok" || answer.status === "warn";
        if (isEntered) {
            state.shown = answer;
        } else {
            state.alarms = [...without(state.alarms, answer), answer];
        }
        // After a reload the server may have told of it before its answer came once more.
        state.last = [answer, ...without(state.last, answer)].slice(0, KEPT);
        this.onAnswer(answer);
        const isChosen = isEntered && scan.choice?.product === answer.product?.id;
        if (answer.product && (isChosen || asksForLot(answer))) {
            state.product = answer.product; // the other numbers of the box are not asked about, nor that after its EAN
        }
        const target = answer.document;
        const isElsewhere = !isSame(target, state.document) && !isSame(target, scan);
        if (target && answer.status !== "stop" && isElsewhere) {
            this.open(target); // the scan named it, or made it
        } else if (isEntered && isSame(target, state.document)) {
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
        this.reader.isChanged();
    }

    // ---- What people do with an answer ----

    dismiss(answer) {
        this.state.alarms = without(this.state.alarms, answer);
        this.isAlone = true;
    }

    decide(answer, choice) {
        this.state.alarms = without(this.state.alarms, answer);
        this.repeat(answer, { choice });
    }

    /** How much it was, of goods that are not counted and whose label does not say. */
    measure(answer, quantity) {
        this.state.alarms = without(this.state.alarms, answer);
        this.repeat(answer, { quantity });
    }

    /** The scan of an answer once more, with changes, on the document on which it was answered. */
    repeat(answer, changes) {
        const { model, id } = answer.document || {};
        const place = id ? { model, id } : {};
        const scan = { ...this.sent.get(answer.uuid), ...place, ...changes, after: "" };
        this.sent.set(this.scans.push(scan), scan);
    }

    async undo(answer) {
        if (this.isUndoing) {
            return; // a second tap
        }
        this.isUndoing = true;
        const told = await callUndo(this.orm, answer);
        this.isUndoing = false;
        this.signal(told.status);
        if (told.status === "stop") {
            this.state.alarms.push(told);
            return;
        }
        this.state.alarms = without(this.state.alarms, answer);
        this.state.last = without(this.state.last, answer);
        this.state.shown = { ...told, elements: [] };
        await this.refresh();
    }
}
