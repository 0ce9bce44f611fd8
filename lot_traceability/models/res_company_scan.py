from odoo import fields, models

from .lot_scan import MODES


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_scan_asks = fields.Boolean(
        "Ask before a scan is entered",
        help="What was understood is shown first; somebody then enters it by a button. Off: scans are entered at once, "
        "and can be taken back.",
    )
    lot_scan_mode = fields.Selection(
        MODES,
        "Scan screen opens with",
        help="What people with a scanner do most. Empty: the scan screen lets them choose.",
    )
