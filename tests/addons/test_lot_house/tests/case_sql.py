"""The figures of a recall case, asked of Odoo's tables in plain SQL written for the test of the same name.

Shares nothing with the product: no kernel, no trace, none of its SQL. Quantities in the product's reference unit.
"""

REACHED = """
WITH RECURSIVE step AS (
    SELECT used.lot_id AS used, made.lot_id AS made
      FROM stock_move_line_consume_rel rel
      JOIN stock_move_line used ON used.id = rel.produce_line_id AND used.state = 'done'
      JOIN stock_move_line made ON made.id = rel.consume_line_id AND made.state = 'done'
      JOIN stock_location place ON place.id = made.location_id AND place.usage = 'production'
     UNION
    SELECT gone.lot_id, back.lot_id
      FROM stock_move took
      JOIN stock_move_line gone ON gone.move_id = took.id AND gone.state = 'done'
      JOIN stock_location into_order ON into_order.id = gone.location_dest_id AND into_order.usage = 'production'
      JOIN stock_move gave ON gave.unbuild_id = took.unbuild_id
      JOIN stock_move_line back ON back.move_id = gave.id AND back.state = 'done'
      JOIN stock_location from_order ON from_order.id = back.location_id AND from_order.usage = 'production'
), reached(lot_id) AS (
    SELECT %(origin)s
     UNION
    SELECT step.made FROM reached JOIN step ON step.used = reached.lot_id WHERE step.made IS NOT NULL
)
SELECT lot_id FROM reached
"""

# Every done line of the lots, with what its two ends are.
LINES = """
SELECT line.lot_id, line.quantity_product_uom AS qty, line.date, src.usage AS src, dst.usage AS dst,
       move.scrap_id IS NOT NULL AS is_scrap, picking.id AS picking_id, picking.name AS document, line.id,
       COALESCE(address.commercial_partner_id, 0) AS customer_id, line.company_id
  FROM stock_move_line line
  JOIN stock_move move ON move.id = line.move_id
  JOIN stock_location src ON src.id = line.location_id
  JOIN stock_location dst ON dst.id = line.location_dest_id
  LEFT JOIN stock_picking picking ON picking.id = line.picking_id
  LEFT JOIN sale_order_line sold ON sold.id = move.sale_line_id
  LEFT JOIN sale_order sale ON sale.id = sold.order_id
  LEFT JOIN res_partner address
    ON address.id = COALESCE(sale.partner_shipping_id, picking.partner_id, move.partner_id)
 WHERE line.state = 'done' AND line.quantity_product_uom > 0 AND line.lot_id = ANY(%(lots)s)
"""

DELIVERIES = f"""
SELECT COALESCE(document, ''), lot.name, SUM(CASE WHEN dst = 'customer' THEN qty ELSE -qty END)
  FROM ({LINES}) line JOIN stock_lot lot ON lot.id = line.lot_id
 WHERE (dst = 'customer') != (src = 'customer')
 GROUP BY line.id, document, lot.name, dst
"""

# A customer of other companies than the case's is known by a number only; "#" stands for it.
CUSTOMERS = f"""
SELECT CASE WHEN partner.id IN (SELECT customer_id FROM ({LINES}) own WHERE own.company_id = %(company)s
                                   AND (own.dst = 'customer') != (own.src = 'customer'))
            THEN partner.name ELSE 'Customer # of ' || MIN(company.name) END,
       product.id, COUNT(DISTINCT lot.id),
       COUNT(DISTINCT COALESCE('picking ' || picking_id, 'line ' || line.id)) FILTER (WHERE dst = 'customer'),
       COALESCE(SUM(qty) FILTER (WHERE dst = 'customer'), 0), COALESCE(SUM(qty) FILTER (WHERE src = 'customer'), 0)
  FROM ({LINES}) line
  JOIN stock_lot lot ON lot.id = line.lot_id
  JOIN product_product product ON product.id = lot.product_id
  JOIN res_partner partner ON partner.id = line.customer_id
  JOIN res_company company ON company.id = line.company_id
 WHERE (dst = 'customer') != (src = 'customer')
 GROUP BY partner.id, partner.name, product.id
"""

FOREIGN = f"""
SELECT DISTINCT partner.name
  FROM ({LINES}) line
  JOIN res_partner partner ON partner.id = line.customer_id
 WHERE (dst = 'customer') != (src = 'customer')
 GROUP BY partner.id, partner.name
HAVING NOT bool_or(line.company_id = %(company)s)
 ORDER BY partner.name
"""

STOCK = """
SELECT place.complete_name, lot.name, SUM(quant.quantity), SUM(quant.reserved_quantity)
  FROM stock_quant quant
  JOIN stock_location place ON place.id = quant.location_id AND place.usage IN ('internal', 'transit')
  JOIN stock_lot lot ON lot.id = quant.lot_id
 WHERE quant.lot_id = ANY(%(lots)s) AND quant.quantity != 0
 GROUP BY quant.id, place.complete_name, lot.name
"""

OPEN = """
SELECT COALESCE(picking.name, ''), lot.name, line.quantity_product_uom
  FROM stock_move_line line
  JOIN stock_lot lot ON lot.id = line.lot_id
  LEFT JOIN stock_picking picking ON picking.id = line.picking_id
 WHERE line.state NOT IN ('done', 'cancel') AND line.lot_id = ANY(%(lots)s)
"""

SUPPLIERS = f"""
SELECT document, lot.name, qty FROM ({LINES}) line JOIN stock_lot lot ON lot.id = line.lot_id
 WHERE src = 'supplier' AND line.lot_id = %(origin)s
"""

BALANCE = f"""
SELECT lot.name,
       COALESCE(SUM(qty) FILTER (WHERE src = 'supplier'), 0) AS received_qty,
       COALESCE(SUM(qty) FILTER (WHERE src = 'production'), 0) AS produced_qty,
       COALESCE(SUM(qty) FILTER (WHERE src = 'customer'), 0) AS returned_in_qty,
       COALESCE(SUM(qty) FILTER (WHERE src = 'inventory'), 0) AS found_qty,
       COALESCE(SUM(qty) FILTER (WHERE dst = 'production'), 0) AS consumed_qty,
       COALESCE(SUM(qty) FILTER (WHERE dst = 'customer'), 0) AS shipped_qty,
       COALESCE(SUM(qty) FILTER (WHERE dst = 'supplier'), 0) AS returned_to_supplier_qty,
       COALESCE(SUM(qty) FILTER (WHERE dst = 'inventory' AND is_scrap), 0) AS scrapped_qty,
       COALESCE(SUM(qty) FILTER (WHERE dst = 'inventory' AND NOT is_scrap), 0) AS lost_qty
  FROM ({LINES}) line JOIN stock_lot lot ON lot.id = line.lot_id
 GROUP BY lot.id, lot.name
"""

BALANCE_KEYS = (
    "received_qty",
    "produced_qty",
    "returned_in_qty",
    "found_qty",
    "consumed_qty",
    "shipped_qty",
    "returned_to_supplier_qty",
    "scrapped_qty",
    "lost_qty",
)


class CaseFigures:
    """Answers of the database for one origin lot; every list sorted, quantities as floats.

    ``foreign_customers``: names of the customers that only other companies know; nobody may read them in the case.
    """

    def __init__(self, cr, origin_id, company_id):
        self.cr = cr
        self.values = {"origin": origin_id, "company": company_id}
        self.values["lots"] = [lot_id for (lot_id,) in self._fetch(REACHED)]

    def _fetch(self, query):
        self.cr.execute(query, self.values)
        return self.cr.fetchall()

    def _rows(self, query, floats):
        return sorted((*row[:-floats], *(float(value) for value in row[-floats:])) for row in self._fetch(query))

    def lots(self):
        return sorted(self._fetch("SELECT name FROM stock_lot WHERE id = ANY(%(lots)s)"))

    def deliveries(self):
        return self._rows(DELIVERIES, 1)

    def customers(self):
        return self._rows(CUSTOMERS, 2)

    def customer_count(self):
        rows = self._fetch(
            f"SELECT DISTINCT customer_id FROM ({LINES}) line WHERE (dst = 'customer') != (src = 'customer')"
        )
        return len(rows)

    def foreign_customers(self):
        return [name for (name,) in self._fetch(FOREIGN)]

    def stock(self):
        return self._rows(STOCK, 2)

    def open(self):
        return self._rows(OPEN, 1)

    def suppliers(self):
        return self._rows(SUPPLIERS, 1)

    def balance(self):
        return self._rows(BALANCE, len(BALANCE_KEYS))
