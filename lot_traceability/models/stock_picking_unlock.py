from odoo import models


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.unlock.mixin"]

    def action_toggle_is_locked(self):
        return self._keep_unlock_reason() or super().action_toggle_is_locked()
