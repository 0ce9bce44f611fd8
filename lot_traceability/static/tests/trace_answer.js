/**
 * An answer of `stock.lot.trace()` with everything that is hard to draw: a shared lot, a loop, a fan of 25
 * serials, a step without lots, a hidden node, a lot excluded by date, names in other scripts and of 200 letters.
 */

export const LONG_NAME = "L".repeat(200);
export const RTL_NAME = "دفعة 7";
export const MARKUP_NAME = '<b onclick="x()">=1+1</b>';

const DAY = "2026-03-0";

export function lotNode(id, name, values = {}) {
    return {
        key: `lot:${id}`,
        kind: "lot",
        side: "downstream",
        depth: 1,
        certainty: "recorded",
        lot_id: id,
        lot: name,
        product_id: 100,
        product: "Infusion set",
        tracking: "lot",
        uom: "Units",
        blocked: false,
        expiration_date: false,
        model: "stock.lot",
        res_id: id,
        document: name,
        date: false,
        company_id: 1,
        since: false,
        by_date: true,
        share: 0.5,
        ...values,
    };
}

export function orderNode(id, document, values = {}) {
    return lotNode(0, false, {
        key: `order:mrp.production:${id}`,
        kind: "order",
        lot_id: false,
        product_id: false,
        product: false,
        tracking: false,
        uom: false,
        model: "mrp.production",
        res_id: id,
        document,
        date: `${DAY}2T08:00:00Z`,
        ...values,
    });
}

export function edge(from, to, qty, values = {}) {
    return {
        from_key: from,
        to_key: to,
        qty,
        uom: "Units",
        date: `${DAY}2T08:00:00Z`,
        kind: "production",
        certainty: "recorded",
        ...values,
    };
}

const order = (id) => `order:mrp.production:${id}`;

function nodes() {
    return [
        lotNode(1, "CAN-7", {
            side: "origin",
            depth: 0,
            product_id: 90,
            product: "Cannula",
            share: 1,
        }),
        lotNode(2, "HUB-1", { product_id: 91, product: "Hub" }),
        lotNode(3, LONG_NAME, { depth: 2, blocked: true, expiration_date: "2020-01-31T00:00:00Z" }),
        lotNode(4, RTL_NAME, { depth: 2, by_date: false }),
        lotNode(5, MARKUP_NAME, {
            depth: 3,
            product_id: 101,
            product: "Home kit",
            certainty: "inferred",
        }),
        ...Array.from({ length: 25 }, (_, i) =>
            lotNode(20 + i, `PMP-${i + 1}`, {
                depth: 2,
                product_id: 102,
                product: "Pump",
                tracking: "serial",
            }),
        ),
        orderNode(1, "MO/0001"),
        orderNode(2, "MO/0002", { depth: 2 }),
        orderNode(3, "MO/0003", { depth: 2 }),
        orderNode(4, "KIT/0004", { depth: 3 }),
        orderNode(5, "RWK/0005", { depth: 3 }),
        lotNode(0, false, {
            key: "untracked:move:9",
            kind: "untracked",
            lot_id: false,
            product: "Adhesive",
            model: "stock.move",
            res_id: 9,
        }),
        {
            ...lotNode(0, false),
            key: "hidden:1",
            kind: "hidden",
            lot_id: false,
            product: false,
            res_id: false,
            model: false,
            share: false,
        },
    ];
}

function edges() {
    return [
        edge("lot:1", order(1), 40),
        edge(order(1), "lot:2", 40),
        edge(order(1), "untracked:move:9", 2, { uom: "kg" }),
        edge("lot:2", order(2), 30),
        edge(order(2), "lot:3", 30),
        edge(order(2), "lot:4", 12.5, { uom: "m" }),
        edge("lot:2", order(3), 10),
        ...Array.from({ length: 25 }, (_, i) => edge(order(3), `lot:${20 + i}`, 1)),
        edge("lot:3", order(4), 5),
        edge("lot:4", order(4), 5),
        edge("untracked:move:9", order(4), 1, { kind: "inferred", certainty: "inferred" }),
        edge(order(4), "lot:5", 5),
        edge("lot:3", order(5), 1),
        edge(order(5), "lot:3", 1),
        edge("lot:5", "hidden:1", false, { uom: false, date: false }),
    ];
}

export function shipment(id, values = {}) {
    return {
        move_line_id: id,
        lot_id: 3,
        model: "stock.picking",
        res_id: 500 + id,
        document: `WH/OUT/${String(id).padStart(5, "0")}`,
        company_id: 1,
        date: `${DAY}5T10:00:00Z`,
        partner_id: 41,
        partner: "St. Agnes Hospital, Ward 3",
        commercial_partner_id: 40,
        kind: "delivery",
        qty: 4,
        uom: "Units",
        ...values,
    };
}

export function customer(values = {}) {
    return {
        commercial_partner_id: 40,
        partner: "St. Agnes Hospital",
        product_id: 100,
        product: "Infusion set",
        lot_count: 1,
        delivery_count: 2,
        shipped_qty: 8,
        returned_qty: 1,
        net_qty: 7,
        by_date_qty: 6,
        proportional_qty: 3.5,
        uom: "Units",
        ...values,
    };
}

function balance(lotId, values) {
    const fields = [
        "received",
        "produced",
        "returned_in",
        "found",
        "on_hand",
        "consumed",
        "shipped",
        "returned_to_supplier",
        "scrapped",
        "lost",
        "transferred_in",
        "transferred_out",
        "residual",
    ];
    const row = Object.fromEntries(fields.map((field) => [`${field}_qty`, 0]));
    return { lot_id: lotId, ...row, uom: "Units", ...values };
}

/** A fresh answer each time: tests change it. */
export function traceAnswer(values = {}) {
    return {
        contract: 1,
        as_of: "2026-03-09T12:00:00Z",
        direction: "downstream",
        origin_keys: ["lot:1"],
        truncated: false,
        hidden_count: 2,
        completeness: 0.9994,
        nodes: nodes(),
        edges: edges(),
        on_hand: [
            {
                lot_id: 3,
                location_id: 8,
                location: "WH/Stock/Shelf 1",
                usage: "internal",
                package_id: false,
                owner_id: false,
                company_id: 1,
                qty: 12.5,
                reserved_qty: 2,
                uom: "Units",
            },
            {
                lot_id: 5,
                location_id: 9,
                location: "WH/Transit",
                usage: "transit",
                package_id: false,
                owner_id: false,
                company_id: 1,
                qty: 1250,
                reserved_qty: 0,
                uom: "Units",
            },
        ],
        open: [
            {
                move_line_id: 70,
                lot_id: 3,
                model: "stock.picking",
                res_id: 570,
                document: "WH/OUT/00070",
                partner_id: 41,
                partner: "St. Agnes Hospital, Ward 3",
                state: "assigned",
                qty: 2,
                uom: "Units",
            },
        ],
        shipments: [
            shipment(1),
            shipment(2),
            shipment(3, { kind: "return", qty: -1, document: "WH/IN/00003" }),
            shipment(4, {
                commercial_partner_id: false,
                partner_id: false,
                partner: false,
                qty: 3,
            }),
        ],
        customers: [
            customer(),
            customer({
                commercial_partner_id: false,
                partner: false,
                shipped_qty: 3,
                returned_qty: 3,
                net_qty: 0,
                by_date_qty: 0,
                proportional_qty: 0,
            }),
        ],
        suppliers: [
            {
                commercial_partner_id: 60,
                partner: "Sharpline",
                lot_id: 1,
                model: "stock.picking",
                res_id: 560,
                document: "WH/IN/00001",
                date: `${DAY}1T09:00:00Z`,
                qty: 100,
                uom: "Units",
                supplier_lot: "S-77",
            },
        ],
        balance: [
            balance(1, { received_qty: 100, consumed_qty: 40, on_hand_qty: 60 }),
            balance(3, { produced_qty: 30, shipped_qty: 11, on_hand_qty: 12.5, residual_qty: 6.5 }),
        ],
        gaps: [
            {
                code: "residual",
                model: "stock.lot",
                res_id: 3,
                lot_id: 3,
                message: "6.5 Units are unaccounted for.",
            },
            {
                code: "unknown_consignee",
                model: "stock.picking",
                res_id: 504,
                lot_id: 3,
                message: "Nobody is named as receiver.",
            },
        ],
        ...values,
    };
}
