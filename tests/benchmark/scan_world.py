"""Transfers to scan on, in pairs: one is scanned, on its twin the same lines are written by plain calls.

``python -m tests.benchmark.scan_world DATABASE LINES…`` makes and commits them, and prints JSON. The database must be a
throw-away one.
"""

import json
import sys
from datetime import timedelta

from lxml import etree

from tests.benchmark.session import environment

LOGIN = "bench-scan"
GROUPS = "lot_traceability.group_operator,stock.group_stock_user,stock.group_production_lot"
PLANNED = 100.0  # of each product
KINDS = ("in", "out")
SURFACES = ("screen", "form")


def gtin(number):
    """The GTIN-13 of a number below 10 ** 12."""
    digits = f"{number:012d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def code(product, lot, expires):
    """What a scanner types for a label with product, expiry and lot."""
    return f"]d201{product.barcode:0>14}17{expires:%y%m%d}10{lot}"


def specification(env):
    """What Odoo's list of a transfer's lines reads back when a line of it is saved, as its web client asks for it."""
    lines, view = env["stock.move.line"], env.ref("stock.view_stock_move_line_detailed_operation_tree")
    nodes = etree.fromstring(lines.get_view(view.id, "list")["arch"]).iterfind("field")
    shown = {node.get("name"): node.get("column_invisible") not in ("1", "True") for node in nodes}
    named = {"fields": {"display_name": {}}}
    return {name: named if shown[name] and lines._fields[name].type == "many2one" else {} for name in shown}


def make(env, surface, lines):
    """{"in": {...}, "out": {...}} of transfers with so many lines."""
    names = [f"Scan {surface} {lines}-{number}" for number in range(lines)]
    products = env["product.product"].create(
        [
            {
                "name": name,
                "is_storable": True,
                "tracking": "lot",
                "use_expiration_date": True,
                "expiration_time": 400,
                "barcode": gtin(200_000_000_000 + 10_000_000 * SURFACES.index(surface) + 1000 * lines + number),
            }
            for number, name in enumerate(names)
        ]
    )
    expires = env.cr.now().date() + timedelta(days=300)
    lots = env["stock.lot"].create(
        [
            {"product_id": product.id, "name": f"L{product.id}A", "expiration_date": f"{expires} 12:00:00"}
            for product in products
        ]
    )
    warehouse = env["stock.warehouse"].search([("company_id", "=", env.company.id)], limit=1)
    for lot in lots:
        env["stock.quant"]._update_available_quantity(lot.product_id, warehouse.lot_stock_id, 1000, lot_id=lot)
    return {kind: pair(env, warehouse, kind, products, lots, expires) for kind in KINDS}


def pair(env, warehouse, kind, products, lots, expires):
    """One transfer to scan on, its twin, and for each line what is scanned and what is written."""
    transfers = [transfer(env, warehouse, kind, products) for _twin in range(2)]
    rows = []
    for product, lot in zip(products, lots, strict=True):
        name = f"N{product.id}B" if kind == "in" else lot.name
        move = transfers[1].move_ids.filtered(lambda move, product=product: move.product_id == product)
        values = {
            "move_id": move.id, "picking_id": move.picking_id.id, "product_id": product.id,
            "product_uom_id": product.uom_id.id, "location_id": move.location_id.id,
            "location_dest_id": move.location_dest_id.id, "company_id": move.company_id.id, "picked": True,
        }  # fmt: skip
        named = {"lot_name": name} if kind == "in" else {"lot_id": lot.id}
        dated = {"expiration_date": f"{expires} 12:00:00"} if kind == "in" else {}
        told = {"product": product.name, "raw": code(product, name, expires)}
        rows.append({**told, "values": {**values, **named, **dated}, "named": named})
    return {"scanned": transfers[0].id, "written": transfers[1].id, "rows": rows}


def transfer(env, warehouse, kind, products):
    operation = warehouse[f"{kind}_type_id"]
    partners = env.ref(f"stock.stock_location_{'suppliers' if kind == 'in' else 'customers'}")
    stock = warehouse.lot_stock_id
    places = (partners, stock) if kind == "in" else (stock, partners)
    values = {"location_id": places[0].id, "location_dest_id": places[1].id}
    picking = env["stock.picking"].create({"picking_type_id": operation.id, **values})
    env["stock.move"].create(
        [
            {
                "picking_id": picking.id,
                "product_id": product.id,
                "product_uom": product.uom_id.id,
                "product_uom_qty": PLANNED,
                **values,
            }
            for product in products
        ]
    )
    picking.action_confirm()
    picking.action_assign()
    return picking


def main(args):
    with environment(args[0]) as env:
        env = env(context={"tracking_disable": True, "no_reset_password": True})
        groups = [env.ref(name).id for name in GROUPS.split(",")]
        user = env["res.users"].create(
            {"name": LOGIN, "login": LOGIN, "password": LOGIN, "group_ids": [(6, 0, groups)]}
        )
        worlds = {surface: {lines: make(env, surface, int(lines)) for lines in args[1:]} for surface in SURFACES}
        worlds["specification"] = specification(env(user=user))
        env["ir.qweb"]._pregenerate_assets_bundles()
        env.cr.commit()
        print(json.dumps(worlds))


if __name__ == "__main__":
    main(sys.argv[1:])
