"""Taking another lot than proposed: free, with a reason, or refused, by operation type; always recorded."""

from decimal import Decimal

from odoo import api, models

from .. import messages_deviation as messages


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        self._check_deviations()
        return super()._action_done()

    # What is written to done moves is history put right: recorded, never refused for its lot.
    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "done")._check_deviations()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"lot_id", "quant_id"}:
            self.filtered(lambda line: line.state == "done")._check_deviations()
        return result

    def _check_deviations(self):
        """Refuse, ask for a reason or let pass what these lines take instead of better lots, and record it."""
        rows = []
        for move, lines in self.filtered("lot_id").grouped("move_id").items():
            if not move._is_choosing_lots():
                continue
            taken = move.move_line_ids if move.state == "done" else lines
            for found in move._get_deviations(taken.filtered(lambda line: line.quantity > 0)):
                line = lines.filtered(lambda line, lot=found.lot: line.lot_id.id == lot)[:1]
                if line:
                    line._pass_deviation(found)
                    rows.append(line._prepare_deviation_row(found))
        self.env["lot.audit.entry"]._ledger_write("deviation", rows)

    def _pass_deviation(self, found):
        policy = self.move_id.picking_type_id.lot_deviation or "free"  # without an operation type nobody has set one
        if self.state == "done" or policy == "free" or self._is_at_counter():
            return
        better = self.env["stock.lot"].browse(found.instead_of)
        if policy == "deny":
            self.env["lot.reason"]._refuse(messages.deviation_denied(self.env, self.lot_id, better), self.lot_id)
        if not self.env["lot.reason"]._given():
            self._ask_reason(messages.deviation_reason(self.env, self.lot_id, better), self.lot_id)

    def _is_at_counter(self):
        """A shop hands over goods and takes the money before the stock is asked: nobody is left to say why.

        Told by the operation type, which belongs to the shop: Odoo names the shop on the transfer only afterwards.
        """
        if "pos.config" not in self.env:
            return False
        # Sudo: who validates a transfer need not see the shops.
        shops_sudo = self.env["pos.config"].sudo()
        return bool(shops_sudo.search_count([("picking_type_id", "=", self.move_id.picking_type_id.id)], limit=1))

    def _prepare_deviation_row(self, found):
        """Entry of the ledger; ``sql/deviations.py`` reads its ``extra``."""
        move, better = self.move_id, self.env["stock.lot"].browse(found.instead_of)
        document = self._get_validated_document() or move
        unit, operation = move.product_id.uom_id, move.picking_type_id
        return {
            "record": self.lot_id,
            "about": [document, move.product_id, better],
            "extra": {
                "taken": {"id": self.lot_id.id, "name": self.lot_id.name},
                "proposed": [{"id": lot.id, "name": lot.name} for lot in better],
                "quantity": format(Decimal(str(unit.round(found.quantity))).normalize(), "f"),
                "unit": unit.name,
                "product": {"id": move.product_id.id, "name": move.product_id.display_name},
                **({"operation": {"id": operation.id, "name": operation.display_name}} if operation else {}),
                "document": document.display_name,
            },
        }
