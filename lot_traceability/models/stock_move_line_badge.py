from odoo import fields, models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    lot_disposition = fields.Selection(related="lot_id.disposition", string="Disposition")
