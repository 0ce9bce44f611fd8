"""Done moves tell which document moved the lots: that changes with a reason only, too."""

from odoo import models

FACTS = (
    "product_id", "company_id", "partner_id", "picking_id", "raw_material_production_id", "production_id", "unbuild_id",
    "scrap_id", "repair_id", "is_inventory",
)  # fmt: skip


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "lot.done.mixin"]

    def write(self, vals):
        self._check_stays_done(vals)
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

    def _get_document(self):
        return self.raw_material_production_id or self.production_id or self.picking_id or self
