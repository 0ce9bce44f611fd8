"""A small trace answer (contract 1), written by hand: one component lot, two levels, a return, a left-over.

CAN (lot 1) ──▶ MO/1 ──▶ SUB (lot 2) ──▶ MO/2 ──▶ SET (lots 3, 4)      RAW (lot 9) ──▶ MO/0 ──▶ CAN
"""

DAY = "2026-07-0%dT08:00:00Z"


def lot(number, name, product, side, depth, **values):
    return {
        "key": f"lot:{number}",
        "kind": "lot",
        "side": side,
        "depth": depth,
        "certainty": "recorded",
        "lot_id": number,
        "lot": name,
        "product_id": {"Cannula": 11, "Hub": 12, "Set": 13, "Steel": 14}[product],
        "product": product,
        "tracking": "lot",
        "uom": "m" if product == "Steel" else "Units",
        "blocked": False,
        "expiration_date": False,
        "model": "stock.lot",
        "res_id": number,
        "document": name,
        "date": False,
        "company_id": 1,
        "since": False,
        "by_date": True,
        "share": 1.0,
        **values,
    }


def order(number, side, depth):
    row = lot(0, False, "Set", side, depth)
    name = f"MO/{number}"
    return {
        **row,
        "key": f"order:mrp.production:{number}",
        "kind": "order",
        "lot_id": False,
        "lot": False,
        "model": "mrp.production",
        "res_id": number,
        "document": name,
        "date": DAY % 1,
    }


def edge(start, end, qty, kind="production"):
    return {
        "from_key": start,
        "to_key": end,
        "qty": qty,
        "uom": "Units",
        "date": DAY % 2,
        "kind": kind,
        "certainty": "recorded",
    }


def shipment(line, lot_id, qty, partner, day=3, **values):
    names = {5: "Hospital", 6: "Clinic", False: False}
    return {
        "move_line_id": line,
        "lot_id": lot_id,
        "model": "stock.picking",
        "res_id": 100 + line,
        "document": f"OUT/{line}",
        "company_id": 1,
        "date": DAY % day,
        "partner_id": partner,
        "partner": names[partner],
        "commercial_partner_id": partner,
        "kind": "delivery" if qty > 0 else "return",
        "qty": qty,
        "uom": "Units",
        **values,
    }


def customer(partner, lots, deliveries, shipped, returned):
    return {
        "commercial_partner_id": partner,
        "partner": {5: "Hospital", 6: "Clinic"}[partner],
        "product_id": 13,
        "product": "Set",
        "lot_count": lots,
        "delivery_count": deliveries,
        "shipped_qty": shipped,
        "returned_qty": returned,
        "net_qty": shipped - returned,
        "by_date_qty": shipped - returned,
        "proportional_qty": (shipped - returned) / 2,
        "uom": "Units",
    }


def stock(lot_id, qty, location=8):
    return {
        "lot_id": lot_id,
        "location_id": location,
        "location": f"WH/{location}",
        "usage": "internal",
        "package_id": False,
        "owner_id": False,
        "company_id": 1,
        "qty": qty,
        "reserved_qty": 0.0,
        "uom": "Units",
    }


def balance(lot_id, **values):
    keys = ("received", "produced", "returned_in", "found", "on_hand", "consumed", "shipped", "returned_to_supplier")
    keys += ("scrapped", "lost", "transferred_in", "transferred_out", "residual")
    row = {f"{key}_qty": 0.0 for key in keys}
    return {"lot_id": lot_id, **row, **{f"{key}_qty": value for key, value in values.items()}, "uom": "Units"}


def answer():
    return {
        "contract": 1,
        "as_of": "2026-07-09T10:00:00Z",
        "direction": "both",
        "origin_keys": ["lot:1"],
        "truncated": False,
        "hidden_count": 0,
        "completeness": 0.875,
        **graph(),
        **exposure(),
        "suppliers": [],
        "balance": [
            balance(1, produced=100.0, consumed=100.0),
            balance(2, produced=100.0, consumed=90.0, on_hand=10.0),
            balance(3, produced=60.0, on_hand=0.3, shipped=59.7, returned_in=4.0, residual=4.0),
            balance(4, produced=30.0, on_hand=5.0, shipped=25.0),
        ],
        "gaps": [
            {"code": "residual", "model": "stock.lot", "res_id": 3, "lot_id": 3, "message": "SET-3 does not add up."}
        ],
    }


def graph():
    m0, m1, m2 = (f"order:mrp.production:{number}" for number in range(3))
    nodes = [
        lot(1, "CAN", "Cannula", "origin", 0),
        lot(2, "SUB", "Hub", "downstream", 1, share=0.5),
        lot(3, "SET-3", "Set", "downstream", 2, share=0.5),
        lot(4, "SET-4", "Set", "downstream", 2, share=0.5, by_date=False),
        lot(9, "RAW", "Steel", "upstream", -1, share=0.0),
        order(0, "upstream", -1),
        order(1, "downstream", 1),
        order(2, "downstream", 2),
    ]
    edges = [
        edge("lot:9", m0, 1.5),
        edge(m0, "lot:1", 100.0),
        edge("lot:1", m1, 100.0),
        edge(m1, "lot:2", 100.0),
        edge("lot:2", m2, 90.0),
        edge(m2, "lot:3", 60.0),
        edge(m2, "lot:4", 30.0),
    ]
    return {"nodes": nodes, "edges": edges}


def exposure():
    planned = {
        "move_line_id": 70,
        "lot_id": 4,
        "model": "stock.picking",
        "res_id": 170,
        "document": "OUT/70",
        "partner_id": 6,
        "partner": "Clinic",
        "state": "assigned",
        "qty": 5.0,
        "uom": "Units",
    }
    return {
        "on_hand": [stock(2, 10.0), stock(3, 0.1), stock(3, 0.2, 9), stock(4, 5.0)],
        "open": [planned],
        "shipments": [
            shipment(21, 3, 40.0, 5),
            shipment(22, 3, 19.7, 6),
            shipment(23, 4, 25.0, 6),
            shipment(24, 3, -4.0, 6, day=5),
        ],
        "customers": [customer(5, 1, 1, 40.0, 0.0), customer(6, 2, 2, 44.7, 4.0)],
    }
