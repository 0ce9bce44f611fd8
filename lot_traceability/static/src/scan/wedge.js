/**
 * Scanners that act as a keyboard have no key for the GS1 separator. They type Ctrl+], F8 or Alt+029, of which Odoo's
 * barcode service keeps "]", nothing and "029". Here each becomes the control character again, before that service
 * looks, and in the boxes where people search.
 */

import { barcodeService } from "@barcodes/barcode_service";
import { patch } from "@web/core/utils/patch";
import { GS, toRaw, toVisible, typeInto } from "./separator";

/** Inputs into which people scan. Any other keeps what its keys do by themselves. */
const BOXES =
    ".o_lot_scan_field, .o_lot_scan_text, .o_searchview_input, .o-autocomplete--input, .o-barcode-input";
const ALT_CODE = /Alt0?029/g; // Odoo's service buffers the name of the Alt key, then the digits

function isSeparatorKey(ev) {
    const isPlainF8 = ev.key === "F8" && !ev.ctrlKey && !ev.altKey && !ev.shiftKey;
    return isPlainF8 || (ev.ctrlKey && ev.key === "]");
}

/** Whether Odoo's service leaves the keys of this element alone, because somebody types there. */
function isTypedInto(element) {
    return (
        element.matches("input, textarea, [contenteditable='true']") &&
        !element.dataset.enableBarcode &&
        element.getAttribute("barcode_events") !== "true"
    );
}

export function onSeparatorKey(ev) {
    if (!ev.key || !isSeparatorKey(ev)) {
        return;
    }
    const target = ev.target;
    if (target.matches(BOXES)) {
        ev.preventDefault();
        ev.stopPropagation();
        typeInto(target, toVisible(GS));
    } else if (!isTypedInto(target)) {
        ev.preventDefault();
        ev.stopPropagation();
        // One character long: the service takes it for a printable key.
        target.dispatchEvent(
            new KeyboardEvent("keydown", { key: GS, bubbles: true, cancelable: true }),
        );
    }
}

patch(barcodeService, {
    start() {
        document.addEventListener("keydown", onSeparatorKey, { capture: true });
        return super.start(...arguments);
    },
    cleanBarcode(barcode) {
        return toRaw(super.cleanBarcode(barcode.replace(ALT_CODE, GS)));
    },
});
