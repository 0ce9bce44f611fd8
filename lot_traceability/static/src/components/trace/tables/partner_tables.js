/** Tabs "Customers" and "Suppliers". */

import { _t } from "@web/core/l10n/translation";
import { mean } from "../trace_format";
import { SHIPMENT_WORDS } from "../trace_words";
import {
    countColumn,
    dateColumn,
    documentColumn,
    lotColumn,
    partnerColumn,
    productColumn,
    quantityColumn,
} from "./columns";

function deliveriesTable(index, customer) {
    return {
        key: `deliveries:${customer.commercial_partner_id || 0}:${customer.product_id || 0}`,
        title: "",
        rows: index.deliveriesOf(customer),
        columns: [
            documentColumn({ main: true }),
            {
                name: "kind",
                label: _t("Kind"),
                text: (row) => SHIPMENT_WORDS[row.kind] || row.kind,
                filter: true,
            },
            dateColumn(),
            partnerColumn("partner", _t("Delivered to"), "partner_id"),
            lotColumn(index),
            quantityColumn("qty", _t("Quantity"), {
                look: (row) => (row.qty < 0 ? "text-success" : ""),
            }),
        ],
        empty: _t("No delivery is visible to you."),
    };
}

export function customerTables(index) {
    const customers = {
        key: "customers",
        title: "",
        rows: index.answer.customers,
        columns: [
            partnerColumn("partner", _t("Customer"), "commercial_partner_id"),
            {
                ...productColumn(index),
                text: (row) => row.product,
                open: false,
            },
            countColumn("lot_count", _t("Lots")),
            countColumn("delivery_count", _t("Deliveries")),
            quantityColumn("shipped_qty", _t("Shipped")),
            quantityColumn("returned_qty", _t("Returned")),
            quantityColumn("net_qty", _t("Still there, at worst"), {
                title: _t("Shipped less returned, as if every unit of these lots were affected."),
                look: (row) => (row.net_qty < 0 ? "text-danger fw-bold" : "fw-bold"),
            }),
            quantityColumn("by_date_qty", _t("Of it by date"), {
                title: _t(
                    "Leaves out what left before the traced lot was reached, going by recorded dates.",
                ),
            }),
            quantityColumn("proportional_qty", _t("Expected share"), {
                text: (row) => mean(row.proportional_qty),
                title: _t(
                    "What even mixing would put there. An expectation, never proof about a unit.",
                ),
            }),
        ],
        filters: [
            {
                name: "holding",
                label: _t("All customers"),
                options: [
                    { value: "some", label: _t("Still has some"), test: (row) => row.net_qty > 0 },
                    { value: "none", label: _t("All came back"), test: (row) => row.net_qty <= 0 },
                ],
            },
        ],
        detail: (row) => deliveriesTable(index, row),
        empty: _t("No customer received any of it."),
    };
    return [customers];
}

export function supplierTables(index) {
    return [
        {
            key: "suppliers",
            title: "",
            rows: index.answer.suppliers,
            columns: [
                partnerColumn("partner", _t("Supplier"), "commercial_partner_id", { filter: true }),
                lotColumn(index),
                productColumn(index),
                {
                    name: "supplier_lot",
                    label: _t("Supplier's lot"),
                    text: (row) => row.supplier_lot || "",
                },
                documentColumn({ label: _t("Receipt"), main: true }),
                dateColumn(),
                quantityColumn("qty", _t("Received")),
            ],
            empty: _t("No receipt from a supplier is recorded for it."),
        },
    ];
}
