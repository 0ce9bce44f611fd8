"""Goods that came back in a running case: one row for each posted line that brought them.

Whatever arrives is accepted, into quarantine; what nobody expected is flagged as it was when it came. Rows follow the
posted lines, whichever way these were made: a return of the case, an ordinary return, a correction of either.
"""

from collections import defaultdict
from decimal import Decimal

from odoo import Command, api, fields, models

from ..kernel import returns
from . import messages_back as messages
from .lot_recall_consignee_lot import _exact

INSIDE = ("internal", "transit")


class LotRecallBack(models.Model):
    _name = "lot.recall.back"
    _inherit = ["lot.recall.worked"]
    _description = "Goods of a recall that came back"
    _order = "received_at desc, id desc"
    _rec_name = "lot"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    consignee_id = fields.Many2one(
        "lot.recall.consignee", "From", index="btree_not_null", ondelete="restrict", readonly=True
    )
    consignee_lot_id = fields.Many2one(
        "lot.recall.consignee.lot", index="btree_not_null", ondelete="restrict", readonly=True
    )
    move_line_id = fields.Integer("Line number in the database", required=True, readonly=True)
    picking_id = fields.Many2one("stock.picking", "Transfer", ondelete="set null", readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot in stock", index="btree_not_null", ondelete="set null", readonly=True)
    product_id = fields.Many2one("product.product", "Product in stock", ondelete="set null", readonly=True)
    lot = fields.Char(readonly=True)
    product = fields.Char(readonly=True)
    sender = fields.Char("Sent by", readonly=True, help="As the transfer named them.")
    uom = fields.Char("Unit", readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True)
    settled_qty = fields.Float(
        "Decided", digits="Product Unit", readonly=True, help="Destroyed, mended, sent on or released."
    )
    left_qty = fields.Float("Undecided", digits="Product Unit", compute="_compute_left_qty", store=True)
    received_at = fields.Datetime("Received", readonly=True)
    user_id = fields.Many2one("res.users", "Received by", ondelete="restrict", readonly=True)
    flag = fields.Selection(
        [
            (returns.EXPECTED, "As expected"),
            (returns.TOO_MUCH, "More than announced"),
            (returns.NEVER_SHIPPED, "This lot was never delivered to them"),
            (returns.NOT_RECALLED, "Not a lot of this recall"),
            (returns.UNKNOWN_SENDER, "Not from a consignee"),
        ],
        "Expected?",
        required=True,
        readonly=True,
        help="As it was when it came.",
    )

    _line_unique = models.Constraint("UNIQUE (recall_id, move_line_id)", "This line is noted already.")
    _line_idx = models.Index("(move_line_id)")

    @api.depends("qty", "settled_qty")
    def _compute_left_qty(self):
        for row in self:
            row.left_qty = float(_exact(row.qty) - _exact(row.settled_qty))

    def _get_refusal(self):
        return messages.back_by_transfers_only(self.env)

    # --- following the stock ---

    @api.model
    def _note(self, lines, is_edited=False, before=None):
        """Note what customers bring back of goods that a launched case concerns.

        Args:
            lines: done ``stock.move.line``.
            is_edited: they were done before and may be noted already.
            before: {line id: (lot, quantity)} as they were, when that may have changed.
        """
        came = lines.filtered(
            lambda line: line.location_id.usage == "customer" and line.location_dest_id.usage in INSIDE
        )
        if not came and not is_edited:
            return
        # Sudo: whoever receives goods need not know of recalls; rows are the program's.
        backs_sudo = self.sudo()
        known_sudo = backs_sudo.search([("move_line_id", "in", lines.ids)]) if is_edited else backs_sudo
        over_sudo = known_sudo.filtered(lambda row: row.recall_id.state != "launched")
        over_sudo._tell_late(before or {})
        known_sudo = (known_sudo - over_sudo).filtered(lambda row: not row.recall_id._is_sandbox())
        noted_sudo, changed_sudo = backs_sudo._put(came.sudo()._get_arrivals_sudo(), known_sudo)
        gone_sudo = (known_sudo - noted_sudo).filtered("qty")
        gone_sudo.write({"qty": 0})
        gone_sudo.consignee_lot_id._recount()
        (changed_sudo | gone_sudo)._tell()

    def _put(self, arrivals, known):
        """Make or bring up to date the rows of posted lines; runs as the program.

        Args:
            arrivals: of ``stock.move.line._get_arrivals_sudo``. known: their rows, where they were noted before.

        Returns:
            (their rows, those of them that are new or say anything else than before)
        """
        noted = {(row.move_line_id, row.recall_id): row for row in known}
        same, todo = self.browse(), []
        for arrival in arrivals:
            row = noted.get((arrival.line.id, arrival.recall), self.browse())
            values = self._prepare_arrival_vals(arrival)
            if row and row._says(values):
                same |= row  # Odoo writes done lines more than once
            else:
                todo.append((row, values, arrival))
        changed = self._write_arrivals(todo)
        return same | changed, changed

    def _prepare_arrival_vals(self, arrival):
        line, recall, consignee, is_recalled = arrival
        place = self.env["lot.recall.consignee.lot"]
        if consignee:
            place = consignee._get_line_of(line.product_id, line.lot_id, is_recalled)
        return {
            "recall_id": recall.id,
            "company_id": recall.company_id.id,
            "consignee_id": consignee.id,
            "consignee_lot_id": place.id,
            "move_line_id": line.id,
            "picking_id": line.picking_id.id,
            "lot_id": line.lot_id.id,
            "product_id": line.product_id.id,
            "lot": line.lot_id.name,
            "product": place.product or line.product_id.display_name,
            "sender": consignee.name or line._get_sender().display_name,
            "uom": line.product_id.uom_id.name,
            "qty": line.quantity_product_uom,
        }

    def _write_arrivals(self, todo):
        """Write rows, all at once; each is flagged as if it had come after those before it."""
        old = [(row.consignee_lot_id, row.qty) for row, _values, _arrival in todo]
        for row, values, _arrival in todo:
            row.write(values)
        common = {"user_id": self.env.uid, "flag": returns.EXPECTED}
        made = iter(
            self.create([{**values, **common, "received_at": one.line.date} for row, values, one in todo if not row])
        )
        rows = [row or next(made) for row, _values, _arrival in todo]
        changed = self.union(*rows)
        changed.consignee_lot_id.union(*(place for place, _qty in old))._recount()
        later = defaultdict(Decimal)
        for row, (old_place, old_qty), (_row, _values, arrival) in zip(rows[::-1], old[::-1], todo[::-1], strict=True):
            place = row.consignee_lot_id
            row.flag = returns.flag(
                is_known=bool(row.consignee_id),
                is_recalled=arrival.is_recalled,
                was_shipped=place.shipped_qty > 0,
                received=_exact(place.received_qty) - later[place],
                expected=_exact(place.returning_qty if place.is_answered else place.net_qty),
            )
            later[place] += _exact(row.qty) - (_exact(old_qty) if old_place == place else 0)
        return changed

    def _says(self, values):
        for name, value in values.items():
            now = self[name]
            if name == "qty" and _exact(now) != _exact(value):
                return False
            if name != "qty" and (now.id if isinstance(now, models.BaseModel) else now) != value:
                return False
        return True

    def _tell(self):
        """Ledger and case: what came back, and what of it nobody expected."""
        for recall, rows in self.grouped("recall_id").items():
            goods = [messages.goods_words(row) for row in rows]
            self.env["lot.audit.entry"]._ledger_write(
                "recall_received", recall, extra={"goods": goods}, about=[*rows.consignee_id]
            )
            strange = rows.filtered(lambda row: row.qty and row.flag != returns.EXPECTED)
            if strange:
                recall.message_post(body=messages.came_unexpected(strange))

    def _tell_late(self, before):
        """The end of a case stays as it was signed; that a transfer says something else now is told to the case."""
        for row in self.filtered(lambda row: row.move_line_id in before):
            line = row.env["stock.move.line"].browse(row.move_line_id)
            was = row._get_share(*before[line.id])
            now = row._get_share(line.lot_id, line.quantity_product_uom)
            if now not in (was, _exact(row.qty)):
                row.recall_id.message_post(body=messages.changed_late(row, line))

    def _get_share(self, lot, qty):
        """What a line with this lot and quantity holds of the goods of this row."""
        return _exact(qty) if lot == self.lot_id else 0

    # --- what becomes of them ---

    def _recount_settled(self):
        """Bring up to date what was decided about; of two decisions at once, the later one is tried again."""
        lines = self.env["lot.recall.disposal.line"].sudo()  # sudo: rows are the program's; also for who judges
        groups = dict(
            lines._read_group(
                [("back_id", "in", self.ids), ("disposal_id.state", "=", "done")], ["back_id"], ["qty:sum"]
            )
        )
        for row_sudo in self.sudo():  # sudo: as above
            row_sudo.settled_qty = groups.get(row_sudo, 0.0)

    def action_dispose(self):
        """Prepare what becomes of these goods."""
        self.check_access("read")
        undecided = self.filtered(lambda row: row.left_qty > 0)
        if not undecided or len(undecided.recall_id) > 1:
            raise messages.nothing_undecided(self.env)
        disposal = self.env["lot.recall.disposal"].create(
            {
                "recall_id": undecided.recall_id.id,
                "line_ids": [Command.create({"back_id": row.id, "qty": row.left_qty}) for row in undecided],
            }
        )
        return disposal.recall_id._action_open(disposal._name, disposal.id)
