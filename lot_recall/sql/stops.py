"""Where goods that are to be stopped came from last: the person to call about them."""

from odoo.tools import SQL


def last_arrivals(lot_ids, product_ids, location_ids):
    """Rows (lot id or None, product id, location id, picking id, partner id) of the latest done line into each place.

    Args:
        lot_ids: of goods with lot.
        product_ids: of goods without.
        location_ids: places in which they lie.
    """
    return SQL(
        """
        SELECT DISTINCT ON (line.lot_id, line.product_id, line.location_dest_id)
               line.lot_id, line.product_id, line.location_dest_id, line.picking_id,
               coalesce(picking.partner_id, move.partner_id)
          FROM stock_move_line line
          JOIN stock_move move ON move.id = line.move_id
          LEFT JOIN stock_picking picking ON picking.id = line.picking_id
         WHERE line.state = 'done'
           AND line.location_dest_id = ANY(%(places)s)
           AND (line.lot_id = ANY(%(lots)s) OR (line.lot_id IS NULL AND line.product_id = ANY(%(products)s)))
         ORDER BY line.lot_id, line.product_id, line.location_dest_id, line.date DESC, line.id DESC
        """,
        places=sorted(location_ids),
        lots=sorted(lot_ids),
        products=sorted(product_ids),
    )
