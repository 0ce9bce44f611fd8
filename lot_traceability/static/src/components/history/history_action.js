import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Timeline } from "./timeline";

/** The history of one object as a dialog: what the audit ledger holds about it, newest first. */
export class HistoryAction extends Component {
    static template = "lot_traceability.HistoryAction";
    static components = { Timeline };
    static props = { ...standardActionServiceProps };
    static displayName = _t("History");

    setup() {
        this.orm = useService("orm");
        this.state = useState({ entries: [], more: false, hidden: 0, busy: false, error: "" });
        onWillStart(() => this.load());
    }

    get object() {
        return this.props.action.params;
    }

    async load() {
        const { model, res_id } = this.object;
        const before = this.state.entries.at(-1)?.id;
        Object.assign(this.state, { busy: true, error: "" });
        try {
            const answer = await this.orm.call("lot.audit.entry", "timeline", [
                model,
                res_id,
                before ?? false,
            ]);
            this.state.entries.push(...answer.entries);
            Object.assign(this.state, { more: answer.more, hidden: answer.hidden });
        } catch (error) {
            this.state.error =
                error.data?.message || _t("The server did not answer. Is the connection there?");
        }
        this.state.busy = false;
    }
}

registry.category("actions").add("lot_traceability.history", HistoryAction);
