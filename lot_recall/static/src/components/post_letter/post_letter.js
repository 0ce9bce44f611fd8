import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";

/**
 * Prints the letter of a notice by post. It gets its link while it is printed, so it is asked for by POST: no reload
 * and no page elsewhere makes another one, which would close the link on the paper.
 */
async function postLetter(env, action) {
    await download({ url: action.params.url, data: {} });
    return { type: "ir.actions.act_window_close" }; // the list is read again
}

registry.category("actions").add("lot_recall.post_letter", postLetter);
