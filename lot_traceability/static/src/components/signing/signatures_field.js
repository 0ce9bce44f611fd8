import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Every signature of a record as on paper: name, time and zone, meaning, reason, fingerprint; void ones struck. */
export class SignaturesField extends Component {
    static template = "lot_traceability.SignaturesField";
    static props = { ...standardFieldProps };

    get lines() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("lot_signatures", {
    component: SignaturesField,
    supportedTypes: ["json"],
});
