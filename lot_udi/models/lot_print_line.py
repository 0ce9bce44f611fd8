"""Labels are no longer right when what the registry lets them say changes, or the batch beside a serial number."""

from odoo import api, models


class LotPrintLine(models.Model):
    _inherit = "lot.print.line"

    @api.depends(
        "lot_id.udi_batch", "lot_id.product_id.is_udi_device", "lot_id.product_id.udi_agency",
        "lot_id.product_id.udi_di_ids.name", "lot_id.product_id.udi_di_ids.end_date",
        *(f"lot_id.product_id.udi_di_ids.device_id.{part}_on_label" for part in ("lot", "serial", "made", "expiry")),
    )  # fmt: skip
    def _compute_is_stale(self):
        return super()._compute_is_stale()
