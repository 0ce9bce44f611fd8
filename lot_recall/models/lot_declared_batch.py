"""An import that is taken back takes away what a recall was told of."""

from odoo import models


class LotDeclaredBatch(models.Model):
    _inherit = "lot.declared.batch"

    def unlink(self):
        links = self.env["lot.declared.link"].search([("batch_id", "in", self.ids)])
        lots = links.component_lot_id | links.lot_id
        result = super().unlink()
        self.env["lot.recall.touch"]._mark(lots)
        return result
