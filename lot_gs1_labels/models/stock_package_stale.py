"""Printed labels of packages: what was put in or taken out since makes them wrong."""

from odoo import fields, models
from odoo.fields import Domain


class StockPackage(models.Model):
    _name = "stock.package"
    _inherit = ["stock.package", "lot.label.large.mixin"]

    label_line_ids = fields.One2many("lot.print.line", "package_id", "Printed labels", readonly=True)

    def _holds_goods(self):
        """Whether there is anything in these packages: the label of an empty one claims nothing any more."""
        return any(quant.quantity > 0 for quant in self.contained_quant_ids)

    def _tell_contents_changed(self):
        if self:
            self.env["lot.print.line"]._judge_packages(Domain("id", "in", self.ids))
