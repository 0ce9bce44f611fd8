import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What a batch record lacks, or what a reviewer should look at: one sentence each. */
export class BatchGapsField extends Component {
    static template = "lot_traceability.BatchGapsField";
    static props = { ...standardFieldProps };

    get lines() {
        return this.props.record.data[this.props.name] || [];
    }

    get title() {
        return this.props.record.fields[this.props.name].string;
    }

    get isRequired() {
        return this.props.name === "gap_lines";
    }
}

registry.category("fields").add("lot_batch_gaps", {
    component: BatchGapsField,
    supportedTypes: ["json"],
});
