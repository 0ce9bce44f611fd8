/** The trace's codes in the warehouse's words. */

import { _t } from "@web/core/l10n/translation";

export const GAP_WORDS = {
    missing_lot: _t("Lot missing"),
    untracked_step: _t("Step without lots"),
    unknown_consignee: _t("Receiver unknown"),
    foreign_return: _t("Returned by somebody else"),
    partial_as_built: _t("Partly allotted"),
    residual: _t("Balance does not close"),
    negative_stock: _t("Negative stock"),
    duplicate_serial: _t("Serial number twice"),
    cycle: _t("Loop"),
    hidden: _t("Hidden"),
    cut: _t("Not followed further"),
    deleted_document: _t("Document gone"),
    missing_expiry: _t("No expiration date"),
    relabelled: _t("Moved between lots"),
    backdated: _t("Recorded late"),
};

export const SHIPMENT_WORDS = {
    delivery: _t("Delivery"),
    dropship: _t("Drop-ship"),
    pos: _t("Point of sale"),
    other: _t("Other"),
    return: _t("Return"),
};

export const STATE_WORDS = {
    draft: _t("Draft"),
    waiting: _t("Waiting"),
    confirmed: _t("Waiting"),
    partially_available: _t("Partly reserved"),
    assigned: _t("Reserved"),
};

export const USAGE_WORDS = {
    internal: _t("In stock"),
    transit: _t("In transit"),
};

/** Kind of an edge → what a lot's way into an order, and out of one, is called. */
export const EDGE_WORDS = {
    production: [_t("used"), _t("made")],
    as_built: [_t("allotted"), _t("allotted")],
    unbuild: [_t("taken apart"), _t("recovered")],
    repair: [_t("fitted"), _t("repaired")],
    repack: [_t("unpacked"), _t("packed")],
    transfer: [_t("sent"), _t("received")],
    declared: [_t("declared used"), _t("declared made")],
    inferred: [_t("probably used"), _t("probably made")],
};

/** What a document is, for icons' titles. */
export const DOCUMENT_WORDS = {
    "mrp.production": _t("Manufacturing order"),
    "mrp.unbuild": _t("Unbuild order"),
    "repair.order": _t("Repair order"),
    "stock.picking": _t("Transfer"),
};

export const DIRECTION_WORDS = {
    downstream: _t("Downstream"),
    upstream: _t("Upstream"),
    both: _t("Both"),
};

/** @returns {string} the completeness figure in plain words */
export function completenessWords(answer, percentText) {
    const gaps = answer.gaps.length;
    const hidden = answer.hidden_count;
    if (answer.completeness >= 1 && !gaps && !hidden && !answer.truncated) {
        return _t("Complete");
    }
    const parts = [];
    if (gaps) {
        parts.push(_t("gaps: %(count)s", { count: gaps }));
    }
    if (hidden) {
        parts.push(_t("hidden: %(count)s", { count: hidden }));
    }
    const known = _t("%(percent)s known", { percent: percentText });
    return parts.length ? `${known}; ${parts.join(", ")}` : known;
}
