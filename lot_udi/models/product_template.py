from odoo import fields, models

from .lot_udi_device import AGENCIES


class ProductTemplate(models.Model):
    _inherit = "product.template"

    is_udi_device = fields.Boolean(
        "Medical device (UDI)",
        help="Lots and serial numbers of this product show their unique device identification.",
    )
    udi_agency = fields.Selection(
        AGENCIES,
        "UDI issuing agency",
        default="gs1",
        help="Whose system the device identifier comes from. With GS1 it is the product's GTIN (its barcode), with the "
        "others it is entered under Inventory ▸ Configuration ▸ Medical Devices.",
    )
