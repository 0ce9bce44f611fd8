"""Scans on a scrap order fill in what is scrapped, where it lies and how much."""

from odoo import api, models
from odoo.fields import Domain


class StockScrap(models.Model):
    _name = "stock.scrap"
    _inherit = ["stock.scrap", "lot.scan.single"]
    _scan_amount_field = "scrap_qty"

    @api.model
    def _scan_open_domain(self, mode):
        return Domain("state", "=", "draft") if not mode else Domain.FALSE
