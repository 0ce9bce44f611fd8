from odoo import models
from odoo.fields import Domain

from ..kernel.check_digits import gtin14, gtin_forms


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "lot.gtin.mixin"]

    def _gtin14(self):
        """The product's GTIN as 14 digits (str), "" when its barcode is none."""
        self.ensure_one()
        return gtin14((self.barcode or "").strip())

    def _gtin_domain(self, gtin):
        """Domain of the products that a 14-digit GTIN (str) names, on themselves or on one of their packagings."""
        forms = gtin_forms(gtin)
        return Domain("barcode", "in", forms) | Domain("product_uom_ids.barcode", "in", forms)
