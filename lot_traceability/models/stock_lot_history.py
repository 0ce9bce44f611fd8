from odoo import models


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.history.mixin"]

    def _get_ledger_label(self):
        # Two products may have lots of the same number.
        return f"{super()._get_ledger_label()} ({self.product_id.display_name})"
