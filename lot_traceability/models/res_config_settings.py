from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    lot_refuse_alike_names = fields.Boolean(related="company_id.lot_refuse_alike_names", readonly=False)
    lot_audit_anchor_mail = fields.Char(related="company_id.lot_audit_anchor_mail", readonly=False)
    lot_audit_anchor_file = fields.Boolean(related="company_id.lot_audit_anchor_file", readonly=False)
    lot_ask_reason = fields.Boolean(related="company_id.lot_ask_reason", readonly=False)
