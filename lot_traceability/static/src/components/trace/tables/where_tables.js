/** Tab "Where is it": stock on hand by place, and what is already reserved or planned. */

import { _t } from "@web/core/l10n/translation";
import { openQuants } from "../trace_open";
import { STATE_WORDS, USAGE_WORDS } from "../trace_words";
import { documentColumn, lotColumn, partnerColumn, productColumn, quantityColumn } from "./columns";

function onHandTable(index, names) {
    const rows = index.answer.on_hand;
    const columns = [
        {
            name: "location",
            label: _t("Place"),
            text: (row) => row.location,
            open: openQuants,
            main: true,
            filter: true,
        },
        {
            name: "usage",
            label: _t("Kind"),
            text: (row) => USAGE_WORDS[row.usage] || row.usage,
            filter: true,
        },
        lotColumn(index),
        productColumn(index),
        {
            name: "package",
            label: _t("Package"),
            text: (row) => names("stock.package", row.package_id),
        },
        { name: "owner", label: _t("Owner"), text: (row) => names("res.partner", row.owner_id) },
        quantityColumn("qty", _t("On hand"), {
            look: (row) => (row.qty < 0 ? "text-danger fw-bold" : ""),
        }),
        quantityColumn("reserved_qty", _t("Reserved")),
    ];
    const unused = { package: "package_id", owner: "owner_id" };
    return {
        key: "on_hand",
        title: _t("On hand"),
        rows,
        columns: columns.filter(
            ({ name }) => !(name in unused) || rows.some((row) => row[unused[name]]),
        ),
        empty: _t("Nothing of it is on hand."),
    };
}

function openTable(index) {
    return {
        key: "open",
        title: _t("Planned and reserved, not done yet"),
        rows: index.answer.open,
        columns: [
            documentColumn({ main: true }),
            partnerColumn("partner", _t("For"), "partner_id", { text: (row) => row.partner || "" }),
            {
                name: "state",
                label: _t("State"),
                text: (row) => STATE_WORDS[row.state] || row.state,
                filter: true,
            },
            lotColumn(index),
            productColumn(index),
            quantityColumn("qty", _t("Quantity")),
        ],
        empty: _t("No open transfer or order names it."),
    };
}

/**
 * @param {import("@lot_traceability/kernel/trace_index").TraceIndex} index
 * @param {(model: string, id: number|false) => string} names names of records that the answer gives by id only
 */
export function whereTables(index, names) {
    return [onHandTable(index, names), openTable(index)];
}
