"""Labels that name a unit's batch beside its serial number are no longer right when that changes."""

from odoo import api, models


class LotPrintLine(models.Model):
    _inherit = "lot.print.line"

    @api.depends("lot_id.udi_batch")
    def _compute_is_stale(self):
        return super()._compute_is_stale()
