"""A receipt line proposes no expiration date for a product whose life time nobody entered."""

from odoo import api, models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.depends("product_id", "lot_id.expiration_date", "picking_id.scheduled_date")
    def _compute_expiration_date(self):
        # Odoo would take the day of the receipt, and the lot made from the line would be expired at once.
        unknown = self.filtered(lambda line: line._is_life_unknown())
        unknown.expiration_date = False
        return super(StockMoveLine, self - unknown)._compute_expiration_date()

    def _is_life_unknown(self):
        return (
            self.picking_type_use_create_lots
            and self.product_id.use_expiration_date
            and self.product_id.expiration_time <= 0
            and not self.lot_id.expiration_date
            and not self.expiration_date
        )
