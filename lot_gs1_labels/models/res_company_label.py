"""Who may release labels."""

from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    label_four_eyes = fields.Boolean(
        "Labels are released by somebody else",
        default=True,
        help="Whoever printed labels or scanned them back does not release them.",
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "label_four_eyes"]
