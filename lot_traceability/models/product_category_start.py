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
