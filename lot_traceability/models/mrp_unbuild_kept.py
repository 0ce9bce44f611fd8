from odoo import api, models

from .. import messages_protection as messages


class MrpUnbuild(models.Model):
    _inherit = "mrp.unbuild"

    @api.ondelete(at_uninstall=True)
    def _unlink_except_history(self):
        for unbuild in self:
            moves = (unbuild.produce_line_ids | unbuild.consume_line_ids).filtered(lambda move: move.state == "done")
            if moves.move_line_ids.lot_id:
                self.env["lot.reason"]._refuse(messages.order_kept(self.env, unbuild.display_name), unbuild)
