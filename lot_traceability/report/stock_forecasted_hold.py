"""The forecast counts on what is free only."""

from odoo import models


class StockForecasted(models.AbstractModel):
    _inherit = "stock.forecasted_product_product"

    def _get_quant_domain(self, location_ids, products):
        return [*super()._get_quant_domain(location_ids, products), ("is_blocked", "=", False)]
