import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { askServer } from "./ask_server";

/** Sets the signing PIN: by the code that a manager handed over, or by the PIN until now. */
export class PinDialog extends Component {
    static template = "lot_traceability.PinDialog";
    static components = { Dialog };
    static props = { onSigned: Function, close: Function };

    setup() {
        this.state = useState({ code: "", pin: "", again: "", problem: "", busy: false });
        useAutofocus({ refName: "code" });
    }

    get isReady() {
        const { code, pin, again, busy } = this.state;
        return !busy && code.trim() && pin && again;
    }

    // ---- Handlers ----

    async onSet() {
        const { code, pin, again } = this.state;
        if (!this.isReady) {
            return;
        }
        if (pin !== again) {
            this.state.problem = _t("The two PINs are not the same.");
            return;
        }
        Object.assign(this.state, { busy: true, problem: "" });
        const answer = await askServer("pin", { code_or_pin: code.trim(), pin });
        this.state.busy = false;
        if (answer.refused) {
            this.state.problem = answer.refused;
        } else {
            this.props.onSigned(answer);
            this.props.close();
        }
    }
}
