"""Which lots and products launched cases watch, and marking the cases that a posting touches.

Marks are only inserted: no row is updated or locked, so postings never wait for each other or for a recall.
"""

from odoo.tools import SQL


def add(recall_id, lot_ids, product_ids):
    """Have a case watch these as well."""
    return SQL(
        """
        INSERT INTO lot_recall_watch (recall_id, lot_id, product_id)
        SELECT %(recall)s, item.lot_id, item.product_id
          FROM (SELECT unnest(%(lots)s::int[]), NULL::int UNION ALL SELECT NULL, unnest(%(products)s::int[]))
               AS item(lot_id, product_id)
        ON CONFLICT DO NOTHING
        RETURNING id
        """,
        recall=recall_id,
        lots=sorted(lot_ids),
        products=sorted(product_ids),
    )


def touch(lot_ids, product_ids):
    """Mark the launched cases that watch one of these; rows (recall id)."""
    return SQL(
        """
        INSERT INTO lot_recall_touch (recall_id)
        SELECT DISTINCT watch.recall_id
          FROM lot_recall_watch watch
          JOIN lot_recall recall ON recall.id = watch.recall_id AND recall.state = 'launched'
         WHERE watch.lot_id = ANY(%s) OR watch.product_id = ANY(%s)
        RETURNING recall_id
        """,
        sorted(lot_ids),
        sorted(product_ids),
    )


def touch_one(recall_id):
    """Mark one case, whatever happened."""
    return SQL("INSERT INTO lot_recall_touch (recall_id) VALUES (%s) RETURNING id", recall_id)


def touches(recall_id):
    """Rows (id) of the marks of a case that this transaction sees."""
    return SQL("SELECT id FROM lot_recall_touch WHERE recall_id = %s", recall_id)


def touched_recalls():
    """Rows (recall id) of marked cases, the one that has waited longest first."""
    return SQL("SELECT recall_id FROM lot_recall_touch GROUP BY recall_id ORDER BY min(id)")


def forget(touch_ids):
    """Take these marks away: what they told of has been looked at."""
    return SQL("DELETE FROM lot_recall_touch WHERE id = ANY(%s) RETURNING id", sorted(touch_ids))
