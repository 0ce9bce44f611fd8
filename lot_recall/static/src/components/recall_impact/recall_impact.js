import { Component, useState } from "@odoo/owl";

/** What if: the same recall drawn narrower and wider, side by side; read when somebody asks. */
export class RecallImpact extends Component {
    static template = "lot_recall.RecallImpact";
    static props = { load: Function };

    setup() {
        this.state = useState({ impact: null, isLoading: false });
    }

    async onAsk() {
        this.state.isLoading = true;
        try {
            this.state.impact = await this.props.load();
        } finally {
            this.state.isLoading = false;
        }
    }
}
