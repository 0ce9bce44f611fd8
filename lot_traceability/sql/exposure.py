"""Question: who has it and where is it, summed in the database? For screens that need totals, not every row."""

from odoo.tools import SQL

from .ledger_lines import TraceColumns, consignee

_LINES = """
  FROM unnest(%(lots)s::int[]) AS wanted(id)
 CROSS JOIN LATERAL (
       SELECT l.lot_id, l.move_id, l.picking_id, l.product_id, l.location_id, l.location_dest_id, l.company_id,
              l.quantity_product_uom AS qty, l.date
         FROM stock_move_line l
        WHERE l.lot_id = wanted.id AND l.state = 'done' AND l.lot_id IS NOT NULL OFFSET 0) ml
  JOIN stock_location src ON src.id = ml.location_id
  JOIN stock_location dst ON dst.id = ml.location_dest_id
  JOIN stock_move m ON m.id = ml.move_id
  LEFT JOIN stock_picking p ON p.id = ml.picking_id
  %(joins)s
"""


def _lines(columns: TraceColumns, lot_ids) -> tuple[SQL, SQL]:
    joins, delivery = consignee(columns)
    return SQL(_LINES, lots=list(lot_ids), joins=joins), delivery


def deliveries(columns: TraceColumns, lot_ids) -> SQL:
    """picking, its company, delivery address, instant: one row per transfer that took these lots out."""
    lines, delivery = _lines(columns, lot_ids)
    return SQL(
        """SELECT ml.picking_id, MIN(ml.company_id), MIN(%(delivery)s), MAX(ml.date)
           %(lines)s
            WHERE ml.picking_id IS NOT NULL AND ml.qty > 0
              AND (dst.usage = 'customer' OR src.usage <> 'customer'
                   AND ml.location_dest_id = %(transit)s AND ml.location_id <> %(transit)s)
            GROUP BY ml.picking_id""",
        delivery=delivery, lines=lines, transit=columns.inter_company_location_id,
    )  # fmt: skip


def customers(columns: TraceColumns, lot_ids) -> SQL:
    """commercial partner, product, company, lots, deliveries, shipped, returned quantity.

    A line from customer to customer is two: its partner has it now, who had it before is unknown (``kernel.exposure``).
    """
    lines, delivery = _lines(columns, lot_ids)
    return SQL(
        """SELECT COALESCE(partner.commercial_partner_id, partner.id, 0), line.product_id, line.company_id,
                  COUNT(DISTINCT line.lot_id), COUNT(DISTINCT line.picking_id) FILTER (WHERE line.qty > 0),
                  COALESCE(SUM(line.qty) FILTER (WHERE line.qty > 0), 0),
                  COALESCE(-SUM(line.qty) FILTER (WHERE line.qty < 0), 0)
             FROM (SELECT CASE WHEN side.sign > 0 OR dst.usage <> 'customer' THEN %(delivery)s END AS partner_id,
                          ml.product_id, ml.company_id, ml.lot_id, ml.picking_id, ml.qty * side.sign AS qty
                   %(lines)s
                     JOIN (VALUES (1), (-1)) AS side(sign)
                       ON side.sign = 1 AND dst.usage = 'customer' OR side.sign = -1 AND src.usage = 'customer'
                    WHERE ml.qty > 0) line
             LEFT JOIN res_partner partner ON partner.id = line.partner_id
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        delivery=delivery, lines=lines,
    )  # fmt: skip


def on_hand(lot_ids) -> SQL:
    """location, product, company, lots, quantity in internal and transit places."""
    return SQL(
        """SELECT q.location_id, q.product_id, q.company_id, COUNT(DISTINCT q.lot_id), SUM(q.quantity)
             FROM unnest(%s::int[]) AS wanted(id)
            CROSS JOIN LATERAL (SELECT * FROM stock_quant s WHERE s.lot_id = wanted.id OFFSET 0) q
             JOIN stock_location place ON place.id = q.location_id AND place.usage IN ('internal', 'transit')
            WHERE q.quantity <> 0
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        list(lot_ids),
    )
