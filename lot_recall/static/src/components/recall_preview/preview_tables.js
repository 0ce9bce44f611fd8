/** The lists of the preview, as tables of the trace screen's list component. Rows: `kernel/tables.py`. */

import { _t } from "@web/core/l10n/translation";
import {
    countColumn,
    dateColumn,
    lotBadges,
    quantityColumn,
} from "@lot_traceability/components/trace/tables/columns";
import {
    GAP_WORDS,
    SHIPMENT_WORDS,
    STATE_WORDS,
    USAGE_WORDS,
} from "@lot_traceability/components/trace/trace_words";

const SIDE_WORDS = {
    origin: _t("Recalled"),
    downstream: _t("Made from it"),
    upstream: _t("It was made from"),
};

function textColumn(name, label, extra = {}) {
    return { name, label, text: (row) => row[name] || "", ...extra };
}

function outBadge(row) {
    return row.excluded
        ? [{ text: _t("Left out"), look: "text-bg-dark", title: row.excluded_reason }]
        : [];
}

function lotColumn(extra = {}) {
    return textColumn("lot", _t("Lot"), { badges: outBadge, ...extra });
}

const product = () => textColumn("product", _t("Product"), { filter: true });

function lots(rows) {
    return {
        columns: [
            lotColumn({ badges: (row) => [...lotBadges(row), ...outBadge(row)] }),
            product(),
            textColumn("side", _t("Part"), {
                text: (row) => SIDE_WORDS[row.side] || row.side,
                look: () => "text-nowrap",
                filter: true,
            }),
            textColumn("why", _t("Why"), { wide: true }),
            quantityColumn("on_hand_qty", _t("On hand"), {
                text: (row) => (row.on_hand_qty === false ? "" : quantityText(row, "on_hand_qty")),
                unit: (row) => (row.on_hand_qty === false ? "" : row.uom),
            }),
            textColumn("excluded_reason", _t("Left out"), {
                text: (row) => leaveOutText(row),
                // Handled by the preview, not opened: see RecallPreview.onTableAction.
                open: (row) => row.is_affected && { recallLot: row },
            }),
        ],
        filters: [
            {
                name: "date",
                label: _t("By date: all"),
                options: [
                    { value: "yes", label: _t("Reached by date"), test: (row) => row.by_date },
                    { value: "no", label: _t("Excluded by date"), test: (row) => !row.by_date },
                ],
            },
        ].filter(() => rows.some((row) => !row.by_date)),
        empty: _t("No lot is reached."),
    };
}

function quantityText(row, field) {
    return quantityColumn(field, "").text(row);
}

function leaveOutText(row) {
    if (!row.is_affected) {
        return "";
    }
    return row.excluded ? _t("Take back: %s", row.excluded_reason) : _t("Leave out");
}

function stock() {
    return {
        columns: [
            textColumn("location", _t("Place"), { filter: true }),
            textColumn("usage", _t("Kind"), { text: (row) => USAGE_WORDS[row.usage] || row.usage }),
            lotColumn(),
            product(),
            quantityColumn("qty", _t("On hand")),
            quantityColumn("reserved_qty", _t("Reserved")),
        ],
        empty: _t("Nothing of it is on hand."),
    };
}

function open() {
    return {
        columns: [
            textColumn("document", _t("Document")),
            textColumn("partner", _t("For")),
            textColumn("state", _t("State"), {
                text: (row) => STATE_WORDS[row.state] || row.state,
                filter: true,
            }),
            lotColumn(),
            product(),
            quantityColumn("qty", _t("Quantity")),
        ],
        empty: _t("No open transfer or order names it."),
    };
}

function deliveries() {
    return {
        columns: [
            dateColumn(),
            textColumn("kind", _t("Kind"), {
                text: (row) => SHIPMENT_WORDS[row.kind] || row.kind,
                filter: true,
            }),
            textColumn("document", _t("Document")),
            textColumn("customer", _t("Customer"), {
                text: (row) => row.customer || _t("Unknown"),
            }),
            textColumn("partner", _t("Delivered to")),
            lotColumn(),
            product(),
            quantityColumn("qty", _t("Quantity")),
        ],
        empty: _t("Nothing of it was delivered."),
    };
}

function customers() {
    return {
        columns: [
            textColumn("partner", _t("Customer"), { text: (row) => row.partner || _t("Unknown") }),
            product(),
            countColumn("lot_count", _t("Lots")),
            countColumn("delivery_count", _t("Deliveries")),
            quantityColumn("shipped_qty", _t("Shipped")),
            quantityColumn("returned_qty", _t("Returned")),
            quantityColumn("net_qty", _t("Still there, at worst"), { look: () => "fw-bold" }),
        ],
        empty: _t("No customer received any of it."),
    };
}

function suppliers() {
    return {
        columns: [
            textColumn("partner", _t("Supplier"), { text: (row) => row.partner || _t("Unknown") }),
            textColumn("lot", _t("Lot")),
            product(),
            textColumn("supplier_lot", _t("Supplier's lot")),
            textColumn("document", _t("Receipt")),
            dateColumn(),
            quantityColumn("qty", _t("Received")),
        ],
        empty: _t("No receipt from a supplier is recorded for it."),
    };
}

function gaps() {
    return {
        columns: [
            textColumn("code", _t("Gap"), {
                text: (row) => GAP_WORDS[row.code] || row.code,
                filter: true,
            }),
            textColumn("message", _t("What is not known"), { wide: true }),
            textColumn("lot", _t("Lot")),
        ],
        empty: _t("Nothing is missing: no gap was found."),
    };
}

const MAKERS = { lots, stock, open, deliveries, customers, suppliers, gaps };

export const TABS = [
    ["lots", _t("Lots")],
    ["stock", _t("On hand")],
    ["open", _t("Reserved")],
    ["deliveries", _t("Deliveries")],
    ["customers", _t("Customers")],
    ["suppliers", _t("Suppliers")],
    ["gaps", _t("Gaps")],
];

/** @returns {Object} the table of one tab, see TraceTable */
export function makeTable(name, rows) {
    return { key: name, title: "", rows, ...MAKERS[name](rows) };
}
