"""Keeps the rows of one order of the old system together (``lot_declared_link.group_id``)."""

from odoo.tools import SQL


def group_rows(link_ids):
    """Give new genealogy rows the id of the first row of their order."""
    return _regroup(SQL("link.id = ANY(%s)", list(link_ids)), SQL("TRUE"))


def regroup_without(batch_ids):
    """Before these imports vanish: rows that stay and are grouped under a vanishing row get a new first row."""
    gone = list(batch_ids)
    return _regroup(
        SQL(
            "link.batch_id != ALL(%s) AND link.group_id IN (SELECT id FROM lot_declared_link WHERE batch_id = ANY(%s))",
            gone,
            gone,
        ),
        SQL("batch_id != ALL(%s)", gone),
    )


def _regroup(chosen, counted):
    """Write the first counted row of their order into the chosen rows.

    Rows of one order share company, produced lot, instant and document number. They are numbered in one pass: looking
    each row's order up by itself takes the square of the lines of a lot, a minute for 12,000 of one lot.
    """
    return SQL(
        """
        WITH chosen AS MATERIALIZED (
             SELECT link.id, link.produced_lot_id FROM lot_declared_link link
              WHERE %(chosen)s AND link.kind = 'genealogy'),
        numbered AS MATERIALIZED (
             SELECT id, MIN(id) FILTER (WHERE %(counted)s) OVER (
                        PARTITION BY company_id, produced_lot_id, date, COALESCE(document, '')) AS first_id
               FROM lot_declared_link
              WHERE kind = 'genealogy' AND produced_lot_id IN (SELECT produced_lot_id FROM chosen))
        UPDATE lot_declared_link link
           SET group_id = numbered.first_id
          FROM numbered
         WHERE numbered.id = link.id AND link.id IN (SELECT id FROM chosen)
        """,
        chosen=chosen,
        counted=counted,
    )
