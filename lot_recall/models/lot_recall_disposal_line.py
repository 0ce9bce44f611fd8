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
        lines.disposal_id._note_author()
        return lines

    def write(self, vals):
        self.disposal_id._note_author()
        result = super().write(vals)
        self.disposal_id._note_author()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self.disposal_id._note_author()

    # --- what is there ---

    def _get_arrivals(self):
        """``{line: stock.move.line}`` that brought its goods."""
        moved = self.env["stock.move.line"].browse(self.back_id.mapped("move_line_id")).exists().grouped("id")
        return {line: moved.get(line.back_id.move_line_id, self.env["stock.move.line"]) for line in self}

    def _check_there(self):
        """The goods are undecided and, unless nothing is to be moved, still where they were brought."""
        for line in self:
            if _exact(line.qty) > _exact(line.back_id.left_qty):
                raise messages.more_than_left(line)
        self.filtered(lambda line: line.disposal_id.outcome != "other")._get_parts()

    def _get_parts(self):
        """``[(line, quant, float)]``: what each line takes of what lies where its goods were brought.

        Lines of the same goods share what is there. Each takes first what lies in the package, and belongs to the
        owner, with which its goods came.
        """
        arrivals, parts, rest = self._get_arrivals(), [], {}
        places = self.env["stock.location"].union(*(arrival.location_dest_id for arrival in arrivals.values()))
        by_goods = self._get_quants(places).grouped(_goods)
        for line, arrival in arrivals.items():
            came, wanted = (arrival.result_package_id, arrival.owner_id), _exact(line.qty)
            goods = (arrival.location_dest_id, line.back_id.product_id, line.back_id.lot_id)
            quants = by_goods.get(goods, self.env["stock.quant"])
            for quant in quants.sorted(lambda quant, came=came: (quant.package_id, quant.owner_id) != came):
                taken = min(wanted, rest.setdefault(quant, _exact(quant.quantity)))
                if taken > 0:
                    parts.append((line, quant, float(taken)))
                    rest[quant] -= taken
                    wanted -= taken
            if wanted:
                raise messages.not_there(line)
        return parts

    def _get_quants(self, places):
        """What of the goods of these lines lies in these places, and perhaps more."""
        domain = [
            ("location_id", "in", places.ids),
            ("product_id", "in", self.back_id.product_id.ids),
            ("lot_id", "in", [*self.back_id.lot_id.ids, False]),
        ]
        return self.env["stock.quant"].search(domain, order="id")

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


def _goods(quant):
    return quant.location_id, quant.product_id, quant.lot_id


def prepare_move_line_vals(move, quant, qty):
    """A line of a move that takes so much of what lies in a quant, out of its package."""
    return {
        "move_id": move.id,
        "picking_id": move.picking_id.id,
        "product_id": move.product_id.id,
        "product_uom_id": move.product_id.uom_id.id,
        "quantity": qty,
        "lot_id": quant.lot_id.id,
        "package_id": quant.package_id.id,
        "owner_id": quant.owner_id.id,
        "location_id": quant.location_id.id,
        "location_dest_id": move.location_dest_id.id,
        "company_id": move.company_id.id,
    }
