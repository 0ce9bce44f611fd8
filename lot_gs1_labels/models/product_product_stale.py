"""A product's new number or reference makes the labels of the packages wrong that hold it."""

from odoo import models


class ProductProduct(models.Model):
    _inherit = "product.product"

    def write(self, vals):
        result = super().write(vals)
        if {"barcode", "default_code"} & vals.keys():
            # Sudo: as every stored field is computed, whoever changes what it depends on. Asked for here and not as a
            # dependency, which would read all stock of the product.
            lines_sudo = self.env["lot.print.line"].sudo()
            inside = [("package_id.quant_ids.product_id", "in", self.ids)]
            outer = [("package_id.all_children_package_ids.quant_ids.product_id", "in", self.ids)]
            found = lines_sudo.search(["&", ("large_count", ">", 0), "|", *inside, *outer])
            self.env.add_to_compute(lines_sudo._fields["is_stale"], found)
        return result
