"""Write the planned documents: one set per kind, each after the sample row of that kind."""

SAMPLE_DATES = {"create_date": "s.at", "write_date": "s.at"}


def _name(prefix, number):
    return f"'{prefix}/' || lpad({number}::text, 7, '0')"


PICKING_PREFIX = {"receipt": "BENCH/IN", "internal": "BENCH/INT", "delivery": "BENCH/OUT", "return": "BENCH/RET"}
ORDER_NAME, UNBUILD_NAME, SCRAP_NAME = _name("BENCH/MO", "s.o"), _name("BENCH/UB", "s.u"), _name("BENCH/SP", "s.s")


def lots(cloner):
    """Lots, without company as Odoo leaves them for products without one."""
    for role in ("made", "received"):
        cloner.insert(
            "stock_lot", role,
            f"SELECT l.*, product.id AS product_id FROM b_lot l JOIN b_product product ON product.code = l.product"
            f" WHERE {'' if role == 'received' else 'NOT'} received",
            id="s.id", name=_name("BL", "s.id"), product_id="s.product_id", location_id="NULL", **SAMPLE_DATES,
        )  # fmt: skip


def pickings(cloner):
    for kind, prefix in PICKING_PREFIX.items():
        person = "supplier" if kind == "receipt" else "customer"
        source = (
            f"SELECT p.*, partner.id AS partner_id, shelf.id AS shelf_id, d.p AS returned,"
            f" {_name(prefix, 'p.p')} AS name,"
            f" 'Return of ' || {_name(PICKING_PREFIX['delivery'], 'd.p')} AS origin"
            f" FROM b_picking p LEFT JOIN b_partner partner ON partner.kind = '{person}' AND partner.n = p.partner"
            f" LEFT JOIN b_shelf shelf ON p.kind = 'internal' AND shelf.slot = p.key"
            f" LEFT JOIN b_picking d ON p.kind = 'return' AND d.kind = 'delivery' AND d.key = p.key AND d.sub = p.sub"
            f" WHERE p.kind = '{kind}'"
        )
        values = {
            "id": "s.p", "name": "s.name", "partner_id": "s.partner_id", "return_id": "s.returned",
            "scheduled_date": "s.at", "date_done": "s.at", "origin": "s.origin", **SAMPLE_DATES,
        }  # fmt: skip
        if kind == "internal":
            values["location_dest_id"] = "s.shelf_id"
        cloner.insert("stock_picking", kind, source, **values)


def orders(cloner, first):
    """Manufacturing orders with the group and reference that Odoo makes for each; ``first`` = last ids in use."""
    base = (
        "SELECT o.*, m.qty, product.id AS product_id FROM b_order o JOIN b_product product ON product.code = o.product"
    )
    base += " JOIN b_move m ON m.kind = 'finished' AND m.doc = o.o"
    for table in ("mrp_production_group", "stock_reference"):
        cloner.insert(table, "any", base, id=f"s.o + {first[table]}", name=ORDER_NAME, **SAMPLE_DATES)
    cloner.insert(
        "mrp_production", "any", base,
        id=f"s.o + {first['mrp_production']}", name=ORDER_NAME, product_id="s.product_id",
        production_group_id=f"s.o + {first['mrp_production_group']}", product_qty="s.qty", qty_producing="s.qty",
        product_uom_qty="s.qty", date_start="s.at", date_finished="s.at", **SAMPLE_DATES,
    )  # fmt: skip
    cloner.insert_pairs(
        "stock_reference_production_rel", ("production_id", "reference_id"),
        f"SELECT o + {first['mrp_production']}, o + {first['stock_reference']} FROM b_order",
    )  # fmt: skip
    cloner.insert_pairs(
        "mrp_production_stock_lot_rel", ("mrp_production_id", "stock_lot_id"),
        f"SELECT doc + {first['mrp_production']}, lot_id FROM b_line WHERE kind = 'finished' AND lot_id IS NOT NULL",
    )  # fmt: skip


def unbuilds_and_scraps(cloner, first):
    source = (
        "SELECT d.*, product.id AS product_id, lot.id AS lot_id, shelf.id AS shelf_id FROM {} d"
        " JOIN b_product product ON product.code = d.product JOIN b_lot lot ON lot.ref = d.o"
        " JOIN b_shelf shelf USING (slot)"
    )
    common = {"product_id": "s.product_id", "lot_id": "s.lot_id", "location_id": "s.shelf_id", **SAMPLE_DATES}
    cloner.insert(
        "mrp_unbuild", "any", source.format("b_unbuild"), id="s.u", name=UNBUILD_NAME,
        mo_id=f"s.o + {first['mrp_production']}", product_qty="10", **common,
    )  # fmt: skip
    cloner.insert(
        "stock_scrap",
        "any",
        source.format("b_scrap"),
        id="s.s",
        name=SCRAP_NAME,
        scrap_qty="1",
        date_done="s.at",
        **common,
    )


def _place(alias):
    """SQL for the location id of a planned end (``src`` or ``dst``)."""
    return f"coalesce({alias}_shelf_row.id, {alias}_place.id)"


PLACES = "".join(
    f" JOIN b_place {end}_place ON {end}_place.word = {{0}}.{end}"
    f" LEFT JOIN b_shelf {end}_shelf_row ON {{0}}.{end} = 'shelf' AND {end}_shelf_row.slot = {{0}}.{end}_shelf"
    for end in ("src", "dst")
)


def moves(cloner, first):
    for kind in cloner.samples["stock_move"]:
        picking = kind in PICKING_PREFIX
        values = {
            "id": "s.m", "product_id": "s.product_id", "product_qty": "s.qty", "product_uom_qty": "s.qty",
            "quantity": "s.qty",
            "packaging_uom_qty": "s.qty", "date": "s.at", "reference": "s.reference", **SAMPLE_DATES,
        }  # fmt: skip
        if picking:
            values |= {"picking_id": "s.doc", "partner_id": "s.partner_id", "reservation_date": "s.at::date"}
        if kind in ("internal", "scrap", "unbuild_in"):
            values |= {"location_id": "s.from_id", "location_dest_id": "s.to_id"}
        if kind in ("raw", "finished"):
            link = "production_id" if kind == "finished" else "raw_material_production_id"
            values |= {
                link: f"s.doc + {first['mrp_production']}",
                "production_group_id": f"s.doc + {first['mrp_production_group']}",
                "origin": "s.reference", "unit_factor": "s.qty", "reservation_date": "s.at::date",
            }  # fmt: skip
        if kind in ("return", "unbuild_in", "unbuild_out"):
            values["origin_returned_move_id"] = "s.original"
        if kind.startswith("unbuild"):
            values["unbuild_id"] = "s.doc"
        if kind == "scrap":
            values |= {"scrap_id": "s.doc", "origin": "s.reference"}
        cloner.insert("stock_move", kind, _move_source(kind), **values)
    _move_links(cloner, first)


_ORIGINAL = {
    "return": "LEFT JOIN b_picking d ON d.kind = 'delivery' AND d.key = p.key AND d.sub = p.sub"
    " LEFT JOIN b_move orig ON orig.kind = 'delivery' AND orig.doc = d.p AND orig.product = m.product",
    "unbuild_in": "JOIN b_unbuild u ON u.u = m.doc JOIN b_move orig ON orig.kind = 'finished' AND orig.doc = u.o",
    "unbuild_out": "JOIN b_unbuild u ON u.u = m.doc"
    " JOIN b_move orig ON orig.kind = 'raw' AND orig.doc = u.o AND orig.product = m.product",
}


def _move_source(kind):
    person = "supplier" if kind == "receipt" else "customer"
    prefix = PICKING_PREFIX.get(kind) or {"raw": "BENCH/MO", "finished": "BENCH/MO", "scrap": "BENCH/SP"}.get(
        kind, "BENCH/UB"
    )
    return (
        f"SELECT m.*, product.id AS product_id, partner.id AS partner_id,"
        f" {_place('src')} AS from_id, {_place('dst')} AS to_id,"
        f" {_name(prefix, 'm.doc')} AS reference, {'orig.m' if kind in _ORIGINAL else 'NULL::int'} AS original"
        f" FROM b_move m JOIN b_product product ON product.code = m.product"
        f" {PLACES.format('m')}"
        f" LEFT JOIN b_picking p ON p.p = m.doc AND m.kind IN {tuple(PICKING_PREFIX)}"
        f" LEFT JOIN b_partner partner ON partner.kind = '{person}' AND partner.n = p.partner"
        f" {_ORIGINAL.get(kind, '')} WHERE m.kind = '{kind}'"
    )


def _move_links(cloner, first):
    cloner.insert_pairs(
        "stock_reference_move_rel", ("move_id", "reference_id"),
        f"SELECT m, doc + {first['stock_reference']} FROM b_move WHERE kind IN ('raw', 'finished')",
    )  # fmt: skip
    cloner.insert_pairs(
        "stock_move_move_rel", ("move_orig_id", "move_dest_id"),
        "SELECT origin_returned_move_id, id FROM stock_move s JOIN b_move m ON m.m = s.id WHERE m.kind = 'return'",
    )  # fmt: skip


def lines(cloner):
    for role in cloner.samples["stock_move_line"]:
        kind, _, untracked = role.partition("_untracked")[0], "", role.endswith("_untracked")
        source = (
            f"SELECT l.*, product.id AS product_id, {_place('src')} AS from_id, {_place('dst')} AS to_id,"
            f" {_name('BL', 'l.lot_id')} AS lot_name"
            f" FROM b_line l JOIN b_product product ON product.code = l.product {PLACES.format('l')}"
            f" WHERE l.kind = '{kind}' AND l.ref IS {'' if untracked else 'NOT'} NULL"
        )
        values = {
            "id": "s.l", "move_id": "s.m", "product_id": "s.product_id", "lot_id": "s.lot_id", "quantity": "s.qty",
            "quantity_product_uom": "s.qty", "location_id": "s.from_id", "location_dest_id": "s.to_id",
            "date": "s.at", **SAMPLE_DATES,
        }  # fmt: skip
        if kind in PICKING_PREFIX:
            values["picking_id"] = "s.doc"
        if kind in ("receipt", "return"):
            values["lot_name"] = "s.lot_name"
        cloner.insert("stock_move_line", role, source, **values)
    # every finished line of an order consumes every raw line of it, as Odoo writes it
    cloner.insert_pairs(
        "stock_move_line_consume_rel", ("consume_line_id", "produce_line_id"),
        "SELECT made.l, used.l FROM b_line made JOIN b_line used ON used.kind = 'raw' AND used.doc = made.doc"
        " WHERE made.kind = 'finished'",
    )  # fmt: skip
