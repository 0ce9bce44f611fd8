"""A done transfer tells who sent or received the lots."""

from odoo import models

FACTS = ("partner_id", "company_id", "name")


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.done.mixin"]

    def write(self, vals):
        return self._write_document(super().write, vals, FACTS)

    def _is_state_forced(self, state):
        # A transfer has its state from its moves; Odoo writes it where there are none.
        return self.state != state and "done" in (self.state, state) and bool(self.move_ids)

    def _has_lots(self):
        return any(product.tracking != "none" for product in self.move_ids.product_id) or bool(self._get_lines().lot_id)
