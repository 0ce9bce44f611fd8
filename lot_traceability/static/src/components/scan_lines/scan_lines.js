import { Component, useState } from "@odoo/owl";
import { quantity, quantityWithUnit } from "../trace/trace_format";

const FIRST = 40; // lines painted before somebody asks for all
const LOTS = 4; // of a line

/** What is still to do on a document: the next proposal, the progress, and the lines, open ones first. */
export class ScanLines extends Component {
    static template = "lot_traceability.ScanLines";
    static props = { state: Object }; // of the ScanSession

    setup() {
        this.view = useState({ isWhole: false });
    }

    get state() {
        return this.props.state;
    }

    get percent() {
        const { done, total } = this.state.progress;
        return total ? Math.min(100, Math.floor((100 * done) / total)) : 0;
    }

    get progress() {
        const { done, total } = this.state.progress;
        return `${quantity(done)} / ${quantity(total)}`;
    }

    /** The line of the last scan first: that is where the eyes look. There may be hundreds: each is looked at once. */
    get lines() {
        const lastId = this.state.shown?.line?.id;
        const ranks = [[], [], []];
        for (const line of this.state.lines) {
            ranks[line.id === lastId ? 0 : this.isDone(line) ? 2 : 1].push(line);
        }
        const lines = ranks.flat();
        return this.view.isWhole ? lines : lines.slice(0, FIRST);
    }

    isDone(line) {
        return line.demand > 0 && line.done >= line.demand;
    }

    /** The lots of a line, the one that was scanned last first; a line may also be of one lot altogether. */
    lotsOf({ lot, lots }) {
        const named = lots.filter((one) => one.lot);
        if (!named.length) {
            return lot ? [{ lot }] : [];
        }
        return named.sort((one, other) => (other.lot === lot) - (one.lot === lot)).slice(0, LOTS);
    }

    hasMoreLots({ lots }) {
        return lots.filter((one) => one.lot).length > LOTS;
    }

    amount(line) {
        if (line.done === undefined) {
            return "";
        }
        return line.demand
            ? `${quantity(line.done)} / ${quantityWithUnit(line.demand, line.unit)}`
            : quantityWithUnit(line.done, line.unit);
    }
}
