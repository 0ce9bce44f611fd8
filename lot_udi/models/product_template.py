from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    is_udi_device = fields.Boolean(
        "Medical device (UDI)",
        help="Lots and serial numbers of this product show their unique device identification.",
    )
    udi_agency = fields.Selection(
        [("gs1", "GS1")],
        "UDI issuing agency",
        default="gs1",
        help="Whose system the device identifier comes from. With GS1 it is the product's GTIN (its barcode).",
    )
