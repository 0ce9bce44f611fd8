"""Lots that a drill could be about: what went to customers or into production of late."""

from odoo.tools import SQL

MOST = 500  # candidates, the riskiest; a pick among more would be no better and takes longer to explain


def candidates(company_id, since):
    """Rows (lot id, customers, orders) of lots that left stock since then, the most far-reaching first."""
    return SQL(
        """
        SELECT line.lot_id,
               count(DISTINCT coalesce(address.commercial_partner_id, address.id)) AS customers,
               count(DISTINCT move.raw_material_production_id) AS orders
          FROM stock_move_line line
          JOIN stock_move move ON move.id = line.move_id
          JOIN stock_location dest ON dest.id = line.location_dest_id AND dest.usage IN ('customer', 'production')
          LEFT JOIN stock_picking picking ON picking.id = line.picking_id
          LEFT JOIN res_partner address
            ON dest.usage = 'customer' AND address.id = coalesce(picking.partner_id, move.partner_id)
         WHERE line.state = 'done' AND line.lot_id IS NOT NULL AND line.company_id = %(company)s
           AND line.date >= %(since)s
         GROUP BY line.lot_id
         ORDER BY 1 + count(DISTINCT coalesce(address.commercial_partner_id, address.id))
                  + 3 * count(DISTINCT move.raw_material_production_id) DESC, line.lot_id
         LIMIT %(most)s
        """,
        company=company_id,
        since=since,
        most=MOST,
    )
