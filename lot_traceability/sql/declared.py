"""Keeps the rows of one order of the old system together (``lot_declared_link.group_id``)."""

from odoo.tools import SQL

# Rows of one order: same company, produced lot, instant and document number.
_SAME_ORDER = SQL(
    "other.kind = 'genealogy' AND other.company_id = link.company_id AND other.produced_lot_id = link.produced_lot_id"
    " AND other.date = link.date AND COALESCE(other.document, '') = COALESCE(link.document, '')"
)


def group_rows(link_ids):
    """Give new genealogy rows the id of the first row of their order."""
    return SQL(
        """
        UPDATE lot_declared_link link
           SET group_id = (SELECT MIN(other.id) FROM lot_declared_link other WHERE %s)
         WHERE link.id = ANY(%s)
        """,
        _SAME_ORDER,
        list(link_ids),
    )


def regroup_without(batch_ids):
    """Before these imports vanish: rows that stay and are grouped under a vanishing row get a new first row."""
    return SQL(
        """
        UPDATE lot_declared_link link
           SET group_id = (
               SELECT MIN(other.id) FROM lot_declared_link other
                WHERE %(same)s AND other.batch_id != ALL(%(gone)s))
          FROM lot_declared_link first
         WHERE first.id = link.group_id AND first.batch_id = ANY(%(gone)s) AND link.batch_id != ALL(%(gone)s)
        """,
        same=_SAME_ORDER,
        gone=list(batch_ids),
    )
