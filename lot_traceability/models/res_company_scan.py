from odoo import fields, models

from .lot_scan import MODES


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_scan_mode = fields.Selection(
        MODES,
        "Scan screen opens with",
        help="What people with a scanner do most. Empty: the scan screen lets them choose.",
    )
