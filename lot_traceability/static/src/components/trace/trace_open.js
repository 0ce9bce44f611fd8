/** What a click on a name opens; nothing here decides who may: the server refuses what may not be read. */

import { _t } from "@web/core/l10n/translation";

/** @returns {Object|false} action that opens one record, false when there is none */
export function openRecord(model, id) {
    return (
        Boolean(model && id) && {
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
            target: "current",
        }
    );
}

/** Stock of one lot in one place. */
export function openQuants({ location_id: locationId, lot_id: lotId }) {
    return {
        type: "ir.actions.act_window",
        name: _t("Stock in this place"),
        res_model: "stock.quant",
        views: [
            [false, "list"],
            [false, "form"],
        ],
        domain: [
            ["location_id", "=", locationId],
            ["lot_id", "=", lotId],
        ],
        target: "current",
    };
}

/** The trace of other lots, with the breadcrumb leading back here. */
export function openTrace(lotIds, direction) {
    return {
        type: "ir.actions.client",
        tag: "lot_traceability.trace",
        params: { lot_ids: lotIds, direction },
        target: "current",
    };
}
