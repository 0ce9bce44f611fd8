import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LOOK = {
    done: "text-bg-success",
    done_late: "text-bg-warning",
    current: "text-bg-primary",
    current_late: "text-bg-danger",
    ahead: "text-bg-light border",
    skipped: "text-bg-light border text-decoration-line-through",
};

/** The stages of a recall with the time that each took since the case was opened, and its target. */
export class RecallStages extends Component {
    static template = "lot_recall.RecallStages";
    static props = { ...standardFieldProps };

    get lines() {
        const lines = this.props.record.data[this.props.name] || [];
        return lines.map((line) => ({ ...line, look: LOOK[line.state] }));
    }
}

registry.category("fields").add("lot_recall_stages", {
    component: RecallStages,
    supportedTypes: ["json"],
});
