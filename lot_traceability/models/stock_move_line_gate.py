"""The gate: no line takes blocked goods out, whichever way it is written.

What may go where is the table of ``kernel/gate.py``; what stops two at once is in ``sql/guard.py``. Three doors lead
here: ``_action_done`` for everything that Odoo validates, ``create`` for lines added to done moves, ``write`` for lines
that are changed after they were done. Lines of open operations pass as well, so that a blocked lot is not even picked.
"""

from odoo import api, fields, models

from .. import messages_hold as messages
from ..kernel import gate
from ..sql import holds as sql

# What a line takes from where; ``quant_id`` sets several of them. Odoo moves stock by the quantity in the product's
# own unit, which a program can write by itself.
TAKES = {
    "lot_id", "quantity", "quantity_product_uom", "product_uom_id", "location_id", "package_id", "quant_id",
    "product_id",
}  # fmt: skip
PLACES = {"location_dest_id", "result_package_id"}
STATUS_OF = {"quarantine": gate.QUARANTINE, "rejected": gate.REJECTED, "recalled": gate.RECALLED}


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    is_blocked = fields.Boolean(
        "Blocked", compute="_compute_is_blocked", help="What this line takes is on hold or not released."
    )

    @api.depends("lot_id", "product_id", "location_id", "package_id", "state", "lot_id.disposition")
    def _compute_is_blocked(self):
        open_lines = self.filtered(lambda line: line.state not in ("done", "cancel"))
        closed = self.env["lot.guard"]._closed_products()
        concerned = open_lines.filtered(lambda line: line.product_id.id in closed)
        blocked = concerned._get_blocks([(line, line.lot_id) for line in concerned])
        for line in self:
            line.is_blocked = line in blocked

    # --- doors ---

    def _action_done(self):
        self._pass_gate(self._find_lots())
        return super()._action_done()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._pass_gate_written()
        return lines

    def write(self, vals):
        names = vals.keys() & (TAKES | PLACES)
        if not names:
            return super().write(vals)
        before = {line: line._get_taken() for line in self}
        result = super().write(vals)
        changed, undone = self.browse(), self.browse()
        for line, taken in before.items():
            now = line._get_taken()
            more = now["quantity"] > taken["quantity"]
            where = any(now[name] != taken[name] for name in now if name != "quantity")
            if more or where:
                changed |= line
            if line.state == "done" and (where or now["quantity"] < taken["quantity"]):
                undone |= line
        changed._pass_gate_written()
        undone._pass_gate_undone(before)
        return result

    def _get_taken(self):
        return {
            "quantity": self.quantity_product_uom,
            "lot": self.lot_id,
            "product": self.product_id,
            "package": self.package_id,
            "source": self.location_id,
            "dest": self.location_dest_id,
        }

    def _find_lots(self):
        """``{line: lots}`` that these lines may take.

        For a typed number it is the lot that Odoo takes when it validates the line. Where a lot is needed and none is
        named, it may be any lot that lies there; also of a product whose tracking was switched off.
        """
        lots = {line: line.lot_id for line in self}
        closed = self.env["lot.guard"]._closed_products()
        missing = self.filtered(
            lambda line: not line.lot_id and (line.product_id.tracking != "none" or line.product_id.id in closed)
        )
        if not missing:
            return lots
        named = missing.filtered(lambda line: line.lot_name and line.product_id.tracking != "none")
        domain = [("product_id", "in", named.product_id.ids), ("name", "in", named.mapped("lot_name"))]
        for lot in self.env["stock.lot"].search(domain) if named else ():
            for line in named.filtered(
                lambda line, lot=lot: (line.product_id, line.lot_name) == (lot.product_id, lot.name)
            ):
                if lot.company_id.id in (False, line.company_id.id):
                    lots[line] = lot
        lots.update((missing - named)._find_unnamed_lots())
        return lots

    def _pass_gate_written(self):
        done = self.filtered(lambda line: line.state == "done")
        done._pass_gate(done._find_lots(), redirects=False)
        # Reservation: locked, so that a hold which is being set waits and finds it; refused when it could never leave.
        reserved = (self - done).filtered(
            lambda line: line.state != "cancel" and line.location_id.usage in ("internal", "transit")
        )
        reserved._pass_gate({line: line.lot_id for line in reserved}, redirects=False, only_refuse=True)

    def _pass_gate_undone(self, before):
        """What these done lines brought somewhere is taken from there again: a correction, as of a count."""
        for line in self:
            taken = before[line]
            if taken["dest"].usage in ("internal", "transit"):
                virtual = self.new({
                    "product_id": taken["product"].id,
                    "lot_id": taken["lot"].id,
                    "package_id": line.result_package_id.id,
                    "location_id": taken["dest"].id,
                    "location_dest_id": line.product_id.with_company(line.company_id).property_stock_inventory.id,
                    "move_id": line.move_id.id,
                    "company_id": line.company_id.id,
                    "quantity": taken["quantity"],
                    "product_uom_id": taken["product"].uom_id.id,
                })  # fmt: skip
                virtual._pass_gate({virtual: taken["lot"]}, redirects=False, is_count=True)

    # --- the gate ---

    def _pass_gate(self, lots, redirects=True, only_refuse=False, is_count=False):
        """Let these lines through, or redirect them to quarantine, or refuse.

        Args:
            lots: {line: lots} as of ``_find_lots``.
            redirects: whether goods that come in may be sent to quarantine.
            only_refuse: the lines are not done yet; ask for nothing that can still be given.
            is_count: they correct what was recorded.
        """
        lines = self.filtered(lambda line: line.quantity > 0 or line.quantity_product_uom > 0)
        if not lines:
            return
        pairs = [(line, lot) for line in lines for lot in lots[line] or [self.env["stock.lot"]]]
        closed_lots, closed_products = self.env["lot.guard"]._share(
            self.env["stock.lot"].union(*lots.values()), lines.product_id
        )
        suspect = [(line, lot) for line, lot in pairs if lot.id in closed_lots or line.product_id.id in closed_products]
        blocks = self._get_blocks(suspect)
        if not only_refuse:  # open lines may be late or early: whether goods have expired is asked when they go
            self._add_expired(blocks, pairs)
        if not only_refuse and not is_count:
            self._add_taken_from_held(blocks, suspect)
        for line, found in blocks.items():
            line._pass_one(found, redirects, only_refuse, is_count)

    @api.model
    def _add_expired(self, blocks, pairs):
        now = fields.Datetime.now()
        for line, lot in pairs:
            if line._is_taking_expired(lot, now):
                blocks.setdefault(line, []).append((gate.EXPIRED, None, lot))

    def _is_taking_expired(self, lot, now):
        return bool(self.product_id.use_expiration_date and lot.expiration_date and lot.expiration_date <= now)

    @api.model
    def _get_blocks(self, pairs):
        """``{line: [(status, hold or None, lot)]}`` of those of these (line, lot) whose goods anything blocks."""
        if not pairs:
            return {}
        goods = [
            (number, line.product_id.id, lot.id or None, line.location_id.id, line.package_id.id or None)
            for number, (line, lot) in enumerate(pairs)
        ]
        self.env["lot.hold"].flush_model()
        self.env["stock.lot"].flush_model(["disposition"])
        self.env["stock.quant"].flush_model(["in_date", "product_id", "location_id", "lot_id"])
        blocks = {}
        # Sudo: a hold counts for whoever moves the goods, also when they may not read it.
        holds_sudo = self.env["lot.hold"].sudo()
        for number, hold, disposition in self.env.execute_query(sql.blocks(sql.listed(goods))):
            line, lot = pairs[number]
            block = (gate.HOLD, holds_sudo.browse(hold), lot) if hold else (STATUS_OF[disposition], None, lot)
            blocks.setdefault(line, []).append(block)
        return blocks

    def _pass_one(self, blocks, redirects, only_refuse, is_count):
        """Decide about one line whose goods are blocked or expired."""
        exit_, outcome = self._judge(blocks, is_count)
        if outcome == gate.REFUSED:
            self._refuse_at_gate(messages.refused, exit_, blocks)
        elif only_refuse:
            return
        elif outcome == gate.RIGHT:
            self._pass_with_reason(exit_, blocks)
        elif outcome == gate.REDIRECTED and redirects:
            self._redirect_to_quarantine(self._get_blocked_goods(blocks))
