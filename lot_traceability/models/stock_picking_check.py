"""Receipts: what came in is checked as the plans say."""

from collections import defaultdict

from odoo import models


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.check.mixin"]

    def _action_done(self):
        result = super()._action_done()
        received = self.filtered(lambda picking: picking.picking_type_code == "incoming" and picking.state == "done")
        self.env["lot.check"]._plan("receipt", {picking: picking._get_lots_received() for picking in received})
        return result

    def _get_lots_received(self):
        """``{lot: quantity}`` of a done transfer, in the units of the products."""
        quantities = defaultdict(float)
        for line in self.move_line_ids:
            if line.lot_id and line.state == "done" and line.quantity > 0:
                quantities[line.lot_id] += line.quantity_product_uom
        return quantities
