"""A hold tells whoever decided on lots that are made of what it stops."""

from odoo import api, models


class LotHold(models.Model):
    _inherit = "lot.hold"

    @api.model_create_multi
    def create(self, vals_list):
        holds = super().create(vals_list)
        of_goods = holds.filtered(lambda hold: not hold.lot_id)
        self.env["lot.batch.record"]._tell_released(holds.lot_id, of_goods.product_id)
        return holds
