"""Receipts open the records of what they bring, where the product asks for one."""

from odoo import models

from .lot_batch_content import BOUGHT, PUT


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        result = super()._action_done()
        bought = self.move_line_ids.filtered_domain(PUT & BOUGHT).grouped("picking_id")
        self.env["lot.batch.record"]._start({picking: lines.lot_id for picking, lines in bought.items()})
        return result
