"""Printed labels of lots and serial numbers."""

from odoo import fields, models


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.label.large.mixin"]

    label_line_ids = fields.One2many("lot.print.line", "lot_id", "Printed labels", readonly=True)
