from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    is_signing_by_pin = fields.Boolean(
        "Signs with a PIN", compute="_compute_is_signing_by_pin", help="Has no password of Odoo, so signs with a PIN."
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802  Odoo's name
        return super().SELF_READABLE_FIELDS + ["is_signing_by_pin"]

    def _compute_is_signing_by_pin(self):
        pins = self.env["lot.signature.pin"]
        for user in self:
            user.is_signing_by_pin = bool(user._origin) and pins._get_method(user._origin) == "pin"

    def action_signing_pin(self):
        """Open the dialog in which the current user sets their signing PIN."""
        return {"type": "ir.actions.client", "tag": "lot_traceability.signing_pin", "target": "new"}
