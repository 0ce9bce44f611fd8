/** Tabs "Balance" and "Gaps": does it add up, and what is not known. */

import { _t } from "@web/core/l10n/translation";
import { DOCUMENT_WORDS, GAP_WORDS } from "../trace_words";
import { openRecord } from "../trace_open";
import { lotColumn, productColumn, quantityColumn } from "./columns";

const COMING = [
    ["received_qty", _t("Received")],
    ["produced_qty", _t("Made")],
    ["returned_in_qty", _t("Came back")],
    ["found_qty", _t("Found")],
    ["transferred_in_qty", _t("From other company")],
];
const GOING = [
    ["on_hand_qty", _t("On hand")],
    ["consumed_qty", _t("Used up")],
    ["shipped_qty", _t("Shipped")],
    ["returned_to_supplier_qty", _t("Back to supplier")],
    ["scrapped_qty", _t("Scrapped")],
    ["lost_qty", _t("Lost")],
    ["transferred_out_qty", _t("To other company")],
];
// Quantities carry 6 decimals; below that a residual is float noise (contract: gap `residual`).
const NOISE = 1e-6;

export function hasResidual(row) {
    return Math.abs(row.residual_qty) > NOISE;
}

export function balanceTables(index) {
    const rows = index.answer.balance;
    // A column in which every lot has 0 says nothing; on hand stays, since 0 is an answer there.
    const used = ([field]) => field === "on_hand_qty" || rows.some((row) => row[field]);
    const columns = [...COMING, ...GOING].filter(used).map(([field, label]) =>
        quantityColumn(field, label, {
            look: (row) => (row[field] ? "" : "text-muted"),
        }),
    );
    const residual = quantityColumn("residual_qty", _t("Not explained"), {
        look: (row) => (hasResidual(row) ? "text-danger fw-bold" : "text-muted"),
        title: _t(
            "What came in less what is there, was used or left. 0 when everything is accounted for.",
        ),
    });
    return [
        {
            key: "balance",
            title: "",
            rows,
            columns: [lotColumn(index, { main: true }), productColumn(index), ...columns, residual],
            filters: [
                {
                    name: "residual",
                    label: _t("All lots"),
                    options: [
                        { value: "open", label: _t("Does not add up"), test: hasResidual },
                        { value: "closed", label: _t("Adds up"), test: (row) => !hasResidual(row) },
                    ],
                },
            ],
            empty: _t("No quantity of it was ever recorded."),
        },
    ];
}

export function gapTables(index) {
    return [
        {
            key: "gaps",
            title: "",
            rows: index.answer.gaps,
            columns: [
                {
                    name: "code",
                    label: _t("Gap"),
                    text: (row) => GAP_WORDS[row.code] || row.code,
                    filter: true,
                },
                {
                    name: "message",
                    label: _t("What is not known"),
                    text: (row) => row.message,
                    wide: true,
                },
                lotColumn(index, { text: (row) => index.lot(row.lot_id).lot }),
                {
                    name: "document",
                    label: _t("Look at"),
                    text: (row) =>
                        row.res_id && row.model !== "stock.lot"
                            ? DOCUMENT_WORDS[row.model] || _t("Document")
                            : "",
                    open: (row) => openRecord(row.model, row.res_id),
                    main: true,
                },
            ],
            empty: _t("Nothing is missing: no gap was found."),
        },
    ];
}
