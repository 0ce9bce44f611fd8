"""New lots pass the gate when they are made, once it is known how they start; loaded after whatever says so."""

from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _create_and_assign_production_lot(self):
        result = super()._create_and_assign_production_lot()
        self._pass_gate({line: line.lot_id for line in self})
        return result
