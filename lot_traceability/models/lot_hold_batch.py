"""A hold tells whoever decided on lots that are made of what it stops."""

from odoo import api, models


class LotHold(models.Model):
    _inherit = "lot.hold"

    @api.model_create_multi
    def create(self, vals_list):
        holds = super().create(vals_list)
        self.env["lot.batch.record"]._tell_released(holds.lot_id)
        return holds
