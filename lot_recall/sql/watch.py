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
    """Mark a case that watches more from now on; the mark stays until nobody works on an older snapshot."""
    return SQL("INSERT INTO lot_recall_touch (recall_id, is_waiting) VALUES (%s, true) RETURNING id", recall_id)


def settle():
    """Let go of marks whose time has come: every posting that could not see what they are about has ended.

    Such a posting runs in a transaction whose snapshot is older than the one that wrote the mark (its ``xmin``). To be
    committed before the comparison begins, whose own snapshot then shows what those postings did.
    """
    return SQL(
        """
        UPDATE lot_recall_touch touch
           SET is_waiting = false
         WHERE is_waiting
           AND NOT EXISTS (SELECT FROM pg_stat_activity other
                            WHERE other.datname = current_database() AND other.pid <> pg_backend_pid()
                              AND other.backend_type = 'client backend'
                              AND age(other.backend_xmin) >= age(touch.xmin))
        RETURNING id
        """
    )


def waiting():
    """Rows (recall id) of marks that still wait."""
    return SQL("SELECT recall_id FROM lot_recall_touch WHERE is_waiting")


def touches(recall_id):
    """Rows (id) of the marks of a case that this transaction sees, without those that still wait."""
    return SQL("SELECT id FROM lot_recall_touch WHERE recall_id = %s AND is_waiting IS NOT TRUE", recall_id)


def stop(recall_id):
    """Have a case watch nothing any more."""
    return SQL("DELETE FROM lot_recall_watch WHERE recall_id = %s RETURNING id", recall_id)


def touched_recalls():
    """Rows (recall id) of marked cases, the one that has waited longest first."""
    return SQL("SELECT recall_id FROM lot_recall_touch GROUP BY recall_id ORDER BY min(id)")


def forget(touch_ids):
    """Take these marks away: what they told of has been looked at."""
    return SQL("DELETE FROM lot_recall_touch WHERE id = ANY(%s) RETURNING id", sorted(touch_ids))
