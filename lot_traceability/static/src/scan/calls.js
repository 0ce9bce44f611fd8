import { _t } from "@web/core/l10n/translation";

/** What to tell of a call that failed: the server's sentence, or that nobody answered. */
export function sentence(error) {
    const nobody = _t("No connection: this cannot be read now. Try again in a moment.");
    return error.data?.message || nobody;
}

/** Take a scan back; returns an answer in any case. */
export async function callUndo(orm, answer) {
    try {
        return await orm.silent.call("lot.scan", "undo", [answer.uuid]);
    } catch (error) {
        const nobody = _t("No connection: nothing was taken back. Try again in a moment.");
        const message = error.data?.message || nobody;
        return { ...answer, status: "stop", message, hint: "", choices: [], can_undo: false };
    }
}
