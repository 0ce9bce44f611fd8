import { Component } from "@odoo/owl";
import { instant } from "../trace/trace_format";

/** Icon and colour of a kind of event, by its code or the end of it; what is not listed is an ordinary event. */
const SIGNS = {
    refused: { icon: "fa-ban", color: "danger" },
    sign_failed: { icon: "fa-ban", color: "danger" },
    sign_locked: { icon: "fa-lock", color: "danger" },
    signature_void: { icon: "fa-chain-broken", color: "warning" },
    signed: { icon: "fa-certificate", color: "success" },
    created: { icon: "fa-plus", color: "success" },
    opened: { icon: "fa-plus", color: "success" },
    deleted: { icon: "fa-trash", color: "danger" },
    unlocked: { icon: "fa-unlock", color: "warning" },
    exported: { icon: "fa-download", color: "info" },
    history_imported: { icon: "fa-upload", color: "info" },
};
const ORDINARY = { icon: "fa-pencil", color: "secondary" };

/** Entries of the audit ledger below each other; shows what the server worded, decides nothing. */
export class Timeline extends Component {
    static template = "lot_traceability.Timeline";
    static props = { entries: Array };

    sign(entry) {
        return SIGNS[entry.code] || SIGNS[entry.code.split("_").at(-1)] || ORDINARY;
    }

    when(entry) {
        return instant(entry.at);
    }
}
