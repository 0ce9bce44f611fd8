"""Done lines are history: changing what moved, which lot, from or to where asks for a reason and is recorded."""

from datetime import timedelta

from odoo import api, fields, models

from .. import messages_protection as messages
from .stock_move_done import is_posting

# Facts of a done line that every trace is computed from.
FACTS = (
    "lot_id", "product_id", "quantity", "quantity_product_uom", "product_uom_id", "location_id", "location_dest_id",
    "move_id", "picking_id", "company_id",
)  # fmt: skip
RECORDED = (*FACTS, "date")
# Odoo dates lines anew while it posts them, by seconds; more than that is somebody's doing.
RESTAMPED = timedelta(minutes=1)
# What a line that is added says at once; the rest stands in its document.
ADDED = ("lot_id", "quantity", "product_uom_id", "location_id", "location_dest_id", "date")


class StockMoveLine(models.Model):
    _name = "stock.move.line"
    _inherit = ["stock.move.line", "lot.done.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # A line added to a done move is posted at once.
        done = lines.filtered(lambda line: line.state == "done")
        if done:
            reasons = done._get_change_reasons(done)
            self.env["lot.audit.entry"]._record_created(
                "line_added", done, ADDED, lambda line: line._prepare_audit_row(reasons[line])
            )
        return lines

    def write(self, vals):
        self._check_state(vals)
        changed = self._filter_changed(vals, RECORDED)
        if not changed:
            return super().write(vals)
        reasons = changed._get_change_reasons(changed._filter_changed(vals, FACTS))
        old = {line: [line._get_document(), line.lot_id] for line in changed}
        # Follows the quantity; only somebody past Odoo's screens sets it by itself.
        names = [name for name in RECORDED if name != "quantity_product_uom" or name in vals]
        with self.env["lot.audit.entry"]._recording(
            "line_changed", changed, names, lambda line: line._prepare_audit_row(reasons[line], old[line])
        ):
            return super().write(vals)

    def _check_state(self, vals):
        # A line has its state from its move: put under a done one, it would tell of goods that never moved.
        move = self.env["stock.move"].browse(vals.get("move_id") or ())
        if move.state == "done" and not is_posting():
            for line in self.filtered(lambda line: line.state != "done" and line.quantity and line._has_lots()):
                subject = line._get_document()
                self.env["lot.reason"]._refuse(messages.not_posted(self.env, subject.display_name), subject)
        return super()._check_state(vals)

    def _is_state_forced(self, state):
        # A line has its state from its move; Odoo never writes it.
        return self.state != state and "done" in (self.state, state)

    def _filter_changed(self, vals, names):
        if vals.get("quant_id"):  # it says lot and place anew
            return self.filtered(lambda line: line.state == "done")
        return super()._filter_changed(vals, names)

    def _differs(self, name, value):
        if name in ("quantity", "quantity_product_uom"):
            unit = self.product_uom_id if name == "quantity" else self.product_id.uom_id
            return not unit.is_zero(self[name] - (value or 0))
        if name == "date":
            return abs(self.date - (fields.Datetime.to_datetime(value) or self.date)) >= RESTAMPED
        return super()._differs(name, value)

    def _get_lines(self):
        return self

    def _get_document(self):
        return self.move_id._get_document() or self.picking_id or self

    def _prepare_audit_row(self, reason, also=()):
        document = self._get_document()
        return {
            "label": f"{document.display_name}: {self.product_id.display_name}",
            "reason": reason,
            "about": [document, self.lot_id, *also],
        }
