from odoo import fields, models

from .lot_batch_record import PROFILES


class ProductCategory(models.Model):
    _inherit = "product.category"

    lot_batch_profile = fields.Selection(
        [*PROFILES, ("none", "None")],
        "Batch record",
        help="Lots that are made get a batch record of this kind. Empty: as the category above says.",
    )
