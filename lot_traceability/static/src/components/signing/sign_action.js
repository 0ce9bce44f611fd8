import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { askServer } from "./ask_server";
import { PinDialog } from "./pin_dialog";
import { SignDialog } from "./sign_dialog";

const RELOAD = { type: "ir.actions.client", tag: "soft_reload" };

/** Asks the user to sign what an action of the server names; what follows from the signature comes next. */
async function signAction(env, action) {
    const asked = action.params;
    const { model, res_id, meaning, params } = asked;
    const opening = await askServer("open", { model, res_id, meaning, params });
    if (opening.refused) {
        env.services.notification.add(opening.refused, { type: "danger", sticky: true });
        return asked.unsigned;
    }
    const answer = await showDialog(env, SignDialog, { asked, opening });
    if (!answer) {
        return asked.unsigned; // where to go when nothing was signed
    }
    env.services.notification.add(
        _t("Signed by %(signer)s, %(at)s", { signer: answer.signed.signer, at: answer.signed.at }),
        { type: "success" },
    );
    return answer.next || RELOAD;
}

/** The dialog in which somebody without a password of Odoo sets the PIN for signing. */
async function pinAction(env) {
    const answer = await showDialog(env, PinDialog, {});
    if (answer) {
        env.services.notification.add(answer, { type: "success" });
    }
}

function showDialog(env, Dialog, props) {
    return new Promise((resolve) => {
        let answer;
        const onSigned = (given) => (answer = given);
        env.services.dialog.add(Dialog, { ...props, onSigned }, { onClose: () => resolve(answer) });
    });
}

registry.category("actions").add("lot_traceability.sign", signAction);
registry.category("actions").add("lot_traceability.signing_pin", pinAction);
