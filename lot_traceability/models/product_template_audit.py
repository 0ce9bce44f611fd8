"""Whether a product has lots, and whether they expire, decides what is traced and stopped: the ledger tells of it."""

from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_hold as messages
from .stock_move_line_serial import INSIDE


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        # Of another type, it is not counted in stock either.
        uncounted = not vals.get("is_storable", True) or vals.get("type", "consu") != "consu"
        if uncounted or vals.get("tracking") == "none":
            self._check_nothing_blocked([] if uncounted else [("lot_id", "!=", False)])
        if "use_expiration_date" in vals and not vals["use_expiration_date"]:
            self._check_nothing_expired()
        # Without expiration dates nothing of the product counts as expired at the gate.
        names = ["tracking", "is_storable", "use_expiration_date"]
        if not vals.keys() & {"type", *names}:
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("settings_changed", self, names):
            return super().write(vals)

    def _check_nothing_blocked(self, domain):
        """Without lots nobody could tell blocked goods from the others any more, without stock not where they are."""
        blocked = self._find_in_stock([*domain, ("is_blocked", "=", True)])
        if blocked:
            names = blocked.lot_id._name_some() or blocked.product_id[:1].display_name
            raise UserError(messages.tracking_of_blocked(self.env, names))

    def _check_nothing_expired(self):
        """What has expired stays expired; Quality may say otherwise, as for a single lot."""
        user = self.env.user
        # Not env.su: a program may write for its user.
        if user._is_superuser() or user.has_group("lot_traceability.group_quality"):
            return
        expired = self._find_in_stock([("lot_id.expiration_date", "<=", fields.Datetime.now())])
        if expired:
            lots = expired.lot_id.with_env(self.env)
            self.env["lot.reason"]._refuse(messages.expiration_of_expired(self.env, lots._name_some()), lots)

    def _find_in_stock(self, domain):
        goods = [("product_id.product_tmpl_id", "in", self.ids), ("quantity", ">", 0)]
        # Sudo: stock of other companies counts too.
        quants_sudo = self.env["stock.quant"].sudo().with_context(active_test=False)
        return quants_sudo.search([*goods, ("location_id.usage", "in", INSIDE), *domain])
