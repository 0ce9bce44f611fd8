from odoo import models


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.unlock.mixin"]

    def _get_moves_to_protect(self):
        return self.move_raw_ids | self.move_finished_ids

    def action_toggle_is_locked(self):
        return self._keep_unlock_reason() or super().action_toggle_is_locked()
