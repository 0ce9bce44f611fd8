"""Taking another lot than proposed: free, with a reason, or refused, by operation type; always recorded."""

from odoo import models

from .. import messages_deviation as messages


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _action_done(self):
        self._check_deviations()
        return super()._action_done()

    def _check_deviations(self):
        rows = []
        for move, lines in self.filtered("lot_id").grouped("move_id").items():
            if move._is_choosing_lots():
                document = move.raw_material_production_id or move.picking_id
                reason = self.env["lot.reason"]._given() or document.lot_deviation_reason or ""
                rows += [
                    self._prepare_deviation_row(move, document, reason, found)
                    for found in move._get_deviations(lines.filtered(lambda line: line.quantity > 0))
                ]
        self.env["lot.audit.entry"]._ledger_write("deviation", rows)

    def _prepare_deviation_row(self, move, document, reason, found):
        lots = self.env["stock.lot"]
        lot, better = lots.browse(found.lot), lots.browse(found.instead_of)
        policy = move.picking_type_id.lot_deviation
        if policy == "deny":
            self.env["lot.reason"]._refuse(messages.deviation_denied(self.env, lot, better), lot)
        if policy == "reason" and not reason:
            self.env["lot.reason"]._refuse(messages.deviation_reason(self.env, lot, better), lot)
        unit = move.product_id.uom_id
        return {
            "record": lot,
            "about": [document, move.product_id, better],
            "reason": reason,
            "extra": {
                "proposed": [{"id": other.id, "name": other.name} for other in better],
                "quantity": f"{unit.round(found.quantity):g} {unit.name}",
                "document": (document or move).display_name,
            },
        }
