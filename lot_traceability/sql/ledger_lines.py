"""Question: which done lines? One row shape for every answer (``kernel.records.Line``, column by column).

Loops over the lot index through LATERAL … OFFSET 0: the planner takes the array for small and never falls
into a scan of the biggest table. ``OPTIONAL`` columns exist only where another Odoo app added them; the
caller says which (``TraceColumns``).
"""

from typing import NamedTuple

from odoo.tools import SQL


class TraceColumns(NamedTuple):
    """What other Odoo apps, if installed, added to the tables that a trace reads."""

    repair: bool
    sale: bool
    purchase: bool
    point_of_sale: bool
    inter_company_location_id: int


def _order(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(model, id) of the order that the line belongs to, only where its far side is a production place."""
    repair_model = repair_id = SQL("")
    if columns.repair:
        # removed and recycled parts come out of the unit: they are no components of it (repair_line_type)
        part = SQL("m.repair_id IS NOT NULL AND m.repair_line_type = 'add' AND dst.usage = 'production'")
        unit = SQL("m.repair_id IS NOT NULL AND m.repair_line_type IS NULL AND ml.lot_id IS NOT NULL")
        repair_model = SQL("WHEN (%s) OR (%s) THEN 'repair.order'", part, unit)
        repair_id = SQL("WHEN (%s) OR (%s) THEN m.repair_id", part, unit)
    return (
        SQL(
            "CASE WHEN m.scrap_id IS NOT NULL THEN ''"
            " WHEN m.raw_material_production_id IS NOT NULL AND dst.usage = 'production' THEN 'mrp.production'"
            " WHEN m.production_id IS NOT NULL AND src.usage = 'production' THEN 'mrp.production'"
            " WHEN m.unbuild_id IS NOT NULL AND (src.usage = 'production' OR dst.usage = 'production')"
            " THEN 'mrp.unbuild' %s ELSE '' END",
            repair_model,
        ),
        SQL(
            "CASE WHEN m.scrap_id IS NOT NULL THEN 0"
            " WHEN m.raw_material_production_id IS NOT NULL AND dst.usage = 'production'"
            " THEN m.raw_material_production_id"
            " WHEN m.production_id IS NOT NULL AND src.usage = 'production' THEN m.production_id"
            " WHEN m.unbuild_id IS NOT NULL AND (src.usage = 'production' OR dst.usage = 'production')"
            " THEN m.unbuild_id %s ELSE 0 END",
            repair_id,
        ),
    )


def _document(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(model, id) of the document that a person would open."""
    repair_model = SQL("WHEN m.repair_id IS NOT NULL THEN 'repair.order'") if columns.repair else SQL("")
    repair_id = SQL("m.repair_id,") if columns.repair else SQL("")
    return (
        SQL(
            "CASE WHEN ml.picking_id IS NOT NULL THEN 'stock.picking' WHEN m.scrap_id IS NOT NULL THEN 'stock.scrap'"
            " WHEN m.raw_material_production_id IS NOT NULL OR m.production_id IS NOT NULL THEN 'mrp.production'"
            " WHEN m.unbuild_id IS NOT NULL THEN 'mrp.unbuild' %s ELSE '' END",
            repair_model,
        ),
        SQL(
            "COALESCE(ml.picking_id, m.scrap_id, m.raw_material_production_id, m.production_id, m.unbuild_id, %s 0)",
            repair_id,
        ),
    )


def consignee(columns: TraceColumns) -> tuple[SQL, SQL]:
    """(joins, delivery address of a line) for queries over lines ``ml``, moves ``m`` and pickings ``p``.

    The sale's shipping address, else the picking's, the move's or the point-of-sale order's partner (trace
    contract). A drop-ship picking may name the vendor, hence the sale first.
    """
    joins, delivery = [], []
    if columns.sale:
        joins.append(SQL("LEFT JOIN sale_order so ON so.id = p.sale_id"))
        delivery.append(SQL("so.partner_shipping_id"))
    delivery += [SQL("p.partner_id"), SQL("m.partner_id")]
    if columns.point_of_sale:
        joins.append(SQL("LEFT JOIN pos_order pos ON pos.id = p.pos_order_id"))
        delivery.append(SQL("pos.partner_id"))
    return SQL(" ").join(joins), SQL("COALESCE(%s)", SQL(", ").join(delivery))


def _partners(columns: TraceColumns) -> tuple[SQL, SQL, SQL, SQL]:
    """(joins, delivery address, vendor, channel)."""
    joins, delivery = consignee(columns)
    # the partner of a drop-ship transfer is its customer: without a purchase order nobody says who the vendor is
    channel, vendor = SQL("''"), SQL("CASE WHEN dst.usage <> 'customer' THEN COALESCE(p.partner_id, m.partner_id) END")
    if columns.point_of_sale:
        channel = SQL("CASE WHEN p.pos_order_id IS NOT NULL OR p.pos_session_id IS NOT NULL THEN 'pos' ELSE '' END")
    if columns.purchase:
        joins = SQL(
            "%s LEFT JOIN purchase_order_line pol ON pol.id = m.purchase_line_id"
            " LEFT JOIN purchase_order po ON po.id = pol.order_id",
            joins,
        )
        vendor = SQL("COALESCE(po.partner_id, %s)", vendor)
    return joins, delivery, vendor, channel


def _select(columns: TraceColumns, source: SQL, where: SQL = SQL("TRUE")) -> SQL:
    order_model, order_id = _order(columns)
    doc_model, doc_id = _document(columns)
    joins, delivery, vendor, channel = _partners(columns)
    transit = SQL("%s", columns.inter_company_location_id)
    return SQL(
        """
        SELECT ml.id, ml.move_id, COALESCE(ml.lot_id, 0), ml.product_id, ml.quantity_product_uom::text, ml.date,
               ml.location_id, ml.location_dest_id, src.usage, dst.usage,
               ml.location_dest_id = %(transit)s AND ml.location_id <> %(transit)s,
               ml.location_id = %(transit)s AND ml.location_dest_id <> %(transit)s,
               m.scrap_id IS NOT NULL, m.origin_returned_move_id IS NOT NULL, COALESCE(m.is_inventory, FALSE),
               %(order_model)s, %(order_id)s, ml.company_id, %(doc_model)s, %(doc_id)s,
               COALESCE(partner.id, 0), COALESCE(partner.commercial_partner_id, partner.id, 0), %(channel)s,
               COALESCE(vendor.commercial_partner_id, vendor.id, 0)
          FROM %(source)s
          JOIN stock_move m ON m.id = ml.move_id
          JOIN stock_location src ON src.id = ml.location_id
          JOIN stock_location dst ON dst.id = ml.location_dest_id
          LEFT JOIN stock_picking p ON p.id = ml.picking_id
          %(joins)s
          LEFT JOIN res_partner partner ON partner.id = %(delivery)s
          LEFT JOIN res_partner vendor ON vendor.id = %(vendor)s
         WHERE ml.quantity_product_uom > 0 AND %(where)s
        """,
        transit=transit, order_model=order_model, order_id=order_id, doc_model=doc_model, doc_id=doc_id,
        channel=channel, source=source, joins=joins, delivery=delivery, vendor=vendor, where=where,
    )  # fmt: skip


def _of_lots(lot_ids) -> SQL:
    return SQL(
        """unnest(%s::int[]) AS wanted(lot_id)
           CROSS JOIN LATERAL (
               SELECT * FROM stock_move_line l
                WHERE l.lot_id = wanted.lot_id AND l.state = 'done' AND l.lot_id IS NOT NULL OFFSET 0
           ) ml""",
        list(lot_ids),
    )


def lines_of_lots(columns: TraceColumns, lot_ids) -> SQL:
    """Every done line of these lots."""
    return _select(columns, _of_lots(lot_ids))


def inbound_lines(columns: TraceColumns, lot_ids) -> SQL:
    """Lines of these lots from a supplier, a production place, another company, and of repaired units."""
    repaired = SQL("OR m.repair_id IS NOT NULL AND m.repair_line_type IS NULL") if columns.repair else SQL("")
    where = SQL(
        "(src.usage IN ('supplier', 'production') OR ml.location_id = %s %s)",
        columns.inter_company_location_id,
        repaired,
    )
    return _select(columns, _of_lots(lot_ids), where)


def lotless_lines(columns: TraceColumns, product_ids) -> SQL:
    """Lines without lot of those of these products that an order ever put out without lot."""
    source = SQL(
        """(SELECT l.* FROM stock_move_line l
             WHERE l.product_id = ANY(%(products)s) AND l.state = 'done' AND l.lot_id IS NULL
               AND l.product_id IN (
                   SELECT made.product_id
                     FROM stock_move made
                     JOIN stock_move_line out ON out.move_id = made.id AND out.state = 'done' AND out.lot_id IS NULL
                     JOIN stock_location place ON place.id = out.location_id AND place.usage = 'production'
                    WHERE made.product_id = ANY(%(products)s) AND made.state = 'done' AND made.scrap_id IS NULL
                      AND (made.production_id IS NOT NULL OR made.unbuild_id IS NOT NULL))) ml""",
        products=list(product_ids),
    )
    return _select(columns, source)


def found_lines(columns: TraceColumns, product_ids) -> SQL:
    """Lines of these products by which an inventory adjustment found stock of a lot."""
    source = SQL(
        """(SELECT l.* FROM stock_move counted
              JOIN stock_move_line l ON l.move_id = counted.id AND l.state = 'done' AND l.lot_id IS NOT NULL
             WHERE counted.product_id = ANY(%s) AND counted.is_inventory AND counted.state = 'done') ml""",
        list(product_ids),
    )
    return _select(columns, source, SQL("src.usage = 'inventory'"))


def transit_lines(columns: TraceColumns, lot_ids) -> SQL:
    """Lines through the inter-company transit of these lots and of their namesakes (same product, same name)."""
    source = SQL(
        """(SELECT l.* FROM stock_lot mine
              JOIN stock_lot other ON other.product_id = mine.product_id AND other.name = mine.name
              JOIN stock_move_line l ON l.lot_id = other.id AND l.state = 'done' AND l.lot_id IS NOT NULL
             WHERE mine.id = ANY(%(lots)s)
               AND EXISTS (SELECT FROM stock_lot twin WHERE twin.product_id = mine.product_id
                              AND twin.name = mine.name AND twin.id <> mine.id)
             ORDER BY l.id) ml""",
        lots=list(lot_ids),
    )
    place = columns.inter_company_location_id
    where = SQL(
        "(ml.location_id = %(place)s OR ml.location_dest_id = %(place)s) AND ml.location_id <> ml.location_dest_id",
        place=place,
    )
    return SQL("SELECT DISTINCT * FROM (%s) AS legs", _select(columns, source, where))
