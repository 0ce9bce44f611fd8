"""A done transfer tells who sent or received the lots."""

from odoo import models

FACTS = ("partner_id", "company_id")


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.done.mixin"]

    def write(self, vals):
        changed = self._filter_changed(vals, FACTS)
        if not changed:
            return super().write(vals)
        reasons = changed._get_change_reasons(changed)
        with self.env["lot.audit.entry"]._recording(
            "document_changed",
            changed,
            FACTS,
            lambda transfer: {"reason": reasons[transfer], "about": [transfer.move_line_ids.lot_id]},
        ):
            return super().write(vals)

    def _has_lots(self):
        return any(product.tracking != "none" for product in self.move_ids.product_id)
