import { useEffect } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { CharField, charField } from "@web/views/fields/char/char_field";

/** A field for scanners, which end with Enter: it keeps their separators, and Enter presses the dialog's button. */
export class ScanBackField extends CharField {
    setup() {
        super.setup();
        useEffect(
            (input) => {
                const onKeydown = (ev) => ev.key === "Enter" && this.press(ev, input);
                input?.classList.add("o_lot_scan_text"); // see scan/wedge.js of lot_traceability
                input?.addEventListener("keydown", onKeydown);
                return () => input?.removeEventListener("keydown", onKeydown);
            },
            () => [this.input.el],
        );
    }

    async press(ev, input) {
        ev.preventDefault();
        ev.stopPropagation();
        const dialog = input.closest(".o_dialog");
        await this.props.record.update({ [this.props.name]: this.parse(input.value) });
        dialog.querySelector("button[name='action_scan']").click();
    }
}

registry.category("fields").add("lot_scan_back", { ...charField, component: ScanBackField });
