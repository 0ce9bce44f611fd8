"""The forecast counts on what is free only, and says how much is blocked."""

from odoo import models


class StockForecasted(models.AbstractModel):
    _inherit = "stock.forecasted_product_product"

    def _get_quant_domain(self, location_ids, products):
        return [*super()._get_quant_domain(location_ids, products), ("is_blocked", "=", False)]

    def _get_blocked_stock(self, location_ids, products):
        """``{product: (free of reservations, reserved)}`` of what is blocked and not counted as expired."""
        domain = [*super()._get_quant_domain(location_ids, products), ("is_blocked", "=", True)]
        rows = self.env["stock.quant"]._read_group(domain, ["product_id"], ["quantity:sum", "reserved_quantity:sum"])
        return {product: (quantity - reserved, reserved) for product, quantity, reserved in rows}

    def _get_report_header(self, product_template_ids, product_ids, wh_location_ids):
        header = super()._get_report_header(product_template_ids, product_ids, wh_location_ids)
        products = self._get_products(product_template_ids, product_ids)
        for product, (blocked, _reserved) in self._get_blocked_stock(wh_location_ids, products).items():
            row = header["product"][product.id]
            row["lot_blocked_qty"] = blocked
            if "to_remove_qty" in row:  # for Odoo it is whatever else is missing
                row["to_remove_qty"] -= blocked
        return header

    def _free_stock_lines(self, product, free_stock, moves_data, wh_location_ids, read):
        # What was reserved of blocked stock takes nothing of the free one.
        _blocked, reserved = self._get_blocked_stock(wh_location_ids, product).get(product, (0, 0))
        return super()._free_stock_lines(product, free_stock + reserved, moves_data, wh_location_ids, read)
