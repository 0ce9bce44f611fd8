"""Which unit holds which component changes what a recall of the component reaches."""

from odoo import api, models


class LotAsBuilt(models.Model):
    _inherit = "lot.as.built"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env["lot.recall.touch"]._mark(rows.component_lot_id)
        return rows

    def write(self, vals):
        before = self.component_lot_id
        result = super().write(vals)
        self.env["lot.recall.touch"]._mark(before | self.component_lot_id)
        return result

    def unlink(self):
        before = self.component_lot_id
        result = super().unlink()
        self.env["lot.recall.touch"]._mark(before)
        return result
