import { Component, useSubEnv } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { View, getDefaultConfig } from "@web/views/view";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * A part of a case's form that is read after the form is shown: figures that are counted over everybody who has the goods
 * would keep people waiting for the page. It is a form view of its own on the same record, read again with it.
 */
export class RecallPart extends Component {
    static template = "lot_recall.RecallPart";
    static components = { View };
    static props = { ...standardWidgetProps, view: String };

    setup() {
        useSubEnv({ config: { ...getDefaultConfig(), disableSearchBarAutofocus: true } });
    }

    get version() {
        const { write_date: changed, state } = this.props.record.data;
        return `${this.props.record.resId} ${state} ${changed}`;
    }

    get viewProps() {
        const { record, view } = this.props;
        return {
            type: "form",
            resModel: record.resModel,
            resId: record.resId,
            context: { form_view_ref: view },
            display: { controlPanel: false, searchPanel: false },
            readonly: true,
            preventEdit: true,
            preventCreate: true,
        };
    }
}

registry.category("view_widgets").add("lot_recall_part", {
    component: RecallPart,
    extractProps: ({ attrs: { view } }) => ({ view }),
});
