import { registry } from "@web/core/registry";

const FIELD = ".o_lot_scan_foot input";

const scan = (text) => ({
    content: `scan ${text}`,
    trigger: FIELD,
    run: `edit ${text} && press Enter`,
});

/** A handheld: a receipt is chosen, a new number is asked about once, a slip is taken back. */
registry.category("web_tour.tours").add("lot_scan_receive", {
    steps: () => [
        { trigger: "[data-mode=receive]", run: "click" },
        { trigger: ".o_lot_scan_document:contains(SCAN-IN)", run: "click" },
        { trigger: ".o_lot_scan_line:contains(0 / 3)" },
        scan("NEW-1"),
        { trigger: "[data-status=ask] .o_lot_scan_choice:contains(Scan tube)", run: "click" },
        { trigger: "[data-status=ok] .o_lot_scan_message:contains(NEW-1)" },
        { trigger: ".o_lot_scan_line:contains(1 / 3):contains(NEW-1)" },
        {
            content: "the next number is not asked about again",
            trigger: ".o_lot_scan_product:contains(Scan tube)",
        },
        scan("NEW-2"),
        { trigger: ".o_lot_scan_line:contains(2 / 3):contains(NEW-2)" },
        { trigger: ".o_lot_scan_last .o_lot_scan_undo:first", run: "click" },
        { trigger: ".o_lot_scan_line:contains(1 / 3):not(:contains(NEW-2))" },
    ],
});

/** Twenty serial numbers faster than anybody can look, then one that may not leave. */
registry.category("web_tour.tours").add("lot_scan_pick", {
    steps: () => [
        {
            content: "the number of the delivery opens it",
            trigger: "[data-mode=pick]",
            run: "click",
        },
        scan("SCAN-OUT"),
        { trigger: ".o_lot_scan_next:contains(BURST-)" },
        { trigger: ".o_lot_scan_line:contains(0 / 21)" },
        {
            trigger: FIELD,
            run() {
                for (let at = 1; at <= 20; at++) {
                    this.anchor.value = `BURST-${at}`;
                    const key = { key: "Enter", bubbles: true, cancelable: true };
                    this.anchor.dispatchEvent(new KeyboardEvent("keydown", key));
                }
            },
        },
        { trigger: ".o_lot_scan_line:contains(20 / 21)" },
        { trigger: ".o_lot_scan:not(:has(.o_lot_scan_waiting))" },
        scan("BURST-1"),
        { trigger: "[data-status=stop] .o_lot_scan_message:contains(BURST-1)" },
        scan("HELD-1"),
        { trigger: "[data-status=stop] .o_lot_scan_dismiss:contains(1 more)", run: "click" },
        { trigger: "[data-status=stop] .o_lot_scan_message:contains(HELD-1)" },
        { trigger: ".o_lot_scan_dismiss", run: "click" },
        { trigger: ".o_lot_scan_answer[data-status=ok]" },
    ],
});

/** Any scan shows the life of its lot; the next one shows the next. */
registry.category("web_tour.tours").add("lot_scan_lookup", {
    steps: () => [
        scan("BURST-7"),
        { trigger: ".o_lot_scan_life .o_lot_trace_origin:contains(BURST-7)" },
        { trigger: ".o_lot_scan_life [data-tab=suppliers]", run: "click" },
        scan("NOBODY-KNOWS-IT"),
        { trigger: "[data-status=stop] .o_lot_scan_message:contains(NOBODY-KNOWS-IT)" },
        scan("HELD-1"),
        { trigger: ".o_lot_scan_life .o_lot_trace_origin:contains(HELD-1)" },
    ],
});

/** On the form of a transfer, with nothing focused: scanner keys fill the lines, what was typed before is kept. */
registry.category("web_tour.tours").add("lot_scan_strip", {
    steps: () => [
        { trigger: ".o_field_widget[name=origin] input", run: "edit typed before the scan" },
        {
            content: "keys of a scanner, far from any input",
            trigger: ".o_lot_scan_strip",
            run() {
                document.activeElement.blur();
                for (let at = 1; at <= 6; at++) {
                    for (const key of [..."BURST-", String(at), "Enter"]) {
                        const pressed = { key, bubbles: true, cancelable: true };
                        document.body.dispatchEvent(new KeyboardEvent("keydown", pressed));
                    }
                }
            },
        },
        { trigger: ".o_lot_scan_strip .o_lot_scan_message:contains(6 of 21)" },
        { trigger: ".o_lot_scan_strip .o_lot_scan_undo", run: "click" },
        { trigger: ".o_lot_scan_strip .o_lot_scan_message:not(:contains(6 of 21))" },
        { trigger: ".o_form_view:not(:has(.o_form_status_indicator_buttons:not(.invisible)))" },
    ],
});

/** Component and finished number of an order, by its number. */
registry.category("web_tour.tours").add("lot_scan_produce", {
    steps: () => [
        { trigger: "[data-mode=produce]", run: "click" },
        scan("SCAN-MO"),
        { trigger: ".o_lot_scan_line:contains(Scan steel)" },
        scan("STEEL-1"),
        { trigger: ".o_lot_scan_answer[data-status=ok] .o_lot_scan_message:contains(STEEL-1)" },
        scan("KNIFE-1"),
        { trigger: "[data-status=ask] .o_lot_scan_choice:contains(Scan knife)", run: "click" },
        { trigger: ".o_lot_scan_answer[data-status=ok] .o_lot_scan_message:contains(KNIFE-1)" },
    ],
});

/** A count: the place, what lies there, the lines, then the list in which Odoo applies it. */
registry.category("web_tour.tours").add("lot_scan_count", {
    steps: () => [
        { trigger: "[data-mode=count]", run: "click" },
        scan("SCAN-SHELF"),
        { trigger: ".o_lot_scan_line:contains(BURST-1)" },
        scan("BURST-1"),
        { trigger: ".o_lot_scan_line_last:contains(BURST-1):contains(1 / 1)" },
        scan("BURST-1"),
        { trigger: "[data-status=stop] .o_lot_scan_dismiss", run: "click" },
        scan("BURST-2"),
        { trigger: ".o_lot_scan_line_last:contains(BURST-2):contains(1 / 1)" },
        { trigger: ".o_lot_scan_form", run: "click" },
        { trigger: ".o_data_row, .o_kanban_record" },
    ],
});

/** Above Odoo's list of counts: the place, then what lies there; the list follows. */
registry.category("web_tour.tours").add("lot_scan_count_list", {
    steps: () => {
        const count = (text) => ({
            trigger: ".o_lot_scan_count input",
            run: `edit ${text} && press Enter`,
        });
        return [
            count("SCAN-SHELF"),
            { trigger: ".o_lot_scan_count [data-status=ok]" },
            count("BURST-3"),
            { trigger: ".o_lot_scan_count [data-status=ok] .o_lot_scan_message:contains(BURST-3)" },
            {
                trigger:
                    ".o_data_row:has(td[name=lot_id]:contains(BURST-3)) button[name=action_apply_inventory]",
            },
        ];
    },
});

/** A new scrap: the first label names the product, so that the form can be saved; the second counts up. */
registry.category("web_tour.tours").add("lot_scan_scrap", {
    steps: () => [
        {
            trigger: ".o_lot_scan_strip .o_lot_scan_field",
            run: "edit BURST-1 && press Enter",
        },
        { trigger: ".o_lot_scan_strip [data-status=ok] .o_lot_scan_message:contains(BURST-1)" },
        { trigger: ".o_field_widget[name=product_id] input:value(Scan pump)" },
        { trigger: ".o_field_widget[name=lot_id] input:value(BURST-1)" },
    ],
});

/** Two things that came back, of two deliveries: each finds its own return. */
registry.category("web_tour.tours").add("lot_scan_return", {
    steps: () => [
        { trigger: "[data-mode=return]", run: "click" },
        scan("BURST-1"),
        { trigger: "[data-status=ok] .o_lot_scan_message:contains(First clinic)" },
        { trigger: ".o_lot_scan_line_last:contains(BURST-1):contains(1 / 1)" },
        scan("BURST-2"),
        { trigger: "[data-status=ok] .o_lot_scan_message:contains(Second clinic)" },
        scan("BURST-3"),
        { trigger: "[data-status=stop] .o_lot_scan_dismiss", run: "click" },
        { content: "all is back", trigger: ".o_lot_scan_finish", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=name]" },
    ],
});

const away = { isAway: false };

/** Calls of scans that reach the server and whose answer gets lost, or that reach nothing at all. */
function loseNetwork() {
    const { open, send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url) {
        this.isScan = url.includes("lot.scan/submit");
        return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function () {
        if (this.isScan && away.isAway) {
            setTimeout(() => this.dispatchEvent(new Event("error")));
            return;
        }
        if (this.isScan) {
            Object.defineProperty(this, "status", { value: 502 }); // written, and the answer is gone
            away.isAway = true;
        }
        return send.apply(this, arguments);
    };
}

/** The network goes in the middle of a count: people scan on, another shelf too; then the page is loaded again. */
registry.category("web_tour.tours").add("lot_scan_no_network", {
    steps: () => [
        { trigger: "[data-mode=count]", run: "click" },
        scan("SCAN-SHELF"),
        scan("BURST-1"),
        { trigger: ".o_lot_scan_line_last:contains(BURST-1):contains(1 / 1)" },
        { trigger: ".o_lot_scan:not(:has(.o_lot_scan_waiting))", run: loseNetwork },
        scan("BURST-2"),
        { trigger: ".o_lot_scan_problem" },
        scan("OTHER-SHELF"),
        scan("BURST-11"),
        scan("BURST-11"),
        scan("BURST-12"),
        { trigger: ".o_lot_scan_waiting:contains(5)" },
        {
            trigger: ".o_lot_scan_problem",
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        { trigger: ".o_lot_scan_title:contains(Other shelf)" },
        { trigger: "[data-status=stop] .o_lot_scan_message:contains(BURST-11)" },
        { trigger: ".o_lot_scan:not(:has(.o_lot_scan_waiting))" },
    ],
});
