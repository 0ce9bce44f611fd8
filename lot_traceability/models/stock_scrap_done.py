"""A done scrap order tells that goods were destroyed, not used: it stays as it was posted."""

from odoo import models

FACTS = (
    "name", "product_id", "lot_id", "scrap_qty", "product_uom_id", "location_id", "scrap_location_id", "company_id",
    "picking_id", "production_id",
)  # fmt: skip


class StockScrap(models.Model):
    _name = "stock.scrap"
    _inherit = ["stock.scrap", "lot.done.mixin"]

    def write(self, vals):
        return self._write_document(super().write, vals, FACTS)

    def _is_state_forced(self, state):
        # Odoo says so once the goods are moved.
        return super()._is_state_forced(state) or (state == "done" and "done" not in self.move_ids.mapped("state"))

    def _get_lines(self):
        return self.move_ids.move_line_ids
