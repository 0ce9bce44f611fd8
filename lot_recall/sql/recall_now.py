"""What of a recall is in our places at this moment, beside what its revision froze."""

from odoo.tools import SQL


def stock_now(revision_id):
    """Rows (unit id, quantity on hand, quantity of it that cannot leave) of the affected lots of a revision."""
    return SQL(
        """
        SELECT template.uom_id, sum(quant.quantity),
               sum(CASE WHEN own.is_closed OR whole.is_closed THEN quant.quantity ELSE 0 END)
          FROM lot_recall_lot item
          JOIN stock_quant quant ON quant.lot_id = item.lot_id
          JOIN stock_location place ON place.id = quant.location_id AND place.usage IN ('internal', 'transit')
          JOIN product_product product ON product.id = quant.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
          LEFT JOIN lot_guard own ON own.lot_id = quant.lot_id
          LEFT JOIN lot_guard whole ON whole.product_id = quant.product_id AND whole.lot_id IS NULL
         WHERE item.revision_id = %s AND item.is_affected AND item.excluded IS NOT TRUE
         GROUP BY template.uom_id
        """,
        revision_id,
    )
