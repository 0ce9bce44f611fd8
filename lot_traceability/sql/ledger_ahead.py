"""Question: what are the lines of these lots and of all lots behind them, all levels at once?

A walk asks level by level, and asking costs a small trace more than finding the answer. This one follows what
nearly every walk follows, manufacturing and unbuild orders; it decides nothing: the walk asks all the same.
"""

from odoo.tools import SQL

from .ledger_lines import TraceColumns, is_in, select_inbound
from .planner import written_once

_LOTS_OF = """
SELECT 'lot', l.lot_id
  FROM stock_move m
 CROSS JOIN LATERAL (
       SELECT s.lot_id FROM stock_move_line s
        WHERE s.move_id = m.id AND s.state = 'done' AND s.lot_id IS NOT NULL AND %(used)s OFFSET 0) l
 WHERE reached.kind = %(model)s AND m.%(column)s = reached.id AND m.scrap_id IS NULL
"""


@written_once
def lines_behind(columns: TraceColumns, lot_ids: list) -> SQL:
    """Every line of these lots, and the inbound lines of what was made into them."""
    return select_inbound(columns, _behind(columns, lot_ids), lot_ids)


def _behind(columns, lot_ids):
    """Ids of the lots, and of what was made into them."""
    used = is_in("s.location_dest_id", columns.places.production)
    return SQL(
        """
        WITH RECURSIVE reached(kind, id) AS (
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
        SELECT id FROM reached WHERE kind = 'lot'
        """,
        lots=lot_ids,
        made=is_in("l.location_id", columns.places.production),
        of_productions=SQL(
            _LOTS_OF, used=used, model="mrp.production", column=SQL.identifier("raw_material_production_id")
        ),
        of_unbuilds=SQL(_LOTS_OF, used=used, model="mrp.unbuild", column=SQL.identifier("unbuild_id")),
    )
