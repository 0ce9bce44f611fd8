import { Component, onMounted, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { loadJS } from "@web/core/assets";
import { browser } from "@web/core/browser/browser";
import { hasTouch } from "@web/core/browser/feature_detection";
import { _t } from "@web/core/l10n/translation";
import { useBus, useService } from "@web/core/utils/hooks";
import { ScanCamera } from "../scan_camera/scan_camera";
import { toRaw, toVisible, typeInto } from "@lot_traceability/scan/separator";

const FAST = 50; // milliseconds between two keys that no finger reaches
const PAUSE = 150; // milliseconds after which a scanner is done that sends no Enter
const COMMAND = /^O(BT|CD)/; // labels that press Odoo's own buttons
const SHORTEST = 4; // characters; fewer may be a quick hand

const READER = "/web/static/lib/zxing-library/zxing-library.js"; // as Odoo's scanner loads it

async function isCameraDenied() {
    try {
        return (await navigator.permissions.query({ name: "camera" })).state === "denied";
    } catch {
        return false; // a browser that does not tell
    }
}

/**
 * An input for scanner, camera, keys and paste that holds the focus; hands over every scan as it came, at once, in order.
 *
 * The separator is seen as ␝ while it is in the input. Scans that arrive while something else has the focus come
 * through Odoo's barcode service.
 */
export class ScanInput extends Component {
    static template = "lot_traceability.ScanInput";
    static components = { ScanCamera };
    static props = {
        onScan: Function, // (raw: string)
        onType: { type: Function, optional: true }, // (text: string) after each change
        onLeave: { type: Function, optional: true }, // (key) Escape, or Enter, while nothing is typed
        placeholder: { type: String, optional: true },
        label: { type: String, optional: true }, // for those who cannot see where they are
        id: { type: String, optional: true },
        button: { type: String, optional: true }, // its word; an arrow without
        keepsFocus: { type: Boolean, optional: true },
    };
    static defaultProps = { placeholder: "", label: "", button: "", keepsFocus: true };

    setup() {
        this.input = useRef("input");
        // A handheld has keys of its own; the keyboard on its screen would hide half of ours.
        this.state = useState({ hasKeyboard: !hasTouch(), hasCamera: false });
        this.notification = useService("notification");
        this.hasTouch = hasTouch();
        this.fast = 0; // characters at the end of the text that came as fast as from a scanner
        this.lastKey = -Infinity;
        useBus(useService("barcode").bus, "barcode_scanned", ({ detail: { barcode } }) => {
            if (!COMMAND.test(barcode)) {
                this.props.onScan(barcode);
            }
        });
        if (this.props.keepsFocus) {
            useExternalListener(document, "click", (ev) => this.takeFocus(ev));
            useExternalListener(window, "focus", () => this.takeFocus());
            onMounted(() => this.input.el.focus());
        }
        useEffect(
            () => () => browser.clearTimeout(this.timer),
            () => [],
        );
    }

    /** After a click elsewhere the next scan belongs here again, unless somebody types or chooses there. */
    takeFocus(ev) {
        const focused = document.activeElement;
        const isUsed = focused?.closest("input, textarea, select, [contenteditable], .o_dialog");
        if (!isUsed && !ev?.target.closest?.(".dropdown, .o-dropdown, .o_dialog")) {
            this.input.el.focus();
        }
    }

    submit() {
        browser.clearTimeout(this.timer);
        const text = this.input.el.value;
        this.input.el.value = "";
        this.fast = 0;
        this.props.onType?.("");
        if (text.trim()) {
            this.props.onScan(toRaw(text));
        } else {
            this.props.onLeave?.("Enter");
        }
    }

    toggleKeyboard() {
        this.state.hasKeyboard = !this.state.hasKeyboard;
        // the browser looks at the mode when the focus comes
        this.input.el.blur();
        browser.setTimeout(() => this.input.el?.focus());
    }

    async toggleCamera() {
        if (!isBarcodeScannerSupported()) {
            const message = _t("Browsers give the camera to secure addresses (https) only.");
            this.onCameraError(new Error(message));
            return;
        }
        try {
            // What Odoo's scanner needs, before it is on the screen: without network the screen would go with it.
            if (!("BarcodeDetector" in window)) {
                await loadJS(READER);
            }
            this.state.hasCamera = !this.state.hasCamera;
        } catch {
            const message = _t("No connection: the camera cannot be started now. Scan or type.");
            this.onCameraError(new Error(message));
        }
    }

    // ---- Handlers ----

    async onCameraError(error) {
        this.state.hasCamera = false;
        const blocked = _t(
            "The browser keeps the camera from this page. Allow it beside the address, then press the camera again.",
        );
        const message = (await isCameraDenied()) ? blocked : error.message;
        this.notification.add(message, { type: "warning" });
    }

    onKeydown(ev) {
        const isFast = ev.timeStamp - this.lastKey < FAST;
        const isText = ev.key.length === 1 || ev.key === "F8";
        browser.clearTimeout(this.timer);
        if (ev.key === "Enter" || (ev.key === "Tab" && isFast && ev.target.value)) {
            ev.preventDefault();
            this.submit();
        } else if (ev.key === "Escape") {
            if (this.state.hasCamera) {
                this.state.hasCamera = false;
            } else if (!ev.target.value) {
                this.props.onLeave?.("Escape");
            }
            ev.target.value = "";
            this.fast = 0;
            this.props.onType?.("");
        } else if (isText) {
            this.fast = isFast || !ev.target.value ? this.fast + 1 : 0;
            this.timer = browser.setTimeout(() => this.onPause(), PAUSE);
        }
        this.lastKey = ev.timeStamp;
    }

    /** Nothing came for a while: the end of a scan, if every character was typed as fast as only scanners do. */
    onPause() {
        const length = this.input.el?.value.length;
        if (length >= SHORTEST && this.fast >= length) {
            this.submit();
        }
    }

    onInput(ev) {
        this.props.onType?.(ev.target.value);
    }

    /** Several lines are several scans: a column of serial numbers from a sheet. */
    onPaste(ev) {
        const lines = (ev.clipboardData?.getData("text") || "").split(/\r\n|[\r\n]/);
        while (lines.length && !lines.at(-1)) {
            lines.pop();
        }
        if (!lines.length) {
            return;
        }
        ev.preventDefault();
        const last = lines.pop();
        for (const line of lines) {
            typeInto(ev.target, toVisible(line));
            this.submit();
        }
        typeInto(ev.target, toVisible(last));
        if (lines.length) {
            this.submit();
        }
    }
}
