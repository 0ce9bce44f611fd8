import { Component, onWillUnmount, useState } from "@odoo/owl";
import { InventoryReportListView } from "@stock/views/list/inventory_report_list_view";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { ListController } from "@web/views/list/list_controller";
import { signal } from "@lot_traceability/scan/feedback";
import { ReloadSession } from "@lot_traceability/scan/reload_session";
import { ScanAnswer } from "../scan_answer/scan_answer";
import { ScanInput } from "../scan_input/scan_input";

/** Scans of this list alone; the list shows the lines, and is read again after the answers. */
class CountSession extends ReloadSession {
    take(told) {
        if (this.sent.has(told.answer.uuid)) {
            super.take(told);
        }
    }
}

/** Above the list of counts: scan the place, then what lies there. */
export class ScanCount extends Component {
    static template = "lot_traceability.ScanCount";
    static components = { ScanAnswer, ScanInput };
    static props = { model: Object };

    setup() {
        const scans = useService("lot_scan");
        this.queue = useState(scans.state);
        this.session = new CountSession({
            scans,
            orm: useService("orm"),
            signal,
            reload: () => this.reload(),
        });
        this.state = useState(this.session.state);
        this.session.enter("count");
        onWillUnmount(() => this.session.close());
    }

    get answer() {
        return this.state.alarms[0] || this.state.shown;
    }

    get placeholder() {
        const place = this.state.document?.name;
        return place ? _t("Scan the goods in %s", place) : _t("Scan the place that you count");
    }

    /** The list as the server has it now; what somebody is typing is not taken away. */
    async reload() {
        const { root } = this.props.model;
        if (!root.editedRecord) {
            await root.load();
        }
    }
}

export class CountListController extends ListController {
    static template = "lot_traceability.CountList";
    static components = { ...ListController.components, ScanCount };
}

registry.category("views").add("lot_scan_count_list", {
    ...InventoryReportListView,
    Controller: CountListController,
});
