"""Trace from a product variant: its lots, the newest first when they are many."""

from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def action_lot_trace(self):
        """Open the trace of the lots of these variants; the screen says how many older ones are left out."""
        self.check_access("read")
        lots, total = self.env["stock.lot"]._newest_for_trace([("product_id", "in", self.ids)])
        return lots._trace_action_or_reason(
            "downstream", self.env._("There is no lot or serial number of this product yet."), total
        )
