"""A product's new number or reference makes the labels of the packages wrong that hold it."""

from odoo import models
from odoo.fields import Domain


class ProductProduct(models.Model):
    _inherit = "product.product"

    def write(self, vals):
        result = super().write(vals)
        if {"barcode", "default_code"} & vals.keys():
            self.env["lot.print.line"]._judge_packages(Domain("quant_ids.product_id", "in", self.ids))
        return result
