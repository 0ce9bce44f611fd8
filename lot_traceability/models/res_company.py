from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_refuse_alike_names = fields.Boolean(
        "Refuse look-alike numbers",
        default=True,
        help="A lot or serial number that differs from another one of the same product only in upper or lower case "
        "or in blanks is refused.",
    )
    lot_ask_reason = fields.Boolean(
        "Ask for a reason when a done operation is changed",
        default=True,
        help="Changing lot, quantity or places of done operations with lots or serial numbers asks for a reason, "
        "which the audit ledger keeps.",
    )
    lot_sign_release = fields.Boolean(
        "Releasing a lot needs a signature",
        help="A lot becomes released only by a signature. Taking back a rejection or a recall needs one in any case.",
    )
    lot_sign_four_eyes = fields.Boolean(
        "The author does not approve",
        default=True,
        help="What somebody wrote or decided is signed by somebody else.",
    )
    lot_quarantine_returns = fields.Boolean(
        "Returned goods go to quarantine",
        help="What customers send back goes to the quarantine area; serial numbers are in quarantine until Quality "
        "releases them.",
    )
    lot_signing_clock_id = fields.Integer(
        "Clock confirmed up to signature", readonly=True, help="Later dates of signatures up to this one are ignored."
    )

    def _get_calendar_zone(self):
        """Time zone in which days are counted, e.g. that of an expiration date."""
        # One column: contacts are wide, and every scan with a date asks. Odoo remembers the user's zone.
        partner_sudo = self.sudo().partner_id  # Sudo: checking rules would read the whole contact once more.
        partner_sudo.fetch(["tz"])
        return partner_sudo.tz or self.env["res.users"].context_get().get("tz") or "UTC"

    @api.model
    def _get_audited_settings(self):
        """Names of the settings whose changes go into the audit ledger. Extension point."""
        return [
            "lot_refuse_alike_names",
            "lot_ask_reason",
            "lot_sign_release",
            "lot_sign_four_eyes",
            "lot_quarantine_returns",
            "lot_signing_clock_id",
        ]

    def write(self, vals):
        names = [name for name in self._get_audited_settings() if name in vals]
        if not names:
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("settings_changed", self, names):
            return super().write(vals)
