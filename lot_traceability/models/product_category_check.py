"""Categories that a check plan is for are not deleted, nor those around them."""

from odoo import models


class ProductCategory(models.Model):
    _name = "product.category"
    _inherit = ["product.category", "lot.planned.mixin"]

    _planned_by = "category_ids"

    def _get_gone_too(self):
        return self.search([("id", "child_of", self.ids)])
