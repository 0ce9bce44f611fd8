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


def furthest_behind(recall_ids):
    """Rows (recall id, net, used, destroyed, corrected, received), of each case its lot that is recovered least."""
    return SQL(
        """
        SELECT DISTINCT ON (recall_id) recall_id, net, used, destroyed, corrected, received
          FROM (SELECT recall_id, sum(net_qty) AS net, sum(used_qty) AS used, sum(destroyed_qty) AS destroyed,
                       sum(corrected_qty) AS corrected, sum(received_qty) AS received
                  FROM lot_recall_consignee_lot
                 WHERE recall_id = ANY(%s)
                 GROUP BY recall_id, key) lot
         ORDER BY recall_id, CASE WHEN net > used THEN (destroyed + corrected + received) / (net - used) ELSE 1 END
        """,
        list(recall_ids),
    )
