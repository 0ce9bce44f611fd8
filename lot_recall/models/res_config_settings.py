from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    lot_recall_sign = fields.Boolean(related="company_id.lot_recall_sign", readonly=False)
    lot_recall_drill_months = fields.Integer(related="company_id.lot_recall_drill_months", readonly=False)
    lot_recall_drill_user_id = fields.Many2one(related="company_id.lot_recall_drill_user_id", readonly=False)
