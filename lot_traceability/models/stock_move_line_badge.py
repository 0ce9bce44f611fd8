from odoo import api, fields, models

from .stock_lot_badge import HELD, STANDINGS


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    lot_disposition = fields.Selection(
        STANDINGS,
        "Disposition or hold",
        compute="_compute_lot_disposition",
        help="“On hold” when what this line takes is on hold, else the disposition of its lot.",
    )

    @api.depends("is_blocked", "lot_id.disposition")
    def _compute_lot_disposition(self):
        for line in self:
            is_held = line.is_blocked and line.lot_id.disposition in (False, "released")
            line.lot_disposition = HELD if is_held else line.lot_id.disposition
