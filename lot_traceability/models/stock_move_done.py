"""Done moves tell which document moved the lots: that changes with a reason only, too."""

from contextvars import ContextVar

from odoo import models

FACTS = (
    "product_id", "company_id", "partner_id", "picking_id", "raw_material_production_id", "production_id", "unbuild_id",
    "scrap_id", "repair_id", "is_inventory",
)  # fmt: skip
# Whether Odoo is posting moves; no caller can say so, as they could by the context.
_posting = ContextVar("lot_traceability.posting", default=False)


def is_posting():
    """Whether Odoo is posting moves now."""
    return _posting.get()


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "lot.done.mixin"]

    def _action_done(self, cancel_backorder=False):
        token = _posting.set(True)
        try:
            return super()._action_done(cancel_backorder=cancel_backorder)
        finally:
            _posting.reset(token)

    def write(self, vals):
        self._check_state(vals)
        changed = self._filter_changed(vals, FACTS)
        if not changed:
            return super().write(vals)
        reasons = changed._get_change_reasons(changed)
        old = {move: move._get_document() for move in changed}
        names = [name for name in FACTS if name in self._fields]

        def more(move):
            document = move._get_document()
            return {
                "label": f"{document.display_name}: {move.product_id.display_name}",
                "reason": reasons[move],
                "about": [old[move], document, move.lot_ids],
            }

        with self.env["lot.audit.entry"]._recording("line_changed", changed, names, more):
            return super().write(vals)

    def _is_state_forced(self, state):
        if super()._is_state_forced(state):
            return True
        if state != "done" or self.state == "done" or is_posting():
            return False
        # Odoo closes what is left of a manufacturing order by its state alone; nothing of it moved.
        is_order = self.raw_material_production_id or self.production_id
        return any(line.quantity for line in self.move_line_ids) if is_order else bool(self.move_line_ids)

    def _get_document(self):
        return self.raw_material_production_id or self.production_id or self.picking_id or self
