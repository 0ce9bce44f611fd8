from odoo import api, models

from .. import messages_protection as messages


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    @api.ondelete(at_uninstall=True)
    def _unlink_without_history(self):
        """Orders that were cancelled after a part was done keep what was consumed and made."""
        for order in self:
            if "done" in order._get_moves_to_protect().mapped("state"):
                self.env["lot.reason"]._refuse(messages.order_kept(self.env, order.display_name), order)
