"""What is put into a package or taken out of it makes its printed labels wrong."""

from odoo import api, models


class StockQuant(models.Model):
    _inherit = "stock.quant"

    @api.model_create_multi
    def create(self, vals_list):
        quants = super().create(vals_list)
        quants.package_id._tell_contents_changed()
        return quants

    def write(self, vals):
        if not {"quantity", "lot_id", "package_id"} & vals.keys():
            return super().write(vals)
        before = self.package_id
        result = super().write(vals)
        (before | self.package_id)._tell_contents_changed()
        return result

    def unlink(self):
        packages = self.package_id
        result = super().unlink()
        packages._tell_contents_changed()
        return result
