"""Whether a product has lots decides what can be traced: changing it is a setting that the ledger tells of."""

from odoo import models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    def write(self, vals):
        return self.env["lot.setting.mixin"]._write_audited(self, super().write, vals, ["tracking"])
