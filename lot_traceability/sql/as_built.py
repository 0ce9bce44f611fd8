"""What manufacturing orders use and make, lot by lot: the limits of an as-built allotment."""

from odoo.tools import SQL


def order_lots(production_ids):
    """Lots that these orders used and made; of an order in progress, the lots chosen so far.

    Done lines tell of a done order. Of an order in progress every line counts that is not cancelled, and the lots to
    make that are entered above them. Only lines whose far side is a production place count: a scrap made from an order
    is no consumption. Quantities are in the products' reference units.

    Returns:
        SQL of rows (production_id, "component" or "produced", lot_id, product_id, qty, by-product?, first line id).
    """
    counts = SQL(
        "line.quantity_product_uom > 0 AND line.lot_id IS NOT NULL AND (line.state = 'done' OR %s)",
        SQL("production.state NOT IN ('done', 'cancel') AND line.state NOT IN ('draft', 'cancel')"),
    )
    return SQL(
        """
        SELECT production.id, 'component', line.lot_id, line.product_id,
               SUM(line.quantity_product_uom), FALSE, MIN(line.id)
          FROM mrp_production production
          JOIN stock_move move ON move.raw_material_production_id = production.id
          JOIN stock_move_line line ON line.move_id = move.id AND %(counts)s
          JOIN stock_location place ON place.id = line.location_dest_id AND place.usage = 'production'
         WHERE production.id = ANY(%(ids)s)
         GROUP BY 1, 3, 4
         UNION ALL
        SELECT production.id, 'produced', line.lot_id, line.product_id,
               SUM(line.quantity_product_uom), line.product_id != production.product_id, MIN(line.id)
          FROM mrp_production production
          JOIN stock_move move ON move.production_id = production.id
          JOIN stock_move_line line ON line.move_id = move.id AND %(counts)s
          JOIN stock_location place ON place.id = line.location_id AND place.usage = 'production'
         WHERE production.id = ANY(%(ids)s)
         GROUP BY 1, 3, 4, 6
         UNION ALL
        SELECT production.id, 'produced', lot.id, lot.product_id,
               CASE template.tracking WHEN 'serial' THEN 1 ELSE production.product_uom_qty END, FALSE, lot.id
          FROM mrp_production production
          JOIN mrp_production_stock_lot_rel chosen ON chosen.mrp_production_id = production.id
          JOIN stock_lot lot ON lot.id = chosen.stock_lot_id
          JOIN product_product product ON product.id = lot.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE production.id = ANY(%(ids)s) AND production.state NOT IN ('done', 'cancel')
           AND NOT EXISTS (
               SELECT FROM stock_move move JOIN stock_move_line line ON line.move_id = move.id AND %(counts)s
                WHERE move.production_id = production.id AND line.lot_id = lot.id)
         ORDER BY 1, 2, 7
        """,
        ids=list(production_ids),
        counts=counts,
    )


def touch_orders(production_ids):
    """Rewrite the orders' rows unchanged, so that two people who allot at the same time do not both succeed.

    Under REPEATABLE READ a plain lock leaves the later one with a stale sum; a written row makes Odoo run it again.
    """
    return SQL("UPDATE mrp_production SET write_date = write_date WHERE id = ANY(%s)", list(production_ids))
