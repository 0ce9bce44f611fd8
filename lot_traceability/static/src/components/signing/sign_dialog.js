import { Component, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { askServer } from "./ask_server";

/**
 * Shows what is signed, as whom and in which meaning, and asks for the password or PIN, every time.
 *
 * Nothing is decided here: the server checks who, what and whether it is still what was shown, and answers with a
 * signature or a sentence. What was typed is sent once and forgotten.
 */
export class SignDialog extends Component {
    static template = "lot_traceability.SignDialog";
    static components = { Dialog };
    static props = { asked: Object, opening: Object, onSigned: Function, close: Function };

    setup() {
        this.state = useState({
            reason: this.props.asked.reason || "",
            login: "",
            secret: "",
            problem: this.props.opening.problem,
            busy: false,
        });
        this.secret = useRef("secret");
        useAutofocus({ refName: this.firstEmpty });
    }

    /** The cursor starts in the first field that is to be filled. */
    get firstEmpty() {
        if (!this.state.reason.trim()) {
            return "reason";
        }
        return this.props.opening.ask_login ? "login" : "secret";
    }

    get secretLabel() {
        return this.props.opening.method === "pin" ? _t("Signing PIN") : _t("Password");
    }

    get isReady() {
        const { reason, login, secret, busy } = this.state;
        const { ask_login: askLogin } = this.props.opening;
        return !busy && reason.trim() && secret && (!askLogin || login.trim());
    }

    // ---- Handlers ----

    async onSign() {
        if (!this.isReady) {
            return;
        }
        const { model, res_id, meaning, params } = this.props.asked;
        const { reason, login, secret } = this.state;
        Object.assign(this.state, { busy: true, problem: "", secret: "" });
        const answer = await askServer("sign", {
            ...{ model, res_id, meaning, params, reason, login, secret },
            seen_hash: this.props.opening.seen_hash,
        });
        this.state.busy = false;
        if (answer.refused) {
            this.state.problem = answer.refused;
            this.secret.el?.focus();
        } else {
            this.props.onSigned(answer);
            this.props.close();
        }
    }
}
