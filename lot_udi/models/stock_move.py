"""The batch on a unit's label goes with its serial number into the line that a scan fills."""

from odoo import models

from odoo.addons.lot_traceability.kernel import scan as reading


class StockMove(models.Model):
    _inherit = "stock.move"

    def _scan_values(self, target, stock):
        values = super()._scan_values(target, stock)
        batch = target.parsed.first(reading.LOT)
        is_unit = target.product.is_udi_device and target.product.tracking == "serial"
        if is_unit and batch and values.get("lot_name") and values["lot_name"] != batch.value:
            values["udi_batch"] = batch.value
        return values
