"""Transfers and orders that were not done yet and already held an affected lot."""

from odoo import fields, models


class LotRecallOpen(models.Model):
    _name = "lot.recall.open"
    _inherit = ["lot.recall.row.lot"]
    _description = "Open reservation of a recall"
    _rec_name = "document"
    _content_table = "open"

    move_line_id = fields.Integer("Line number in the database", readonly=True)
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    partner_id = fields.Integer("Partner number in the database", readonly=True)
    partner = fields.Char("For", readonly=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("waiting", "Waiting"),
            ("confirmed", "Waiting"),
            ("partially_available", "Partly reserved"),
            ("assigned", "Reserved"),
        ],
        readonly=True,
    )
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True)
