from odoo import fields, models


class StockQuant(models.Model):
    _inherit = "stock.quant"

    lot_disposition = fields.Selection(related="lot_id.disposition", string="Disposition")
