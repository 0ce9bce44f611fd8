"""Another customer on a done transfer changes who has recalled goods; another supplier, whose recall is about them."""

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def write(self, vals):
        result = super().write(vals)
        if "partner_id" in vals:
            done = self.filtered(lambda picking: picking.state == "done").move_line_ids
            self.env["lot.recall.touch"]._mark(done.lot_id, done.product_id)
            if done:
                self.env["lot.recall.back"]._note(done, is_edited=True)
                self.env["lot.recall.incoming"]._match_lines(done)
        return result
