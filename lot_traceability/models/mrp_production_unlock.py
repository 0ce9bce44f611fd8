from odoo import models

from .. import messages_protection as messages


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.unlock.mixin"]

    def _get_moves_to_protect(self):
        return self.move_raw_ids | self.move_finished_ids

    def action_toggle_is_locked(self):
        return self._keep_unlock_reason() or super().action_toggle_is_locked()

    def write(self, vals):
        """The numbers in the head of a done order are those of the lines that it put out."""
        result = super().write(vals)
        for order in self if "lot_producing_ids" in vals else ():
            lines = order.move_finished_ids.move_line_ids.filtered(lambda line: line.state == "done")
            if order.state == "done" and order.lot_producing_ids - lines.lot_id:
                self.env["lot.reason"]._refuse(messages.head_follows_lines(self.env, order.display_name), order)
        return result
