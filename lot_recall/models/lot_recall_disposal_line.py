"""Goods of one arrival in a disposition."""

from odoo import api, fields, models

from . import messages_disposal as messages
from .lot_recall_consignee_lot import _exact


class LotRecallDisposalLine(models.Model):
    _name = "lot.recall.disposal.line"
    _description = "Goods of a disposition"
    _order = "id"
    _rec_name = "back_id"

    disposal_id = fields.Many2one("lot.recall.disposal", required=True, index=True, ondelete="cascade")
    back_id = fields.Many2one("lot.recall.back", "Came back", required=True, index=True, ondelete="restrict")
    product = fields.Char(related="back_id.product")
    lot = fields.Char(related="back_id.lot")
    uom = fields.Char(related="back_id.uom")
    left_qty = fields.Float(related="back_id.left_qty", string="Undecided")
    qty = fields.Float("Quantity", digits="Product Unit", required=True)

    _back_unique = models.Constraint("UNIQUE (disposal_id, back_id)", "These goods are listed already.")
    _qty_sound = models.Constraint("CHECK (qty > 0)", "The quantity of each line is more than nothing.")

    @api.constrains("back_id", "disposal_id")
    def _check_case(self):
        for line in self:
            if line.back_id.recall_id != line.disposal_id.recall_id:
                raise messages.other_case(line)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_open()

    def _check_open(self):
        for disposal in self.disposal_id:
            disposal._check_draft()

    # --- what is there ---

    def _get_place(self):
        """Where the goods were brought when they came back."""
        self.ensure_one()
        return self.env["stock.move.line"].browse(self.back_id.move_line_id).exists().location_dest_id

    def _check_there(self):
        """The goods are undecided and still where they were brought."""
        for line in self:
            back = line.back_id
            if _exact(line.qty) > _exact(back.left_qty):
                raise messages.more_than_left(line)
            quants = self.env["stock.quant"].search(
                [
                    ("location_id", "=", line._get_place().id),
                    ("product_id", "=", back.product_id.id),
                    ("lot_id", "=", back.lot_id.id),
                ]
            )
            if line.disposal_id.outcome != "other" and sum(quants.mapped("quantity")) < line.qty:
                raise messages.not_there(line)

    def _get_receipt(self):
        """The latest done move by which the lot came from a supplier; empty if it never did."""
        back = self.back_id
        domain = [
            ("product_id", "=", back.product_id.id),
            ("lot_id", "=", back.lot_id.id),
            ("state", "=", "done"),
            ("location_id.usage", "=", "supplier"),
            ("picking_id", "!=", False),
            ("company_id", "=", self.disposal_id.company_id.id),
        ]
        return self.env["stock.move.line"].search(domain, order="date desc, id desc", limit=1).move_id

    # --- as others need it ---

    def _get_words(self):
        return f"{self.qty:g} {self.back_id.uom or ''}".strip()

    def _to_plain(self):
        back = self.back_id
        return {
            "back": back.id,
            "lot": back.lot or "",
            "product": back.product or "",
            "qty": format(_exact(self.qty), "f"),
            "uom": back.uom or "",
        }

    def _prepare_move_line_vals(self, move):
        return {
            "move_id": move.id,
            "picking_id": move.picking_id.id,
            "product_id": move.product_id.id,
            "product_uom_id": move.product_id.uom_id.id,
            "quantity": self.qty,
            "lot_id": self.back_id.lot_id.id,
            "location_id": self._get_place().id,
            "location_dest_id": move.location_dest_id.id,
            "company_id": move.company_id.id,
        }
