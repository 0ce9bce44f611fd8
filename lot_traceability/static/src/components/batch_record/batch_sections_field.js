import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The content of a batch record by sections; those without anything to look at are folded. */
export class BatchSectionsField extends Component {
    static template = "lot_traceability.BatchSectionsField";
    static props = { ...standardFieldProps };

    get content() {
        return this.props.record.data[this.props.name] || { facts: [], tables: [] };
    }
}

registry.category("fields").add("lot_batch_sections", {
    component: BatchSectionsField,
    supportedTypes: ["json"],
});
