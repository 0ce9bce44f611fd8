import { registry } from "@web/core/registry";

/** From a scanned component to the customers of what was made of it, and back to the supplier. */
registry.category("web_tour.tours").add("lot_trace_screen", {
    steps: () => [
        {
            content: "an unknown lot is said to be unknown",
            trigger: ".o_lot_trace_start input",
            run: "edit NOBODY-KNOWS-IT && press Enter",
        },
        { trigger: ".o_lot_trace_message:contains(NOBODY-KNOWS-IT)" },
        {
            content: "the same name under two products asks which one",
            trigger: ".o_lot_trace_start input",
            run: "edit TWIN-1 && press Enter",
        },
        { trigger: ".o_lot_trace_suggestion:contains(Trace tube)" },
        { trigger: ".o_lot_trace_suggestion:contains(Trace needle)", run: "click" },
        {
            content: "two levels are unfolded: the order and what it made",
            trigger: ".o_lot_trace_origin:contains(TWIN-1)",
        },
        {
            content: "the set is made from it; follow the rest of the lineage",
            trigger: ".o_lot_trace_node:contains(SET-1):contains(made 10)",
        },
        { trigger: ".o_lot_trace_tree button:contains(Expand all)", run: "click" },
        { trigger: ".o_lot_trace_node:contains(KIT-1)" },
        {
            content: "who received it",
            trigger: "[data-tab=customers]",
            run: "click",
        },
        { trigger: ".o_lot_trace_row:contains(St. Agnes) td[data-name=net_qty]:contains(4)" },
        {
            trigger: ".o_lot_trace_row:contains(St. Agnes) .o_lot_trace_toggle button",
            run: "click",
        },
        {
            content: "a delivery opens",
            trigger:
                ".o_lot_trace_detail .o_lot_trace_row:contains(Delivery) td[data-name=document] a",
            run: "click",
        },
        { trigger: ".o_form_view .o_breadcrumb" },
        { trigger: ".breadcrumb-item a:contains(Trace of TWIN-1), .o_back_button", run: "click" },
        {
            content: "back on the same tab, still unfolded",
            trigger: ".o_lot_trace_detail .o_lot_trace_row:contains(Return)",
        },
        { trigger: "[data-tab=balance]", run: "click" },
        { trigger: ".o_lot_trace_row:contains(SET-1)" },
        { trigger: "[data-tab=lineage]", run: "click" },
        {
            content: "make another lot the origin",
            trigger: ".o_lot_trace_node:contains(SET-1) .o_lot_trace_refocus:first",
            run: "click",
        },
        { trigger: ".o_lot_trace_origin:contains(SET-1)" },
        { trigger: "[data-direction=upstream]", run: "click" },
        { trigger: "[data-direction=upstream].btn-primary" },
        {
            trigger:
                ".o_lot_trace_tree[data-direction=upstream] .o_lot_trace_node:contains(TWIN-1):contains(used 10)",
        },
        { trigger: "[data-tab=suppliers]", run: "click" },
        { trigger: ".o_lot_trace_row:contains(Sharpline):contains(TWIN-1)" },
    ],
});

/** The lot form keeps Odoo's own report and offers ours; a reload of the page keeps lot and direction. */
registry.category("web_tour.tours").add("lot_trace_from_lot", {
    steps: () => [
        { trigger: ".oe_stat_button:contains(Traceability)" },
        { trigger: ".oe_stat_button[name=action_lot_trace]", run: "click" },
        { trigger: ".o_lot_trace_origin:contains(SET-1)" },
        { trigger: "[data-direction=both]", run: "click" },
        { trigger: ".o_lot_trace_tree[data-direction=upstream]" },
        {
            content: "the address names lot and direction",
            trigger: ".o_lot_trace_header",
            run() {
                const asked = new URLSearchParams(window.location.search);
                if (asked.get("direction") !== "both" || !Number(asked.get("lots"))) {
                    throw new Error(`the address does not name the trace: ${window.location.href}`);
                }
                window.location.reload();
            },
            expectUnloadPage: true,
        },
        { trigger: ".o_lot_trace_origin:contains(SET-1)" },
        { trigger: "[data-direction=both].btn-primary" },
        { trigger: ".o_lot_trace_tree[data-direction=downstream]" },
    ],
});
