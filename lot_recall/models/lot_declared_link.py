"""Imported history may tell of more that was made from recalled lots, or shipped."""

from odoo import api, models


class LotDeclaredLink(models.Model):
    _inherit = "lot.declared.link"

    @api.model_create_multi
    def create(self, vals_list):
        links = super().create(vals_list)
        self.env["lot.recall.touch"]._mark(links.component_lot_id | links.lot_id)
        return links
