"""Whether a product has lots decides what can be traced: changing it is a setting that the ledger tells of."""

from odoo import models
from odoo.exceptions import UserError

from .. import messages_hold as messages
from .stock_move_line_serial import INSIDE


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        if vals.get("tracking") == "none":
            self._check_no_blocked_lots()
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, ["tracking"])

    def _check_no_blocked_lots(self):
        """Without tracking nobody could tell blocked lots from the others any more."""
        domain = [("product_id.product_tmpl_id", "in", self.ids), ("lot_id", "!=", False), ("quantity", ">", 0)]
        # Sudo: stock of other companies counts too.
        quants_sudo = self.env["stock.quant"].sudo().with_context(active_test=False)
        blocked = quants_sudo.search([*domain, ("location_id.usage", "in", INSIDE), ("is_blocked", "=", True)])
        if blocked:
            raise UserError(messages.tracking_of_blocked(self.env, blocked.lot_id._name_some()))
