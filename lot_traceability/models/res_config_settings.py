from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    lot_refuse_alike_names = fields.Boolean(related="company_id.lot_refuse_alike_names", readonly=False)
    lot_ask_reason = fields.Boolean(related="company_id.lot_ask_reason", readonly=False)
