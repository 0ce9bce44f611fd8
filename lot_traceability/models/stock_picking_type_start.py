from odoo import fields, models


class StockPickingType(models.Model):
    _name = "stock.picking.type"
    _inherit = ["stock.picking.type", "lot.start.mixin"]

    lot_starts_in_quarantine = fields.Boolean(
        "New lots start in quarantine", help="Lots that come in for the first time with these operations."
    )
