"""Other lots than proposed, from the entries that ``stock_move_line_deviation.py`` writes."""

from odoo.tools import SQL


def deviations():
    """One row per entry; records that are gone are empty, their names of then stay."""
    return SQL(
        """
        SELECT entry.id, entry.at, entry.user_id, entry.writer, entry.reason, entry.company_id,
               lot.id AS lot_id, fact.extra->'taken'->>'name' AS lot_name,
               product.id AS product_id, kind.id AS picking_type_id,
               fact.extra->>'document' AS document, fact.extra->>'unit' AS unit,
               (fact.extra->>'quantity')::numeric AS quantity,
               (SELECT string_agg(better.lot->>'name', ', ' ORDER BY better.place)
                  FROM jsonb_array_elements(fact.extra->'proposed') WITH ORDINALITY AS better(lot, place)) AS proposed
          FROM lot_audit_entry entry
    CROSS JOIN LATERAL (SELECT entry.content::jsonb->'extra' AS extra) fact
     LEFT JOIN stock_lot lot ON lot.id = entry.res_id
     LEFT JOIN product_product product ON product.id = (fact.extra->'product'->>'id')::int
     LEFT JOIN stock_picking_type kind ON kind.id = (fact.extra->'operation'->>'id')::int
         WHERE entry.code = 'deviation'
        """
    )
