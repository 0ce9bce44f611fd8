import { Component, useSubEnv } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { View, getDefaultConfig } from "@web/views/view";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * One long list of a case on a page of its form, read page by page when somebody opens that page: as a field of the
 * form, the numbers of twenty thousand rows would come with every case that is opened.
 */
export class RecallRows extends Component {
    static template = "lot_recall.RecallRows";
    static components = { View };
    static props = {
        ...standardWidgetProps,
        model: String,
        by: String,
        only: { type: String, optional: true },
        without: { type: String, optional: true },
        view: { type: String, optional: true },
        filter: { type: String, optional: true },
    };

    setup() {
        // A list of its own: not the pager and the title of the form around it.
        useSubEnv({ config: { ...getDefaultConfig(), disableSearchBarAutofocus: true } });
    }

    get owner() {
        // Another record's number where the form has such a field, else the form's own.
        const { by, record } = this.props;
        return by in record.data ? record.data[by]?.id || false : record.resId;
    }

    get version() {
        // Another owner or another revision of the case is another list.
        return `${this.owner} ${this.props.record.data.revision_id?.id || ""}`;
    }

    get viewProps() {
        const { model, by, only, without, view, filter, record } = this.props;
        return {
            type: "list",
            resModel: model,
            domain: [
                [by, "=", this.owner],
                ...(only ? [[only, "=", true]] : []),
                ...(without ? [[without, "=", false]] : []),
            ],
            context: {
                create: false,
                nothing_left_out: !record.data.excluded_count,
                ...(view ? { list_view_ref: view } : {}),
                ...(filter ? { [`search_default_${filter}`]: 1 } : {}),
            },
            searchViewId: false,
            display: { searchPanel: false },
            noBreadcrumbs: true,
            allowSelectors: false,
            showButtons: false,
            limit: 40,
        };
    }
}

registry.category("view_widgets").add("lot_recall_rows", {
    component: RecallRows,
    extractProps: ({ attrs: { model, by = "revision_id", only, without, view, filter } }) => ({
        model,
        by,
        only,
        without,
        view,
        filter,
    }),
});
