import { Component, onWillStart, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** What identifies a lot beside its number, and the way to its batch record. */
export class ScanAbout extends Component {
    static template = "lot_traceability.ScanAbout";
    static props = { lotId: Number };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ identifiers: [], batch_record: false });
        onWillStart(() => {
            this.load(); // not awaited: the next scan must not wait for it
        });
    }

    async load() {
        const about = await this.orm.call("stock.lot", "tell_about", [[this.props.lotId]]);
        Object.assign(this.state, about);
    }

    openBatchRecord() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "lot.batch.record",
            res_id: this.state.batch_record.id,
            views: [[false, "form"]],
        });
    }
}
