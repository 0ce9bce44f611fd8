import { onWillStart } from "@odoo/owl";
import { patch } from "@web/core/utils/patch";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { TraceHeader } from "@lot_traceability/components/trace/trace_header/trace_header";

/** Who reads that a lot is bad starts the recall where they read it. The server decides who may. */
patch(TraceHeader.prototype, {
    setup() {
        super.setup();
        this.orm = useService("orm");
        onWillStart(async () => {
            this.mayRecall = await user.hasGroup("lot_traceability.group_quality");
        });
    },

    async onRecall() {
        const lotIds = this.props.index.origins.map((node) => node.lot_id);
        this.env.lotTrace.open(await this.orm.call("stock.lot", "action_lot_recall", [lotIds]));
    },
});
