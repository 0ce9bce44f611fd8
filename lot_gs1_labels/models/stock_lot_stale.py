"""Printed labels of lots and serial numbers; a new number or date makes those of the packages wrong that hold them."""

from odoo import fields, models
from odoo.fields import Domain


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.label.large.mixin"]

    label_line_ids = fields.One2many("lot.print.line", "lot_id", "Printed labels", readonly=True)

    def write(self, vals):
        result = super().write(vals)
        if {"name", "expiration_date"} & vals.keys():
            self.env["lot.print.line"]._judge_packages(Domain("quant_ids.lot_id", "in", self.ids))
        return result
