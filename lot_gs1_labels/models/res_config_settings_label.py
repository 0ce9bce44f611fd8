from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    label_four_eyes = fields.Boolean(related="company_id.label_four_eyes", readonly=False)
