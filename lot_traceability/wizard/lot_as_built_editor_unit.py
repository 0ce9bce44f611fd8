"""A produced lot or serial in the as-built editor, with the components it still lacks."""

from odoo import api, fields, models


class LotAsBuiltEditorUnit(models.TransientModel):
    _name = "lot.as.built.editor.unit"
    _description = "As-built editor, unit"

    editor_id = fields.Many2one("lot.as.built.editor", required=True, index=True, ondelete="cascade")
    produced_lot_id = fields.Many2one("stock.lot", "Unit", required=True, readonly=True)
    made_qty = fields.Float("Made", digits="Product Unit", readonly=True)
    missing = fields.Char("Nothing entered of", compute="_compute_missing")

    @api.depends("editor_id.line_ids.component_lot_id", "editor_id.line_ids.produced_lot_id")
    def _compute_missing(self):
        for editor in self.editor_id:
            products = editor.component_ids.product_id
            has = {}
            for line in editor.line_ids:
                has.setdefault(line.produced_lot_id.id, set()).add(line.component_lot_id.product_id.id)
            for unit in self.filtered(lambda unit, editor=editor: unit.editor_id == editor):
                entered = has.get(unit.produced_lot_id.id, set())
                unit.missing = ", ".join(product.name for product in products if product.id not in entered)
