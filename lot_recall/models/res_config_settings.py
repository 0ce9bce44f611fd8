from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    lot_recall_sign = fields.Boolean(related="company_id.lot_recall_sign", readonly=False)
