"""Question: what stands behind these lots, all levels at once? Lines, what their orders consumed, partners.

A walk asks level by level, and asking costs a small trace more than finding the answer. This one follows what
nearly every walk follows, manufacturing and unbuild orders; it decides nothing: the walk asks all the same.
"""

from odoo.tools import SQL

from .ledger_lines import TraceColumns, is_in, select_inbound
from .ledger_orders import select_inputs
from .ledger_partners import select_parties
from .planner import written_once

LINE, LINK, PARTY = 1, 0, -1  # kinds of rows, by the sign of their first column
_ORDERS = ("mrp.production", "mrp.unbuild")

_LOTS_OF = """
SELECT 'lot', l.lot_id
  FROM stock_move m
 CROSS JOIN LATERAL (
       SELECT s.lot_id FROM stock_move_line s
        WHERE s.move_id = m.id AND s.state = 'done' AND s.lot_id IS NOT NULL AND s.quantity_product_uom > 0
          AND %(used)s OFFSET 0) l
 WHERE reached.kind = %(model)s AND m.%(column)s = reached.id AND m.scrap_id IS NULL
"""


@written_once
def behind(columns: TraceColumns, lot_ids: list) -> SQL:
    """Three kinds of rows in the columns of a line and one more.

    Every line of these lots and the inbound lines of what was made into them; then, with 0 for a line's id, what the
    orders among them consumed; then, with -1, who was on the other side of these lines.
    """
    places = columns.places
    crosses = SQL(
        "%s OR %s",
        is_in("line.source", (*places.customer, *places.supplier)),
        is_in("line.target", (*places.customer, *places.supplier)),
    )
    # arrays, since the planner takes an array for small
    ends = [
        SQL("ARRAY(SELECT %s FROM line WHERE %s)", told, crosses)
        for told in (
            SQL("CASE WHEN line.doc_model = 'stock.picking' THEN line.doc_id ELSE 0 END"),
            SQL("COALESCE(line.move_id, 0)"),
            is_in("line.source", places.supplier),
        )
    ]
    orders = [SQL("ARRAY(SELECT id FROM reached WHERE kind = %s)", kind) for kind in _ORDERS]
    return SQL(
        """
        WITH RECURSIVE %(reached)s,
        line(id, move_id, lot_id, product_id, qty, date, source, target, is_scrap, is_inventory,
             order_model, order_id, company_id, doc_model, doc_id) AS MATERIALIZED (%(lines)s),
        link(order_model, order_id, kind, lot_id, product_id, move_id, qty, first_date, last_date, tracked, company_id)
             AS (%(links)s),
        party(picking_id, move_id, by_move, partner_id, consignee_id, channel, vendor_id, is_ordered) AS (%(parties)s)
        SELECT line.*, NULL::timestamp FROM line
         UNION ALL
        SELECT 0, move_id, lot_id, product_id, qty, first_date, 0, 0, tracked, FALSE,
               order_model, order_id, company_id, kind, 0, last_date FROM link
         UNION ALL
        SELECT -1, move_id, picking_id, partner_id, channel, NULL, consignee_id, vendor_id, by_move, is_ordered,
               '', 0, 0, '', 0, NULL FROM party
        """,
        reached=_reached(columns, lot_ids),
        lines=select_inbound(columns, SQL("SELECT id FROM reached WHERE kind = 'lot'"), lot_ids),
        links=select_inputs(columns, _ORDERS, orders),
        parties=select_parties(columns, *ends),
    )


def link_of(row):
    """A row of ``behind`` as ``ledger_orders`` tells links."""
    _id, move, lot, product, qty, first, _source, _target, tracked = row[:9]
    model, order, company, kind, _doc, last = row[10:]
    return model, order, kind, lot, product, move, qty, first, last, tracked, company


def party_of(row):
    """A row of ``behind`` as ``ledger_partners`` tells parties."""
    _id, move, picking, partner, channel, _date, consignee, vendor, by_move, is_ordered = row[:10]
    return picking, move, by_move, partner, consignee, channel, vendor, is_ordered


def _reached(columns, lot_ids):
    """The lots, the orders that made them, and what these consumed."""
    used = is_in("s.location_dest_id", columns.places.production)
    return SQL(
        """
        reached(kind, id) AS (
            SELECT 'lot', wanted.id FROM unnest(%(lots)s::int[]) AS wanted(id)
             UNION
            SELECT step.kind, step.id
              FROM reached CROSS JOIN LATERAL (
                   SELECT CASE WHEN m.unbuild_id IS NULL THEN 'mrp.production' ELSE 'mrp.unbuild' END,
                          COALESCE(m.unbuild_id, m.production_id)
                     FROM stock_move_line l
                    CROSS JOIN LATERAL (
                          SELECT s.unbuild_id, s.production_id FROM stock_move s
                           WHERE s.id = l.move_id AND s.scrap_id IS NULL
                             AND (s.unbuild_id IS NOT NULL OR s.production_id IS NOT NULL) OFFSET 0) m
                    WHERE reached.kind = 'lot' AND l.lot_id = reached.id AND l.state = 'done' AND l.lot_id IS NOT NULL
                      AND %(made)s
                    UNION ALL %(of_productions)s UNION ALL %(of_unbuilds)s OFFSET 0) step(kind, id))
        """,
        lots=lot_ids,
        made=is_in("l.location_id", columns.places.production),
        of_productions=SQL(
            _LOTS_OF, used=used, model="mrp.production", column=SQL.identifier("raw_material_production_id")
        ),
        of_unbuilds=SQL(_LOTS_OF, used=used, model="mrp.unbuild", column=SQL.identifier("unbuild_id")),
    )
