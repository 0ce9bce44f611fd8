"""Every quantity that passed from a lot into an order, or out of one into a lot."""

from odoo import fields, models


class LotRecallEdge(models.Model):
    _name = "lot.recall.edge"
    _inherit = ["lot.recall.row"]
    _description = "Lineage of a recall"
    _rec_name = "from_name"
    _content_table = "lineage"

    from_name = fields.Char("From", readonly=True)
    to_name = fields.Char("Into", readonly=True)
    product = fields.Char(readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True)
    uom = fields.Char("Unit", readonly=True)
    date = fields.Datetime(readonly=True)
    kind = fields.Selection(
        [
            ("production", "Production"),
            ("as_built", "Production, allotted"),
            ("unbuild", "Taken apart"),
            ("repair", "Repaired"),
            ("repack", "Repacked"),
            ("transfer", "Sent to another company"),
            ("declared", "Declared from before"),
            ("inferred", "Probably"),
        ],
        "How",
        readonly=True,
    )
    certainty = fields.Selection([("recorded", "Recorded"), ("inferred", "Inferred")], readonly=True)
