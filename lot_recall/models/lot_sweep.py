"""Reservations that the clearing up after a recall's holds gave back need nobody to stop them."""

from odoo import api, models


class LotSweep(models.Model):
    _inherit = "lot.sweep"

    @api.model
    def _finish(self, waiting, picked):
        result = super()._finish(waiting, picked)
        self.env["lot.recall.stop"]._settle_released(waiting.hold_id.recall_id)
        return result
