import { Component, useState } from "@odoo/owl";

const PAGE = 100;

/** What a pasted list came to: lines nobody knows, names that mean several lots. */
export class ScopeReport extends Component {
    static template = "lot_recall.ScopeReport";
    static props = { scope: Object, onChoose: Function };

    setup() {
        this.state = useState({ shown: PAGE });
    }

    get unknown() {
        return this.props.scope.unknown.slice(0, this.state.shown);
    }

    get hiddenCount() {
        return Math.max(this.props.scope.unknown.length - this.state.shown, 0);
    }

    onMore() {
        this.state.shown += 10 * PAGE;
    }

    onToggle(row, lotId) {
        const chosen = row.chosen.includes(lotId)
            ? row.chosen.filter((id) => id !== lotId)
            : [...row.chosen, lotId];
        this.props.onChoose(row.name, chosen);
    }
}
