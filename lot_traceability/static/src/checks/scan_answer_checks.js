import { ScanAnswer } from "@lot_traceability/components/scan_answer/scan_answer";
import { patch } from "@web/core/utils/patch";

patch(ScanAnswer.prototype, {
    /** Enter the open checks of the lot that was scanned. */
    openChecks() {
        const { lot } = this.props.answer;
        return this.env.services.action.doAction({
            type: "ir.actions.client",
            tag: "lot_checks",
            params: { check_model: "stock.lot", check_id: lot.id },
        });
    },
});
