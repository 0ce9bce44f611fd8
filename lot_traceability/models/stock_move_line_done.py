"""Done lines are history: changing what moved, which lot, from or to where asks for a reason."""

from odoo import api, models
from odoo.exceptions import UserError

from .. import messages_protection as messages

# Facts of a done line that every trace is computed from.
FACTS = ("lot_id", "quantity", "product_uom_id", "location_id", "location_dest_id")


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        # A line added to a done move is posted at once.
        lines.filtered(lambda line: line.state == "done")._get_change_reason()
        return lines

    def write(self, vals):
        self._filter_changed_facts(vals)._get_change_reason()
        return super().write(vals)

    def _filter_changed_facts(self, vals):
        """Those of these lines that are done and whose facts these values change."""
        facts = [name for name in FACTS if name in vals]
        if not facts and not vals.get("quant_id"):
            return self.browse()
        done = self.filtered(lambda line: line.state == "done")
        return done.filtered(
            lambda line: vals.get("quant_id") or any(line._differs(name, vals[name]) for name in facts)
        )

    def _differs(self, name, value):
        if name == "quantity":
            return not self.product_uom_id.is_zero(self.quantity - value)
        value = value.id if isinstance(value, models.BaseModel) else value
        return (self[name].id or False) != (value or False)

    def _get_change_reason(self):
        """``{line: reason}`` for changing these done lines; refuses lines with lots where none was given."""
        given = self.env["lot.reason"]._given()
        reasons = {}
        for line in self:
            document = line._get_locked_document()
            reasons[line] = given or (document and document.lot_unlock_reason) or ""
            needs = line.product_id.tracking != "none" and (line.company_id or line.env.company).lot_ask_reason
            if needs and not reasons[line]:
                name = (document or line.move_id).display_name
                raise UserError(messages.reason_missing_done_line(self.env, name))
        return reasons

    def _get_locked_document(self):
        """The transfer or manufacturing order that a person unlocks to change this line; empty if none."""
        move = self.move_id
        return move.raw_material_production_id or move.production_id or move.picking_id or self.picking_id
