from odoo import fields, models

from .stock_lot_disposition import DISPOSITIONS


class LotDispositionReason(models.Model):
    _name = "lot.disposition.reason"
    _description = "Reason for a disposition"
    _order = "sequence, name, id"

    name = fields.Char("Reason", required=True, translate=True)
    disposition = fields.Selection(DISPOSITIONS, "For", help="Offered for this disposition only; empty: for every one.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", "Company", help="Empty: for all companies.")
