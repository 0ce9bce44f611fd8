"""One lot of an answer that a colleague enters."""

from odoo import api, fields, models


class LotRecallAnswerLine(models.TransientModel):
    _name = "lot.recall.answer.line"
    _description = "Lot of an answer being entered"

    answer_id = fields.Many2one("lot.recall.answer", required=True, ondelete="cascade")
    lot_line_id = fields.Many2one("lot.recall.consignee.lot", "Lot", required=True, readonly=True, ondelete="cascade")
    # With the rights of whoever reads: a line that names a lot elsewhere tells nothing of it.
    product = fields.Char(related="lot_line_id.product", related_sudo=False)
    uom = fields.Char(related="lot_line_id.uom", related_sudo=False)
    net_qty = fields.Float(related="lot_line_id.net_qty", related_sudo=False)
    is_told = fields.Boolean("Told of", help="Off: nothing was said about this lot.")
    had_qty = fields.Float("On hand", digits="Product Unit")
    used_qty = fields.Float("Used", digits="Product Unit")
    sold_on_qty = fields.Float("Sold on", digits="Product Unit")
    destroyed_qty = fields.Float("Destroyed", digits="Product Unit")
    corrected_qty = fields.Float("Corrected", digits="Product Unit")
    returning_qty = fields.Float("Coming back", digits="Product Unit")

    @api.onchange("had_qty", "used_qty", "sold_on_qty", "destroyed_qty", "corrected_qty", "returning_qty")
    def _onchange_quantities(self):
        self.is_told = True
