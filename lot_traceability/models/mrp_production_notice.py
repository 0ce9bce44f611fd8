from odoo import api, models


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.notice.mixin"]

    @api.depends("state", "move_raw_ids.move_line_ids.lot_id", "move_raw_ids.move_line_ids.quantity")
    def _compute_lot_blocked_notice(self):
        return super()._compute_lot_blocked_notice()

    def _get_noticed_lines(self):
        return self.move_raw_ids.move_line_ids
