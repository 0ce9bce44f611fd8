"""Receipts open the records of what they bring, where the product asks for one."""

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        result = super()._action_done()
        received = self.filtered(lambda picking: picking.picking_type_code == "incoming" and picking.state == "done")
        self.env["lot.batch.record"]._start({picking: picking._get_lots_received() for picking in received})
        return result
