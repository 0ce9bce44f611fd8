from odoo import api, models


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "lot.notice.mixin"]

    @api.depends("state", "move_line_ids.lot_id", "move_line_ids.quantity", "move_line_ids.location_dest_id")
    def _compute_lot_blocked_notice(self):
        return super()._compute_lot_blocked_notice()

    def _get_noticed_lines(self):
        return self.move_line_ids
