"""The batch that a unit's label names beside its serial number: from the scan of a receipt to the new serial number."""

from odoo import fields, models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    udi_batch = fields.Char("Batch", help="Of a unit with a serial number, as on its label.")

    def _prepare_new_lot_vals(self):
        vals = super()._prepare_new_lot_vals()
        return {**vals, "udi_batch": self.udi_batch} if self.udi_batch else vals
