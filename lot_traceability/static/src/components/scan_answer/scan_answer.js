import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { toVisible } from "@lot_traceability/scan/separator";
import { MOST_IN_A_ROW, runAfter } from "@lot_traceability/scan/serials";

const LOOKS = {
    ok: { look: "o_lot_scan_ok", icon: "fa-check-circle" },
    warn: { look: "o_lot_scan_warn", icon: "fa-exclamation-triangle" },
    ask: { look: "o_lot_scan_ask", icon: "fa-question-circle" },
    stop: { look: "o_lot_scan_stop", icon: "fa-hand-paper-o" },
};

/** One result, large: what was read, what became of it, what to do next. */
export class ScanAnswer extends Component {
    static template = "lot_traceability.ScanAnswer";
    static props = {
        answer: Object,
        isAlarm: Boolean,
        alarms: Number, // how many wait to be dealt with, this one included
        session: Object,
        onChoose: Function, // (answer, choice)
    };

    setup() {
        this.most = MOST_IN_A_ROW;
        this.range = useState({ isOpen: false, count: 1 });
        this.amount = useRef("amount"); // not in the state: drawing again in the middle of "2.5" would take the "2." away
        this.typed = useState({ isAmount: false });
        const root = useRef("root");
        // on the form of a phone it would come below the edge; asked after painting, which it would hold up
        onMounted(() => browser.setTimeout(() => root.el?.scrollIntoView({ block: "nearest" })));
    }

    get look() {
        return LOOKS[this.props.answer.status];
    }

    /** The server's sentence; of what was only looked up, its name. */
    get message() {
        const { message, lot, product } = this.props.answer;
        return message || [lot?.name, product?.name].filter(Boolean).join(" · ");
    }

    /** Product and lot, as far as the sentence does not name them. */
    get goods() {
        const { lot, product } = this.props.answer;
        return [product?.name, lot?.name].filter((name) => name && !this.message.includes(name));
    }

    get badge() {
        return this.props.answer.lot?.badge || "";
    }

    get scan() {
        return this.props.session.sent.get(this.props.answer.uuid);
    }

    /**
     * What the code says; for a code that nobody could read, its characters as they came. Nothing for a plain number
     * that the sentence repeats.
     */
    get elements() {
        const { elements } = this.props.answer;
        if (
            elements?.length === 1 &&
            !elements[0].key &&
            this.message.includes(elements[0].shown)
        ) {
            return [];
        }
        return elements?.length
            ? elements
            : [{ key: "", title: "", shown: toVisible(this.scan?.raw || "") }];
    }

    /** The number in the code that others may follow: the lot's own, where it ends in a digit. */
    get number() {
        const { answer, isAlarm } = this.props;
        const name = answer.line && (answer.lot?.name || answer.line.lot);
        const number = name && answer.elements.find((element) => element.value === name);
        const isOne = answer.quantity && parseFloat(answer.quantity) === 1;
        return !isAlarm && this.scan && isOne && number && /\d$/.test(name) ? number : null;
    }

    /** The numbers that follow, as one scan. */
    get following() {
        return runAfter(this.scan.raw, this.number, Number(this.range.count));
    }

    onAmount(ev) {
        this.typed.isAmount = Number(ev.target.value) > 0;
    }

    enterAmount() {
        const { answer, session } = this.props;
        if (this.typed.isAmount) {
            session.measure(answer, Number(this.amount.el.value));
        }
    }

    enterRange() {
        const { answer, session } = this.props;
        session.repeat(answer, this.following);
        this.range.isOpen = false;
    }
}
