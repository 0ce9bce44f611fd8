import { registry } from "@web/core/registry";

const card = (name) => `.o_lot_check_card[data-name="${name}"]`;
const FOCUSED = ".o_lot_check_value:focus";

/** Every press of a button and every Enter; the server's test asks how many there were. */
function countTaps() {
    document.body.dataset.taps = 0;
    const count = () => document.body.dataset.taps++;
    document.addEventListener("pointerdown", (ev) => ev.target.closest("button") && count(), true);
    document.addEventListener("keydown", (ev) => ev.key === "Enter" && count(), true);
}

const pass = (name) => ({ trigger: `${card(name)} .o_lot_check_pass`, run: "click" });
/** Typed where the focus is: nobody taps into the field. */
const measure = (name, value) => ({
    content: `${name}: ${value}`,
    trigger: `${card(name)} ${FOCUSED}`,
    run: `edit ${value} && press Enter`,
});

/** Ten checks of a lot on a phone, in ten taps and the values; one of them is outside and meant so. */
registry.category("web_tour.tours").add("lot_checks_ten", {
    steps: () => [
        { trigger: ".o_lot_scan_foot input", run: "edit TEN-1 && press Enter" },
        { trigger: ".o_lot_checks_count:contains(10 open)", run: countTaps },
        pass("Check 0"),
        measure("Check 1", "5.1"),
        pass("Check 2"),
        measure("Check 3", "5,3"),
        pass("Check 4"),
        measure("Check 5", "5.5"),
        pass("Check 6"),
        measure("Check 7", "5.7"),
        pass("Check 8"),
        measure("Check 9", "5.9"),
        {
            trigger: ".o_lot_checks_count:contains(0 open)",
            run() {
                const { taps } = document.body.dataset;
                if (taps > 10) {
                    throw new Error(`Ten checks took ${taps} taps.`);
                }
            },
        },
        { trigger: `${card("Check 3")}[data-state=passed]:contains(5,3 N)` },
    ],
});

/** Nonsense is refused, a failure is asked back and holds the lot, a correction stays beside it. */
registry.category("web_tour.tours").add("lot_checks_fail", {
    steps: () => [
        { trigger: ".o_lot_checks_lot:contains(TEN-2)", run: "click" },
        {
            trigger: `${card("Check 1")} .o_lot_check_value`,
            run: "edit 1.234,5 && press Enter",
        },
        { trigger: `${card("Check 1")} .o_lot_check_message.alert-danger:contains(two numbers)` },
        { trigger: `${card("Check 1")} .o_lot_check_value`, run: "edit 12 && press Enter" },
        { trigger: `${card("Check 1")} .o_lot_check_message.alert-warning:contains(on hold)` },
        { trigger: `${card("Check 1")} .o_lot_check_note`, run: "edit weak at the corner" },
        { trigger: `${card("Check 1")} .o_lot_check_meant`, run: "click" },
        { trigger: `${card("Check 1")}[data-state=failed] .o_lot_check_line`, run: "click" },
        { trigger: `${card("Check 1")} .o_lot_check_correct`, run: "click" },
        { trigger: `${card("Check 1")} .o_lot_check_reason`, run: "edit read the wrong scale" },
        { trigger: `${card("Check 1")} .o_lot_check_value`, run: "edit 5.2 && press Enter" },
        { trigger: `${card("Check 1")}[data-state=passed]:contains(5.2 N)` },
    ],
});
