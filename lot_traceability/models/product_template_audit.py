"""Whether a product has lots, and whether they expire, decides what is traced and stopped: the ledger tells of it."""

from odoo import models
from odoo.exceptions import UserError

from .. import messages_hold as messages
from .stock_move_line_serial import INSIDE


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        if vals.get("tracking") == "none":
            self._check_no_blocked_lots()
        # Without expiration dates nothing of the product counts as expired at the gate.
        names = ["tracking", "use_expiration_date"]
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, names)

    def _check_no_blocked_lots(self):
        """Without tracking nobody could tell blocked lots from the others any more."""
        domain = [("product_id.product_tmpl_id", "in", self.ids), ("lot_id", "!=", False), ("quantity", ">", 0)]
        # Sudo: stock of other companies counts too.
        quants_sudo = self.env["stock.quant"].sudo().with_context(active_test=False)
        blocked = quants_sudo.search([*domain, ("location_id.usage", "in", INSIDE), ("is_blocked", "=", True)])
        if blocked:
            raise UserError(messages.tracking_of_blocked(self.env, blocked.lot_id._name_some()))
