"""What of a recall is in our places at this moment, beside what its revision froze."""

from odoo.tools import SQL

from odoo.addons.lot_traceability.sql import holds

AFFECTED = SQL("item.is_affected AND item.excluded IS NOT TRUE")


def stock(revision_id):
    """A table (lot_id, on_hand, held) of what lies in our places of the affected lots of a revision."""
    lots = SQL("SELECT item.lot_id FROM lot_recall_lot item WHERE item.revision_id = %s AND %s", revision_id, AFFECTED)
    return SQL(
        """
        SELECT quant.lot_id, sum(quant.quantity) AS on_hand,
               coalesce(sum(quant.quantity) FILTER (WHERE blocked.id IS NOT NULL), 0) AS held
          FROM stock_quant quant
          JOIN stock_location place ON place.id = quant.location_id AND place.usage IN ('internal', 'transit')
          LEFT JOIN (%(blocked)s) blocked ON blocked.id = quant.id
         WHERE quant.lot_id IN (%(lots)s)
         GROUP BY quant.lot_id
        """,
        blocked=holds.blocked_ids(holds.quants(SQL("quant.lot_id IN (%s)", lots))),
        lots=lots,
    )


def stock_now(revision_id):
    """Rows (unit as frozen, quantity on hand, quantity of it that cannot leave) of the affected lots of a revision."""
    return SQL(
        """
        SELECT item.uom, sum(stock.on_hand), sum(stock.held)
          FROM lot_recall_lot item
          JOIN (%s) stock ON stock.lot_id = item.lot_id
         WHERE item.revision_id = %s AND %s
         GROUP BY item.uom
        """,
        stock(revision_id),
        revision_id,
        AFFECTED,
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
