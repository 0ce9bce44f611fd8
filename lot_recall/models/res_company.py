from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_recall_sign = fields.Boolean(
        "Recalls are signed",
        help="A recall is confirmed, launched, revised and cancelled only by a signature of a recall manager.",
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "lot_recall_sign"]
