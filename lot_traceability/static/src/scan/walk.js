/** Screens for people without a mouse: arrow keys go from one thing to press to the next, Escape back to the input. */

const PRESSED = "button:not(:disabled), a[href], .o_lot_scan_amount";
const OWN_KEYS = "input, select, textarea, [role=tablist], [role=tree], [role=treegrid]";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * @param {KeyboardEvent} ev on a screen
 * @param {HTMLElement} body holds what can be pressed, in the order of the eyes
 * @param {string} field selector of the input in which people scan; while it is empty, arrows leave it
 */
export function walk(ev, body, field) {
    const here = ev.target;
    const isField = here.matches(field);
    if (ev.defaultPrevented || (isField ? here.value : here.closest(OWN_KEYS))) {
        return;
    }
    if (ev.key === "Escape" && !isField) {
        ev.preventDefault();
        document.querySelector(field)?.focus();
    } else if (STEPS[ev.key]) {
        const all = [...body.querySelectorAll(PRESSED)].filter((one) => one.offsetParent);
        const at = all.indexOf(here);
        const from = at < 0 && STEPS[ev.key] < 0 ? 0 : at;
        ev.preventDefault();
        all.at((from + STEPS[ev.key]) % all.length)?.focus();
    }
}
