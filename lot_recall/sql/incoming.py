"""Receipts that a supplier's notice is about, written down with one statement."""

from odoo.tools import SQL

# As in the trace: the reference is the supplier's number; a lot without one was taken over with its name.
_OWN = SQL("btrim(coalesce(nullif(lot.ref, ''), lot.name))")
_BARE = SQL("regexp_replace(upper(%s), '[^0-9A-Z]', '', 'g')", _OWN)


def _came(incoming_id, numbers, line_ids):
    """Rows of what came from the supplier of an open notice; ``is_meant``: the notice is about it."""
    if numbers.exact:
        fits = SQL("(%s = ANY(%s) OR %s = ANY(%s))", _OWN, list(numbers.exact), _BARE, list(numbers.bare))
        certainty = SQL("CASE WHEN %s = ANY(%s) THEN 'exact' ELSE 'near' END", _OWN, list(numbers.exact))
    else:
        fits, certainty = SQL("TRUE"), SQL("'window'")
    return SQL(
        """
        SELECT incoming.id AS incoming_id, line.company_id, line.id, lot.id AS lot_id, lot.name AS lot, line.product_id,
               picking.id AS picking_id, picking.name AS document, line.date, line.quantity_product_uom AS qty,
               %(certainty)s AS certainty,
               %(fits)s
               AND (incoming.day_from IS NULL OR line.date >= incoming.day_from)
               AND (incoming.day_to IS NULL OR line.date < incoming.day_to)
               AND (NOT EXISTS (SELECT FROM lot_recall_incoming_product_rel wanted
                                 WHERE wanted.incoming_id = incoming.id)
                    OR EXISTS (SELECT FROM lot_recall_incoming_product_rel wanted
                                WHERE wanted.incoming_id = incoming.id AND wanted.product_id = line.product_id))
               AS is_meant
          FROM lot_recall_incoming incoming
          JOIN res_partner supplier ON supplier.id = incoming.partner_id
          JOIN stock_location place ON place.usage = 'supplier'
          JOIN stock_move_line line ON line.location_id = place.id AND line.state = 'done'
                                   AND line.company_id = incoming.company_id AND line.quantity_product_uom > 0
          JOIN stock_move move ON move.id = line.move_id
          LEFT JOIN stock_picking picking ON picking.id = line.picking_id
          JOIN res_partner sender ON sender.id = coalesce(picking.partner_id, move.partner_id)
                                 AND sender.commercial_partner_id = supplier.commercial_partner_id
          LEFT JOIN stock_lot lot ON lot.id = line.lot_id
         WHERE incoming.id = %(incoming)s AND %(only)s
        """,
        incoming=incoming_id,
        certainty=certainty,
        only=_only("line.id", line_ids),
        fits=fits,
    )


def _only(column, line_ids):
    return SQL("TRUE") if line_ids is None else SQL("%s = ANY(%s)", SQL(column), sorted(line_ids))


def match(incoming_id, numbers, line_ids=None):
    """Add the receipts of a notice that are not listed yet or were corrected since; returns (id of the row,).

    A receipt off which the lot was taken, or which came from somebody else after all, stays listed with nothing. One of
    the same lot stays as it is, whatever the notice says by now: it was found for a reason.

    Args:
        numbers: ``kernel.incoming.Numbers``; without any, product and days decide.
        line_ids: only these done lines; None: all.
    """
    return SQL(
        """
        WITH came AS (
            %(came)s
        ), put AS (
            INSERT INTO lot_recall_incoming_match AS known
                   (incoming_id, company_id, move_line_id, lot_id, lot, product_id, picking_id, document, date, qty,
                    certainty, is_told)
            SELECT incoming_id, company_id, id, lot_id, lot, product_id, picking_id, document, date, qty, certainty,
                   FALSE
              FROM came
             WHERE is_meant
             ORDER BY date, id
            ON CONFLICT (incoming_id, move_line_id) DO UPDATE
               SET lot_id = excluded.lot_id, lot = excluded.lot, product_id = excluded.product_id, qty = excluded.qty,
                   certainty = excluded.certainty, is_told = FALSE
             WHERE (known.lot_id, known.product_id, known.qty)
                   IS DISTINCT FROM (excluded.lot_id, excluded.product_id, excluded.qty)
            RETURNING id
        ), gone AS (
            UPDATE lot_recall_incoming_match known SET qty = 0, is_told = FALSE
             WHERE known.incoming_id = %(incoming)s AND known.qty > 0 AND %(only)s
               AND NOT EXISTS (SELECT FROM came
                                WHERE came.id = known.move_line_id
                                  AND (came.is_meant OR came.lot_id IS NOT DISTINCT FROM known.lot_id))
            RETURNING id
        )
        SELECT id FROM put UNION ALL SELECT id FROM gone
        """,
        came=_came(incoming_id, numbers, line_ids),
        incoming=incoming_id,
        only=_only("known.move_line_id", line_ids),
    )


def on_hand(incoming_ids):
    """Rows (notice id, unit id, quantity) of what is still here of the matched lots and untracked products."""
    return SQL(
        """
        SELECT goods.incoming_id, template.uom_id, sum(quant.quantity)
          FROM (SELECT DISTINCT incoming_id, company_id, product_id, lot_id FROM lot_recall_incoming_match
                 WHERE incoming_id = ANY(%s) AND qty > 0) goods
          JOIN stock_quant quant ON quant.product_id = goods.product_id
                                AND quant.lot_id IS NOT DISTINCT FROM goods.lot_id
                                AND quant.company_id = goods.company_id
          JOIN stock_location place ON place.id = quant.location_id AND place.usage IN ('internal', 'transit')
          JOIN product_product product ON product.id = quant.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
         GROUP BY 1, 2
         ORDER BY 1, 2
        """,
        list(incoming_ids),
    )
