import { Component, useState } from "@odoo/owl";

const SHOWN = 8;

/** The last scans of a document, newest first; what can be taken back has its button. */
export class ScanLast extends Component {
    static template = "lot_traceability.ScanLast";
    static props = { session: Object };

    setup() {
        this.state = useState(this.props.session.state);
        this.view = useState({ isWhole: false });
    }

    get answers() {
        return this.view.isWhole ? this.state.last : this.state.last.slice(0, SHOWN);
    }

    words(answer) {
        const { lot, product, quantity, message } = answer;
        if (answer.status === "stop" || answer.status === "ask" || !answer.line) {
            return message;
        }
        return [lot?.name || answer.line.lot, product?.name, quantity].filter(Boolean).join(" · ");
    }
}
