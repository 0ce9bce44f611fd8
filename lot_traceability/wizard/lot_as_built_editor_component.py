"""A component lot in the as-built editor, with what is left of it to allot."""

from odoo import api, fields, models


class LotAsBuiltEditorComponent(models.TransientModel):
    _name = "lot.as.built.editor.component"
    _description = "As-built editor, component lot"

    editor_id = fields.Many2one("lot.as.built.editor", required=True, index=True, ondelete="cascade")
    component_lot_id = fields.Many2one("stock.lot", "Component", required=True, readonly=True)
    product_id = fields.Many2one(related="component_lot_id.product_id")
    used_qty = fields.Float("Used", digits="Product Unit", readonly=True, help="Quantity that the order used.")
    left_qty = fields.Float(
        "Left", digits="Product Unit", compute="_compute_left_qty", help="Not yet entered for a unit."
    )
    uom_id = fields.Many2one(related="component_lot_id.product_id.uom_id", string="Unit")

    @api.depends("used_qty", "editor_id.line_ids.qty", "editor_id.line_ids.component_lot_id")
    def _compute_left_qty(self):
        for editor in self.editor_id:
            entered = editor._get_entered()
            for row in self.filtered(lambda row, editor=editor: row.editor_id == editor):
                lot = row.component_lot_id
                row.left_qty = lot.product_id.uom_id.round(row.used_qty - entered[lot.id])
