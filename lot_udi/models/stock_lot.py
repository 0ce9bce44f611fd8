"""The UDI of a lot, read from what its GS1 label says."""

from odoo import api, fields, models

from odoo.addons.lot_gs1_labels.kernel import element_string
from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE

from .. import messages
from ..kernel import udi as kernel


class StockLot(models.Model):
    _inherit = "stock.lot"

    is_udi_device = fields.Boolean(related="product_id.is_udi_device")
    udi_di = fields.Char("UDI-DI", compute="_compute_udi", help="Device identifier: the product's GTIN.")
    udi_pi = fields.Char("UDI-PI", compute="_compute_udi", help="Production identifiers: dates, lot and serial number.")
    udi = fields.Char("UDI", compute="_compute_udi", help="As it stands in plain text beside the symbol on the label.")
    udi_problem = fields.Char("UDI problem", compute="_compute_udi")

    @api.depends(
        "name",
        "expiration_date",
        "company_id",
        "product_id.barcode",
        "product_id.tracking",
        "product_id.is_udi_device",
        "product_id.udi_agency",
    )
    def _compute_udi(self):
        for lot in self:
            udi = lot._udi()
            lot.udi_di = udi.di if udi else False
            lot.udi_pi = udi.pi_text if udi else False
            lot.udi = udi.udi if udi else False
            lot.udi_problem = lot.is_udi_device and not udi and lot._udi_problem()

    def _udi(self):
        """The lot's ``Udi`` (see the kernel), None when the product is no device or its data cannot form one."""
        self.ensure_one()
        product = self.product_id
        if not product.is_udi_device or product.udi_agency != "gs1" or not product._gtin14() or not self.name:
            return None
        today, pairs = fields.Date.context_today(self), self._gs1_pairs()
        if element_string.check_pairs(pairs, today):
            return None
        return kernel.from_gs1([element_string.make_element(TABLE[ai], value, today) for ai, value in pairs])

    def _udi_problem(self):
        """Sentence that says what is missing for a UDI."""
        if not self.product_id._gtin14():
            return messages.no_device_identifier(self.env, self.product_id.display_name)
        return messages.no_production_identifier(self.env, self.name or "")

    def _identifiers(self):
        rows, udi = super()._identifiers(), self._udi()
        if not udi:
            return rows
        return [*rows, {"label": "UDI-DI", "value": udi.di}, {"label": "UDI", "value": udi.udi}]
