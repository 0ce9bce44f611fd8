import { Component } from "@odoo/owl";
import { DIRECTIONS } from "@lot_traceability/kernel/trace_request";
import { lotBadges } from "../tables/columns";
import { instant, percent } from "../trace_format";
import { openRecord } from "../trace_open";
import { DIRECTION_WORDS, completenessWords } from "../trace_words";

const LOTS_SHOWN = 4;

/** What is traced, in which direction, how old the answer is and how complete. */
export class TraceHeader extends Component {
    static template = "lot_traceability.TraceHeader";
    static props = {
        index: Object,
        total: Number, // lots of the document when only some are traced, else 0
        busy: Boolean,
        onDirection: Function,
        onReload: Function,
        onOpenTab: Function,
    };

    setup() {
        this.directions = DIRECTIONS.map((value) => ({ value, label: DIRECTION_WORDS[value] }));
    }

    get answer() {
        return this.props.index.answer;
    }

    get lots() {
        return this.props.index.origins.slice(0, LOTS_SHOWN).map((node) => ({
            node,
            badges: lotBadges(node),
            lotAction: openRecord("stock.lot", node.lot_id),
            productAction: openRecord("product.product", node.product_id),
        }));
    }

    get moreLots() {
        return Math.max(this.props.index.origins.length - LOTS_SHOWN, 0);
    }

    get asOf() {
        return instant(this.answer.as_of);
    }

    get completeness() {
        return completenessWords(this.answer, percent(this.answer.completeness));
    }

    get completenessLook() {
        const { completeness, hidden_count: hidden, truncated, gaps } = this.answer;
        if (completeness < 1 || hidden || truncated) {
            return "alert-warning";
        }
        return gaps.length ? "alert-info" : "alert-success";
    }
}
