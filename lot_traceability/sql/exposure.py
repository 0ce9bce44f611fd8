"""Question: who has it and where is it, summed in the database? For screens that need totals, not every row."""

from odoo.tools import SQL

from .ledger_lines import TraceColumns, is_in, of_lots
from .ledger_partners import consignee, picking_columns
from .planner import are_many, written_once

# In order of the transfers: finding them one after the other on their pages costs half of finding them at random.
# A move is looked up only where its transfer names nobody, or the line no transfer: programs leave it to the move.
_TRANSFER = SQL("COALESCE(l.picking_id, (SELECT s.picking_id FROM stock_move s WHERE s.id = l.move_id))")
_TRANSFER_OF_EACH = "LEFT JOIN LATERAL (SELECT %s FROM stock_picking s WHERE s.id = ml.picking_id OFFSET 0) p ON TRUE"
_TRANSFERS = SQL("LEFT JOIN stock_picking p ON p.id = ml.picking_id")
_GOODS = SQL("SELECT s.lot_id, s.location_id, s.product_id, s.company_id, s.quantity FROM stock_quant s")
_LINES = """
  FROM (SELECT line.*
          FROM %(lines)s
         ORDER BY line.picking_id OFFSET 0) ml
  %(transfers)s
  LEFT JOIN LATERAL (
       SELECT s.partner_id FROM stock_move s WHERE p.partner_id IS NULL AND s.id = ml.move_id OFFSET 0) m ON TRUE
  %(joins)s
"""


def _lines(columns: TraceColumns, lot_ids, wanted: SQL) -> tuple[SQL, SQL]:
    """(lines of the lots, delivery address). Each line says whether customers were given or returned it."""
    joins, delivery = consignee(columns)
    given, returned = _sides(columns)
    read = SQL(
        "l.lot_id, l.move_id, %s AS picking_id, l.product_id, l.company_id, l.date, l.quantity_product_uom AS qty,"
        " %s AS given, %s AS returned",
        _TRANSFER, given, returned,
    )  # fmt: skip
    lines = SQL(
        _LINES, lines=of_lots(lot_ids, read, wanted, "line"), joins=joins,
        transfers=_TRANSFERS if are_many(lot_ids) else SQL(_TRANSFER_OF_EACH, picking_columns(columns)),
    )  # fmt: skip
    return lines, delivery


def _sides(columns: TraceColumns) -> tuple[SQL, SQL]:
    return tuple(is_in(f"l.{side}", columns.places.customer) for side in ("location_dest_id", "location_id"))


@written_once
def deliveries(columns: TraceColumns, lot_ids: list) -> SQL:
    """picking, its company, delivery address, instant: one row per transfer that took these lots out."""
    given, returned = _sides(columns)
    transit = columns.places.inter_company
    sent_over = SQL("NOT %s AND l.location_dest_id = %s AND l.location_id <> %s", returned, transit, transit)
    wanted = SQL("(%s OR %s) AND %s IS NOT NULL", given, sent_over, _TRANSFER)
    lines, delivery = _lines(columns, lot_ids, wanted)
    return SQL(
        "SELECT ml.picking_id, MIN(ml.company_id), MIN(%(delivery)s), MAX(ml.date) %(lines)s GROUP BY ml.picking_id",
        delivery=delivery, lines=lines,
    )  # fmt: skip


@written_once
def customers(columns: TraceColumns, lot_ids: list) -> SQL:
    """commercial partner, product, company, lots, deliveries, shipped, returned quantity.

    A line from customer to customer is two: its partner has it now, who had it before is unknown (``kernel.exposure``).
    """
    lines, delivery = _lines(columns, lot_ids, SQL("(%s OR %s)", *_sides(columns)))
    return SQL(
        """SELECT COALESCE(partner.commercial_partner_id, partner.id, 0), line.product_id, line.company_id,
                  COUNT(DISTINCT line.lot_id), COUNT(DISTINCT line.picking_id) FILTER (WHERE line.qty > 0),
                  COALESCE(SUM(line.qty) FILTER (WHERE line.qty > 0), 0),
                  COALESCE(-SUM(line.qty) FILTER (WHERE line.qty < 0), 0)
             FROM (SELECT CASE WHEN side.sign > 0 OR NOT ml.given THEN %(delivery)s END AS partner_id,
                          ml.product_id, ml.company_id, ml.lot_id, ml.picking_id, ml.qty * side.sign AS qty
                   %(lines)s
                    CROSS JOIN LATERAL (SELECT 1 WHERE ml.given UNION ALL SELECT -1 WHERE ml.returned) side(sign)) line
             LEFT JOIN res_partner partner ON partner.id = line.partner_id
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        delivery=delivery, lines=lines,
    )  # fmt: skip


@written_once
def on_hand(lot_ids: list) -> SQL:
    """location, product, company, lots, quantity in internal and transit places."""
    if are_many(lot_ids):  # as in ledger_lines.of_lots
        goods = SQL("(%s WHERE s.lot_id = ANY(%s) OFFSET 0)", _GOODS, lot_ids)
    else:
        of_each = SQL("%s WHERE s.lot_id = wanted.id OFFSET 0", _GOODS)
        goods = SQL("unnest(%s::int[]) AS wanted(id) CROSS JOIN LATERAL (%s)", lot_ids, of_each)
    return SQL(
        """SELECT q.location_id, q.product_id, q.company_id, COUNT(DISTINCT q.lot_id), SUM(q.quantity)
             FROM %s q
             JOIN stock_location place ON place.id = q.location_id AND place.usage IN ('internal', 'transit')
            WHERE q.quantity <> 0
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
        goods,
    )
