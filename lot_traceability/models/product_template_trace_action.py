"""Trace from a product: its lots, the newest first when they are many."""

from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def action_lot_trace(self):
        """Open the trace of the lots of all variants."""
        self.check_access("read")
        return self.product_variant_ids.action_lot_trace()
