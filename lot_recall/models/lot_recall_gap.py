"""What the records did not say, or contradicted."""

from odoo import fields, models


class LotRecallGap(models.Model):
    _name = "lot.recall.gap"
    _inherit = ["lot.recall.row"]
    _description = "Gap in the records of a recall"
    _rec_name = "message"
    _content_table = "gaps"

    code = fields.Char(readonly=True)
    message = fields.Char("What is not known", readonly=True)
    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
