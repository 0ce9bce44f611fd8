import { Component, onWillDestroy, onWillStart, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

const PAUSE = 600; // milliseconds without another scan

/**
 * What identifies a lot beside its number, who got it, and the way to its batch record.
 *
 * Short, it is one line on a document: asked for when people pause, so that no scan waits for it, and as high before
 * it is told, so that nothing moves under a finger.
 */
export class ScanAbout extends Component {
    static template = "lot_traceability.ScanAbout";
    static props = { lotId: Number, isShort: { type: Boolean, optional: true } };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            identifiers: [],
            batch_record: false,
            delivered: "",
            isTold: false,
        });
        onWillStart(() => {
            if (this.props.isShort) {
                this.timer = browser.setTimeout(() => this.load(), PAUSE);
            } else {
                this.load(); // not awaited: the next scan must not wait for it
            }
        });
        onWillDestroy(() => browser.clearTimeout(this.timer));
    }

    async load() {
        const about = await this.orm.call("stock.lot", "tell_about", [[this.props.lotId]]);
        Object.assign(this.state, about, { isTold: true });
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
