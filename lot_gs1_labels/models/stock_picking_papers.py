"""Whether delivery slips tell lots, by Odoo's own settings, for whoever prints them."""

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _shows_lots_on_slip(self):
        return self.env["res.groups"]._is_option_on("stock.group_lot_on_delivery_slip")

    def _shows_expiry_on_slip(self):
        return self.env["res.groups"]._is_option_on("product_expiry.group_expiry_date_on_delivery_slip")
