"""Another partner or order of a done move changes who has recalled goods, or what was made of them."""

from odoo import models

from odoo.addons.lot_traceability.models.stock_move_done import FACTS


class StockMove(models.Model):
    _inherit = "stock.move"

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(FACTS):
            lines = self.filtered(lambda move: move.state == "done").move_line_ids
            self.env["lot.recall.touch"]._mark(lines.lot_id, lines.product_id)
        return result
