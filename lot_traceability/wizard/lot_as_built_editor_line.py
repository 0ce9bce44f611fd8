"""One line of the as-built editor: this much of the component lot went into the unit."""

from odoo import api, fields, models


class LotAsBuiltEditorLine(models.TransientModel):
    _name = "lot.as.built.editor.line"
    _description = "As-built editor, line"

    editor_id = fields.Many2one("lot.as.built.editor", required=True, index=True, ondelete="cascade")
    component_lot_id = fields.Many2one("stock.lot", "Component", required=True)
    component_product_id = fields.Many2one(related="component_lot_id.product_id", string="Component product")
    produced_lot_id = fields.Many2one("stock.lot", "Built into", required=True)
    qty = fields.Float("Quantity", digits="Product Unit", required=True, default=1.0)
    uom_id = fields.Many2one(related="component_lot_id.product_id.uom_id", string="Unit")

    @api.onchange("component_lot_id")
    def _onchange_component_lot_id(self):
        """What is still left of the lot is the best guess."""
        if self.component_lot_id:
            entered = sum(
                line.qty for line in self.editor_id.line_ids - self if line.component_lot_id == self.component_lot_id
            )
            used = sum(
                row.used_qty for row in self.editor_id.component_ids if row.component_lot_id == self.component_lot_id
            )
            self.qty = self.component_lot_id.product_id.uom_id.round(max(used - entered, 0))
