/**
 * Columns that several tables share.
 *
 * A column is `{ name, label, text(row), … }` with, where it makes sense: `number` (right aligned), `sortValue`,
 * `unit`, `open` (row → action), `refocus` (row → lot id), `badges` (row → [{ text, look, title }]), `look`
 * (row → css classes), `filter` (offer its values as a choice), `main` (the document that a click on the row opens).
 */

import { _t } from "@web/core/l10n/translation";
import { instant, quantity } from "../trace_format";
import { openRecord } from "../trace_open";

export function lotBadges(node) {
    const badges = [];
    if (node.blocked) {
        badges.push({
            text: _t("On hold"),
            look: "text-bg-danger",
            title: _t("This lot may not leave."),
        });
    }
    if (node.certainty === "inferred") {
        badges.push({
            text: _t("Probable"),
            look: "text-bg-warning",
            title: _t("Reached only through a step without lots: likely, but not recorded."),
        });
    }
    if (node.by_date === false) {
        badges.push({
            text: _t("Excluded by date"),
            look: "text-bg-secondary",
            title: _t(
                "Going by the recorded dates it was used or shipped too early to be affected.",
            ),
        });
    }
    return badges;
}

export function lotColumn(index, extra = {}) {
    return {
        name: "lot",
        label: _t("Lot"),
        text: (row) => index.lot(row.lot_id).lot || (row.lot_id ? "" : _t("(without lot)")),
        open: (row) => openRecord("stock.lot", row.lot_id),
        refocus: (row) => row.lot_id,
        badges: (row) => lotBadges(index.lot(row.lot_id)),
        ...extra,
    };
}

export function productColumn(index, extra = {}) {
    return {
        name: "product",
        label: _t("Product"),
        text: (row) => index.lot(row.lot_id).product,
        open: (row) => openRecord("product.product", index.lot(row.lot_id).product_id),
        filter: true,
        ...extra,
    };
}

export function documentColumn(extra = {}) {
    return {
        name: "document",
        label: _t("Document"),
        text: (row) => row.document || "",
        open: (row) => openRecord(row.model, row.res_id),
        ...extra,
    };
}

export function partnerColumn(name, label, idField, extra = {}) {
    return {
        name,
        label,
        text: (row) => row.partner || _t("Unknown"),
        open: (row) => openRecord("res.partner", row[idField]),
        look: (row) => (row.partner ? "" : "text-danger"),
        ...extra,
    };
}

export function dateColumn(label = _t("Date"), field = "date") {
    return {
        name: field,
        label,
        text: (row) => instant(row[field]),
        sortValue: (row) => row[field] || "",
    };
}

export function quantityColumn(field, label, extra = {}) {
    return {
        name: field,
        label,
        number: true,
        text: (row) => quantity(row[field]),
        sortValue: (row) => row[field],
        unit: (row) => row.uom,
        ...extra,
    };
}

export function countColumn(field, label) {
    return {
        name: field,
        label,
        number: true,
        text: (row) => quantity(row[field]),
        sortValue: (row) => row[field],
    };
}
