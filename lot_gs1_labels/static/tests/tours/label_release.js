import { registry } from "@web/core/registry";

const scan = (text) => ({
    content: `scan ${text}`,
    trigger: ".o_dialog .o_field_widget[name=scan] input",
    run: `edit ${text} && press Enter`,
});

/** Two labels are scanned back with nothing but the scanner; the second says another date than the lot. */
registry.category("web_tour.tours").add("lot_gs1_labels_scan_back", {
    steps: () => [
        { trigger: "button[name=action_scan_back]", run: "click" },
        scan("]d201095060001343521727063010INF-24/7"),
        { trigger: ".o_dialog .alert-success:contains(every field is right)" },
        scan("]d201095060001343521727073110INF-24/7"),
        { trigger: ".o_dialog .alert-danger:contains(2027-07-31)" },
        { trigger: ".o_dialog tr.table-danger:contains(2027-06-30)" },
        { trigger: "button[name=action_done]", run: "click" },
        { trigger: "body:not(:has(.o_dialog)) .o_field_widget[name=wrong_count]:contains(1)" },
    ],
});

/** The Scan screen prints labels of the lot that it shows. */
registry.category("web_tour.tours").add("lot_gs1_labels_scan_print", {
    steps: () => [
        {
            trigger: ".o_lot_scan_foot input",
            run: "edit ]d201095060001343521727063010INF-24/7 && press Enter",
        },
        { trigger: ".o_lot_scan_print", run: "click" },
        { trigger: ".o_dialog .o_field_widget[name=label_count]:contains(1)" },
    ],
});
