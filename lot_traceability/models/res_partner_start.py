from odoo import fields, models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "lot.start.mixin"]

    lot_starts_in_quarantine = fields.Boolean(
        "New lots start in quarantine", help="Lots that come in for the first time from this supplier."
    )
