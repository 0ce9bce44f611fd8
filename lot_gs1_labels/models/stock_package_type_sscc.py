"""New packages are named by the next number of the company's logistic units, where the company says so."""

from odoo import models


class StockPackageType(models.Model):
    _inherit = "stock.package.type"

    def _get_next_name_by_sequence(self):
        # Sudo: a setting of the company that everybody who packs follows.
        if self.env.company.sudo().sscc_for_packages and not (len(self) == 1 and self.sequence_id):
            return self.env.company._next_sscc()
        return super()._get_next_name_by_sequence()
