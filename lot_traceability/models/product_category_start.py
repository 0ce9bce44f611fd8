from odoo import fields, models

from .lot_start_mixin import START


class ProductCategory(models.Model):
    _name = "product.category"
    _inherit = ["product.category", "lot.start.mixin"]

    lot_start = fields.Selection(
        START,
        "New lots start as",
        help="In quarantine until Quality has released them. Empty: as the category above says. "
        "Lots that exist stay as they are.",
    )

    def _get_start_category(self):
        """The category that says how new lots start: this one or the nearest above it, empty when none says it."""
        category = self
        while category and not category.lot_start:
            category = category.parent_id
        return category
