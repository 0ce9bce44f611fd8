"""Done lines are history: changing what moved, which lot, from or to where asks for a reason and is recorded."""

from datetime import timedelta

from odoo import api, fields, models

from .. import messages_protection as messages

# Facts of a done line that every trace is computed from.
FACTS = ("lot_id", "quantity", "product_uom_id", "location_id", "location_dest_id")
RECORDED = (*FACTS, "date")
# Odoo dates lines anew while it posts them, by seconds; more than that is somebody's doing.
RESTAMPED = timedelta(minutes=1)


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # A line added to a done move is posted at once.
        done = lines.filtered(lambda line: line.state == "done")
        if done:
            reasons = done._get_change_reasons(done)
            ledger = self.env["lot.audit.entry"]
            rows = [line._prepare_audit_row(reasons, {}, ledger._ledger_values(line, RECORDED)) for line in done]
            ledger._ledger_write("line_added", rows)
        return lines

    def write(self, vals):
        changed = self._filter_changed(vals, RECORDED)
        if not changed:
            return super().write(vals)
        reasons = changed._get_change_reasons(changed._filter_changed(vals, FACTS))
        ledger = self.env["lot.audit.entry"]
        values = {line: ledger._ledger_values(line, RECORDED) for line in changed}
        lots = {line: line.lot_id for line in changed}
        result = super().write(vals)
        rows = []
        for line in changed:
            before, after = ledger._ledger_difference(values[line], ledger._ledger_values(line, RECORDED))
            if after:
                rows.append(line._prepare_audit_row(reasons, before, after, lots[line]))
        ledger._ledger_write("line_changed", rows)
        return result

    def _filter_changed(self, vals, names):
        """Those of these lines that are done and whose fields of these names the values change."""
        names = [name for name in names if name in vals]
        if not names and not vals.get("quant_id"):
            return self.browse()
        done = self.filtered(lambda line: line.state == "done")
        return done.filtered(
            lambda line: vals.get("quant_id") or any(line._differs(name, vals[name]) for name in names)
        )

    def _differs(self, name, value):
        if name == "quantity":
            return not self.product_uom_id.is_zero(self.quantity - (value or 0))
        if name == "date":
            return abs(self.date - (fields.Datetime.to_datetime(value) or self.date)) >= RESTAMPED
        value = value.id if isinstance(value, models.BaseModel) else value
        return (self[name].id or False) != (value or False)

    def _get_change_reasons(self, asking):
        """``{line: reason}`` for changing these done lines; refuses those ``asking`` ones with lots that have none."""
        reasons = self.env["lot.reason"]
        given = reasons._given()
        found = {}
        for line in self:
            document = line._get_locked_document()
            found[line] = given or (document and document.lot_unlock_reason) or ""
            needs = line.product_id.tracking != "none" and (line.company_id or line.env.company).lot_ask_reason
            if needs and line in asking and not found[line]:
                subject = document or line.move_id
                reasons._refuse(messages.reason_missing_done_line(self.env, subject.display_name), subject)
        return found

    def _get_locked_document(self):
        """The transfer or manufacturing order that a person unlocks to change this line; empty if none."""
        move = self.move_id
        return move.raw_material_production_id or move.production_id or move.picking_id or self.picking_id

    def _prepare_audit_row(self, reasons, before, after, old_lot=None):
        document = self._get_locked_document()
        name = (document or self.move_id).display_name
        return {
            "record": self,
            "label": f"{name}: {self.product_id.display_name}",
            "before": before,
            "after": after,
            "reason": reasons[self],
            "about": [document, self.lot_id, *([old_lot] if old_lot else [])],
        }
