"""Corrections of done lines may not make as-built rows untrue (this file touches manufacturing)."""

from odoo import models

# What of a done line an as-built row relies on.
_RELIED_ON = {"lot_id", "quantity", "product_uom_id", "quantity_product_uom", "location_id", "location_dest_id"}


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def write(self, vals):
        if not _RELIED_ON.intersection(vals):
            return super().write(vals)
        moves = self.filtered(lambda line: line.state == "done").move_id
        orders = moves.raw_material_production_id | moves.production_id
        result = super().write(vals)
        if orders:
            orders._check_as_built()
        return result
