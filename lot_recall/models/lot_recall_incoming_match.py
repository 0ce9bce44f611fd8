"""A receipt that a supplier's notice is about."""

from odoo import api, fields, models

from . import messages_incoming as messages


class LotRecallIncomingMatch(models.Model):
    _name = "lot.recall.incoming.match"
    _inherit = ["lot.recall.worked"]
    _description = "Receipt of recalled goods"
    _order = "date desc, id desc"
    _rec_name = "lot"
    _log_access = False  # written by the program (``sql/incoming.py``)

    incoming_id = fields.Many2one(
        "lot.recall.incoming", "Notice", required=True, index=True, ondelete="restrict", readonly=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    move_line_id = fields.Integer("Line number in the database", required=True, readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot in stock", ondelete="set null", index="btree_not_null", readonly=True)
    lot = fields.Char(readonly=True, help="As it was called when it was found.")
    product_id = fields.Many2one("product.product", "Product", required=True, ondelete="restrict", readonly=True)
    picking_id = fields.Many2one("stock.picking", "Receipt", ondelete="set null", readonly=True)
    document = fields.Char(readonly=True)
    date = fields.Datetime(readonly=True)
    qty = fields.Float("Received", digits="Product Unit", readonly=True)
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    certainty = fields.Selection(
        [("exact", "Same number"), ("near", "Number written differently"), ("window", "Product and days")],
        readonly=True,
    )
    is_told = fields.Boolean(readonly=True)

    _line_unique = models.Constraint("UNIQUE (incoming_id, move_line_id)", "A receipt is listed once.")

    @api.depends("lot", "product_id", "document")
    def _compute_display_name(self):
        for match in self:
            match.display_name = messages.match_name(match)

    def _get_refusal(self):
        return messages.program_only(self.env)

    def action_open_receipt(self):
        """Open the receipt, if it is still there and may be read."""
        self.ensure_one()
        return self.env["lot.recall"]._action_open("stock.picking", self.picking_id.id)
