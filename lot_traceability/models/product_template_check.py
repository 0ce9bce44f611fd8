"""Products that a check plan is for are archived, not deleted."""

from odoo import models


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "lot.planned.mixin"]

    _planned_by = "product_tmpl_ids"
