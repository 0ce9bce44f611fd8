from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_held_inside = fields.Selection(
        [("allowed", "Allowed"), ("right", "By Quality, with a reason"), ("refused", "Refused")],
        "Moving blocked goods inside a warehouse",
        required=True,
        default="allowed",
        help="Goods on hold or not released. To a quarantine area they may always go.",
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "lot_held_inside"]
