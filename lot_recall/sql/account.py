"""Quantities of a case by lot, for its reconciliation."""

from odoo.tools import SQL

from . import recall_now


def parts(recall_id):
    """Rows (key, lot name, product, unit, net, unanswered, had, used, sold on, destroyed, corrected, announced,
    received, received from people who are no consignees) of the lots that consignees have or sent, one per lot.

    Unanswered and had as ``kernel.balance.Part.at_consignee``. Units as the revision names them: whoever reads a return
    in another language means the same one.
    """
    return SQL(
        """
        SELECT item.key, min(item.lot), min(item.product), coalesce(min(scope.uom), min(item.uom)), sum(net_qty),
               sum(unanswered_qty), sum(had_qty), sum(used_qty), sum(sold_on_qty), sum(destroyed_qty),
               sum(corrected_qty), sum(returning_qty), sum(item.received_qty), sum(strange_qty)
          FROM (SELECT key, lot, product, uom, net_qty,
                       CASE WHEN is_answered THEN 0
                            ELSE greatest(net_qty - received_qty, 0) END AS unanswered_qty,
                       greatest(had_qty, received_qty + destroyed_qty + corrected_qty) AS had_qty,
                       used_qty, sold_on_qty, destroyed_qty, corrected_qty, returning_qty, received_qty,
                       0 AS strange_qty
                  FROM lot_recall_consignee_lot
                 WHERE recall_id = %(recall)s
                 UNION ALL
                SELECT coalesce(back.lot_id::text, '?' || coalesce(back.product_id::text, '')), back.lot,
                       back.product, back.uom, 0, 0, 0, 0, 0, 0, 0, 0, 0, back.qty
                  FROM lot_recall_back back
                 WHERE back.recall_id = %(recall)s AND back.consignee_lot_id IS NULL
                   AND EXISTS (SELECT FROM lot_recall_watch watch
                                WHERE watch.recall_id = back.recall_id
                                  AND (watch.lot_id = back.lot_id
                                       OR back.lot_id IS NULL AND watch.product_id = back.product_id))) item
          LEFT JOIN lot_recall_lot scope
            ON scope.revision_id = (SELECT revision_id FROM lot_recall WHERE id = %(recall)s)
           AND scope.lot_id::text = item.key
         GROUP BY item.key
        """,
        recall=recall_id,
    )


def own(revision_id):
    """Rows (lot number, lot name, product, unit, made, shipped, returned, not explained, on hand, held).

    Of the affected lots of a revision: as it was frozen, but on hand and held are those of now.
    """
    return SQL(
        """
        SELECT item.lot_id, item.lot, item.product, item.uom,
               coalesce(item.received_qty, 0) + coalesce(item.produced_qty, 0) + coalesce(item.found_qty, 0)
               + coalesce(item.transferred_in_qty, 0),
               coalesce(item.shipped_qty, 0), coalesce(item.returned_in_qty, 0), coalesce(item.residual_qty, 0),
               coalesce(stock.on_hand, 0), coalesce(stock.held, 0)
          FROM lot_recall_lot item
          LEFT JOIN (%s) stock ON stock.lot_id = item.lot_id
         WHERE item.revision_id = %s AND %s
        """,
        recall_now.stock(revision_id),
        revision_id,
        recall_now.AFFECTED,
    )
