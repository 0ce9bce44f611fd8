from odoo import fields, models

from .lot_start_mixin import START


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "lot.start.mixin"]

    lot_start = fields.Selection(
        START,
        "New lots start as",
        help="In quarantine until Quality has released them. Empty: as the category says. "
        "Lots that exist stay as they are.",
    )
