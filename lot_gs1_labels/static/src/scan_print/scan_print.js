import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { ScanAnswer } from "@lot_traceability/components/scan_answer/scan_answer";

/** The lot that was scanned may need a new label: its answer offers to print one. */
patch(ScanAnswer.prototype, {
    setup() {
        super.setup();
        this.orm = useService("orm");
        this.action = useService("action");
    },

    async printLabels() {
        const { lot } = this.props.answer;
        this.action.doAction(await this.orm.call("stock.lot", "action_print_labels", [[lot.id]]));
    },
});
