"""A done order tells what was made of what: neither its state nor its product changes afterwards."""

from odoo import api, models

from .. import messages_protection as messages

FACTS = ("product_id", "company_id", "name")


class MrpProduction(models.Model):
    _name = "mrp.production"
    _inherit = ["mrp.production", "lot.done.mixin"]

    def write(self, vals):
        return self._write_document(super().write, vals, FACTS)

    def _get_lines(self):
        return self._get_moves_to_protect().move_line_ids

    @api.ondelete(at_uninstall=True)
    def _unlink_without_history(self):
        """Orders that were cancelled after a part was done keep what was consumed and made."""
        for order in self:
            if "done" in order._get_moves_to_protect().mapped("state"):
                self.env["lot.reason"]._refuse(messages.order_kept(self.env, order.display_name), order)
