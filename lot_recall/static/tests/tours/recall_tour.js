import { registry } from "@web/core/registry";

/** A lot is recalled: scope, preview, one lot left out, confirmed, workbook asked for. */
registry.category("web_tour.tours").add("lot_recall_from_lot", {
    steps: () => [
        { trigger: "button[name=action_lot_recall]", run: "click" },
        { trigger: ".modal .o_field_widget[name=title] input", run: "edit Needle leaks" },
        { trigger: ".modal .o_field_widget[name=lot_ids]:contains(N1)" },
        { trigger: ".modal button[name=action_preview]", run: "click" },
        {
            content: "three lots, each with its way",
            trigger: ".o_lot_recall_preview [data-tile=lots]:contains(3)",
        },
        { trigger: ".o_lot_recall_preview .o_lot_trace_row:contains(SET-1):contains(N1 →)" },
        { trigger: ".o_lot_recall_impact_ask", run: "click" },
        { trigger: ".o_lot_recall_impact tr[data-choice=product]:contains(The whole product)" },
        {
            content: "who has it",
            trigger: ".o_lot_recall_preview [data-tab=customers]",
            run: "click",
        },
        { trigger: ".o_lot_trace_row:contains(Clinic) td[data-name=net_qty]:contains(6)" },
        { trigger: ".o_lot_recall_preview [data-tab=lots]", run: "click" },
        {
            content: "leave one out",
            trigger:
                ".o_lot_trace_row:has(td[data-name=lot]:contains(HUB-1)) td[data-name=excluded_reason] a",
            run: "click",
        },
        { trigger: "#o_lot_recall_reason", run: "edit Inspected" },
        { trigger: ".o_lot_recall_reason .btn-primary:enabled", run: "click" },
        { trigger: ".o_lot_recall_preview [data-tile=lots]:contains(2):contains(1 left out)" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        {
            content: "asked once more",
            trigger: ".modal .modal-footer button.btn-primary:contains(Ok)",
            run: "click",
        },
        { trigger: ".o_form_view .o_arrow_button_current:contains(Confirmed)" },
        {
            content: "the same figures on the case",
            trigger:
                ".o_lot_tiles_tile:contains(Lots affected) .o_field_widget[name=lot_count]:contains(2)",
        },
        {
            content: "the workbook is there",
            trigger: "button[name=action_xlsx]",
            async run() {
                const id = window.location.pathname.split("/").pop();
                const response = await fetch(`/lot_recall/${id}/xlsx`);
                if (
                    !response.ok ||
                    !response.headers.get("Content-Type").includes("spreadsheetml")
                ) {
                    throw new Error(`no workbook: ${response.status}`);
                }
            },
        },
        { trigger: "button[name=action_xlsx]", run: "click" },
        { trigger: ".o_form_view .o_lot_tiles" },
    ],
});

/** Somebody reads the trace and recalls from there. */
registry.category("web_tour.tours").add("lot_recall_from_trace", {
    steps: () => [
        { trigger: ".o_lot_trace_header:contains(N1)" },
        { trigger: ".o_lot_trace_recall", run: "click" },
        { trigger: ".modal .o_field_widget[name=lot_ids]:contains(N1)" },
        { trigger: ".modal .o_field_widget[name=title] input", run: "edit Needle leaks" },
        { trigger: ".modal button[name=action_preview]", run: "click" },
        { trigger: ".o_lot_recall_preview [data-tile=lots]:contains(3)" },
        { trigger: ".modal button[name=action_save_draft]", run: "click" },
        { trigger: ".o_form_view .o_arrow_button_current:contains(Draft)" },
    ],
});

/** An operator reads the same trace and is offered no recall. */
registry.category("web_tour.tours").add("lot_recall_not_offered", {
    steps: () => [
        { trigger: ".o_lot_trace_header:contains(N1)" },
        { trigger: ".o_lot_trace_controls:not(:has(.o_lot_trace_recall))" },
    ],
});
