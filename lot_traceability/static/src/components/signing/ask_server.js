import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { user } from "@web/core/user";

/**
 * Ask one of the signing routes. They are apart from the calls of models, since those are logged with what is typed.
 *
 * @param {"open" | "sign" | "pin"} route
 * @param {Object} values
 * @returns {Promise<Object>} the answer; `{refused: sentence}` also when the server cannot be reached
 */
export async function askServer(route, values) {
    try {
        return await rpc(`/lot_traceability/signing/${route}`, {
            ...values,
            context: user.context,
        });
    } catch (error) {
        const sentence =
            error.data?.message || _t("The server did not answer. Nothing was signed.");
        return { refused: sentence };
    }
}
