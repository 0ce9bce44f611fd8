"""Stock on hand that follows from the generated lines, and what Odoo keeps beside it."""

USAGES = ("internal", "supplier", "customer", "production", "inventory")

FLOWS = """
    CREATE TEMP TABLE b_quant ON COMMIT DROP AS
    SELECT (%s + row_number() OVER (ORDER BY flows.product_id, flows.lot_id, flows.location_id))::int AS id,
           flows.*, place.usage
      FROM (SELECT product_id, lot_id, location_id, sum(qty) AS qty, min(at) AS at
              FROM (SELECT product_id, lot_id, location_dest_id AS location_id, quantity_product_uom AS qty, date AS at
                      FROM stock_move_line WHERE id > %s
                    UNION ALL
                    SELECT product_id, lot_id, location_id, -quantity_product_uom, date
                      FROM stock_move_line WHERE id > %s) both_ends
             GROUP BY product_id, lot_id, location_id HAVING sum(qty) <> 0) flows
      JOIN stock_location place ON place.id = flows.location_id
"""

# as stock.lot computes it: the place of all positive stock, empty when there are several
LOT_PLACE = """
    UPDATE stock_lot lot SET location_id = one.location_id
      FROM (SELECT lot_id, min(location_id) AS location_id FROM b_quant
             WHERE qty > 0 AND lot_id IS NOT NULL GROUP BY lot_id HAVING count(DISTINCT location_id) = 1) one
     WHERE one.lot_id = lot.id
"""


def quants(cloner, first_quant, first_line):
    """One quant per product, lot and place with a balance, virtual places included."""
    cloner.cr.execute(FLOWS, (first_quant, first_line, first_line))
    for usage in USAGES:
        cloner.insert(
            "stock_quant", usage, f"SELECT * FROM b_quant WHERE usage = '{usage}'",
            id="s.id", product_id="s.product_id", lot_id="s.lot_id", location_id="s.location_id", quantity="s.qty",
            in_date="s.at", create_date="s.at", write_date="s.at",
        )  # fmt: skip
    cloner.cr.execute(LOT_PLACE)
