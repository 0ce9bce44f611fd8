"""The limit: touching the rows of an answer once, where they lie, without finding or returning anything.

Independent of our code: the lots come from one recursive query over lots and orders.
"""

from odoo.tools import SQL

# lots and orders alternate; unbuilds by their moves. Untracked steps are not followed here.
REACHED = """
    WITH RECURSIVE reached(kind, id) AS (
        SELECT 'lot', %s
        UNION
        SELECT * FROM (
            WITH frontier AS (SELECT * FROM reached)
            SELECT step.kind, step.id FROM frontier f, LATERAL (
                SELECT CASE WHEN m.unbuild_id IS NULL THEN 'order' ELSE 'unbuild' END AS kind,
                       coalesce(m.unbuild_id, m.raw_material_production_id) AS id
                  FROM stock_move_line l JOIN stock_move m ON m.id = l.move_id
                  JOIN stock_location dst ON dst.id = l.location_dest_id AND dst.usage = 'production'
                 WHERE f.kind = 'lot' AND l.lot_id = f.id AND l.state = 'done' AND l.lot_id IS NOT NULL
                   AND (m.raw_material_production_id IS NOT NULL OR m.unbuild_id IS NOT NULL)
                OFFSET 0) step
            UNION ALL
            SELECT 'lot', step.lot_id FROM frontier f, LATERAL (
                SELECT l.lot_id FROM stock_move m JOIN stock_move_line l ON l.move_id = m.id
                  JOIN stock_location src ON src.id = l.location_id AND src.usage = 'production'
                 WHERE f.kind = 'order' AND m.production_id = f.id AND l.state = 'done' AND l.lot_id IS NOT NULL
                OFFSET 0) step
            UNION ALL
            SELECT 'lot', step.lot_id FROM frontier f, LATERAL (
                SELECT l.lot_id FROM stock_move m JOIN stock_move_line l ON l.move_id = m.id
                  JOIN stock_location src ON src.id = l.location_id AND src.usage = 'production'
                 WHERE f.kind = 'unbuild' AND m.unbuild_id = f.id AND l.state = 'done' AND l.lot_id IS NOT NULL
                OFFSET 0) step
        ) steps
    )
    SELECT id FROM reached WHERE kind = 'lot'
"""

LINES = """
    SELECT count(*), sum(line.quantity_product_uom),
           array_agg(DISTINCT line.picking_id) FILTER (WHERE line.picking_id IS NOT NULL)
      FROM unnest(%s) lot(id) CROSS JOIN LATERAL (
        SELECT quantity_product_uom, picking_id FROM stock_move_line
         WHERE lot_id = lot.id AND state = 'done' AND lot_id IS NOT NULL OFFSET 0) line
"""
PICKINGS = """
    SELECT count(*), sum(p.partner_id) FROM unnest(%s) wanted(id)
     CROSS JOIN LATERAL (SELECT partner_id FROM stock_picking WHERE id = wanted.id OFFSET 0) p
"""
QUANTS = """
    SELECT count(*), sum(q.quantity) FROM unnest(%s) lot(id)
     CROSS JOIN LATERAL (SELECT quantity FROM stock_quant WHERE lot_id = lot.id OFFSET 0) q
"""


def reached_lots(env, lot_id):
    """Ids of all lots downstream of a lot, itself included."""
    # one wrong estimate and the planner scans whole tables: small steps by index, as the limit demands
    env.cr.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off")
    rows = env.execute_query(SQL(REACHED, lot_id))
    env.cr.execute("SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on")
    return sorted(row[0] for row in rows)


def deliveries(env, lot_ids):
    """How many transfers brought these lots to customers."""
    return env.execute_query(
        SQL(
            "SELECT count(DISTINCT l.picking_id) FROM stock_move_line l"
            " JOIN stock_location d ON d.id = l.location_dest_id"
            " WHERE l.lot_id = ANY(%s) AND l.state = 'done' AND d.usage = 'customer'",
            lot_ids,
        )
    )[0][0]


def touch(env, lot_ids):
    """Touch lines through the lot index, their transfers by key and the stock by lot; returns the row counts."""
    lines, _qty, pickings = env.execute_query(SQL(LINES, lot_ids))[0]
    found = env.execute_query(SQL(PICKINGS, pickings or []))[0][0]
    quants = env.execute_query(SQL(QUANTS, lot_ids))[0][0]
    return {"lots": len(lot_ids), "lines": lines, "pickings": found, "quants": quants}
