"""What manufacturing orders consumed and produced, lot by lot: the limits of an as-built allotment."""

from odoo.tools import SQL


def order_lots(production_ids):
    """Lots on the done lines of these orders, in the products' reference units.

    Only lines whose far side is a production place count: a scrap made from an order is no consumption.

    Returns:
        SQL of rows (production_id, "component" or "produced", lot_id, product_id, qty, by-product?, first line id).
    """
    return SQL(
        """
        SELECT move.raw_material_production_id, 'component', line.lot_id, line.product_id,
               SUM(line.quantity_product_uom), FALSE, MIN(line.id)
          FROM stock_move move
          JOIN stock_move_line line ON line.move_id = move.id AND line.state = 'done' AND line.quantity_product_uom > 0
          JOIN stock_location place ON place.id = line.location_dest_id AND place.usage = 'production'
         WHERE move.raw_material_production_id = ANY(%(ids)s) AND line.lot_id IS NOT NULL
         GROUP BY 1, 3, 4
         UNION ALL
        SELECT move.production_id, 'produced', line.lot_id, line.product_id,
               SUM(line.quantity_product_uom), line.product_id != production.product_id, MIN(line.id)
          FROM stock_move move
          JOIN mrp_production production ON production.id = move.production_id
          JOIN stock_move_line line ON line.move_id = move.id AND line.state = 'done' AND line.quantity_product_uom > 0
          JOIN stock_location place ON place.id = line.location_id AND place.usage = 'production'
         WHERE move.production_id = ANY(%(ids)s) AND line.lot_id IS NOT NULL
         GROUP BY 1, 3, 4, 6
         ORDER BY 1, 2, 7
        """,
        ids=list(production_ids),
    )


def touch_orders(production_ids):
    """Rewrite the orders' rows unchanged, so that two people who allot at the same time do not both succeed.

    Under REPEATABLE READ a plain lock leaves the later one with a stale sum; a written row makes Odoo run it again.
    """
    return SQL("UPDATE mrp_production SET write_date = write_date WHERE id = ANY(%s)", list(production_ids))
