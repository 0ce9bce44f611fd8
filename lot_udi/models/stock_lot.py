"""The UDI of a lot: with GS1 what its label says, with the other agencies from the registry of devices."""

from odoo import api, fields, models

from odoo.addons.lot_gs1_labels.kernel import element_string
from odoo.addons.lot_gs1_labels.kernel.ai_table import TABLE

from .. import messages
from ..kernel import iccbba, reader, writer
from ..kernel import udi as kernel
from ..kernel.checks import ICCBBA


class StockLot(models.Model):
    _inherit = "stock.lot"

    is_udi_device = fields.Boolean(related="product_id.is_udi_device")
    udi_di = fields.Char("UDI-DI", compute="_compute_udi", help="Device identifier: with GS1 the product's GTIN.")
    udi_pi = fields.Char("UDI-PI", compute="_compute_udi", help="Production identifiers: dates, lot and serial number.")
    udi = fields.Char("UDI", compute="_compute_udi", help="As it stands in plain text beside the symbol on the label.")
    udi_problem = fields.Char("UDI problem", compute="_compute_udi")
    udi_remark = fields.Char("Remark on the UDI", compute="_compute_udi")

    @api.depends(
        "name",
        "expiration_date",
        "production_date",
        "udi_batch",
        "company_id",
        "product_id.barcode",
        "product_id.tracking",
        "product_id.is_udi_device",
        "product_id.udi_agency",
        "product_id.udi_di_ids.name",
        "product_id.udi_di_ids.agency",
        "product_id.udi_di_ids.kind",
        "product_id.udi_di_ids.uom_id",
        "product_id.udi_di_ids.level",
        "product_id.udi_di_ids.sequence",
        "product_id.udi_di_ids.start_date",
        "product_id.udi_di_ids.end_date",
        "product_id.udi_di_ids.device_id.lot_on_label",
        "product_id.udi_di_ids.device_id.serial_on_label",
        "product_id.udi_di_ids.device_id.made_on_label",
        "product_id.udi_di_ids.device_id.expiry_on_label",
    )
    def _compute_udi(self):
        for lot in self:
            udi = lot._udi()
            lot.udi_di = udi.di if udi else False
            lot.udi_pi = udi.pi_text if udi else False
            lot.udi = udi.udi if udi else False
            lot.udi_problem = lot.is_udi_device and not udi and lot._udi_problem()
            lot.udi_remark = udi and lot._udi_odd_day()

    def _udi(self):
        """The lot's ``Udi`` (see the kernel), None when the product is no device or its data cannot form one."""
        self.ensure_one()
        product = self.product_id
        if not product.is_udi_device or not self.name or self._udi_missing() or self._udi_far_day():
            return None
        if product.udi_agency != "gs1":
            text, issues = self._udi_carrier()
            return None if issues or not text else kernel.of(reader.read(text, fields.Date.context_today(self)))
        if not product._gtin14() or self._udi_retired():
            return None
        today, pairs = fields.Date.context_today(self), self._gs1_pairs()
        if element_string.check_pairs(pairs, today) or self._gs1_far_days(pairs):
            return None
        return kernel.from_gs1([element_string.make_element(TABLE[ai], value, today) for ai, value in pairs])

    def _udi_carrier(self):
        """Text of the carrier of an agency other than GS1, and what is wrong with it; "" without device identifier."""
        agency, di = (self.product_id.udi_agency or "").upper(), self._udi_own().name
        if not di:
            return "", []
        made, expiry = self._udi_days()
        names = self._udi_names(agency)
        device = kernel.Udi(agency, di, manufacturing_date=made, expiration_date=expiry, **names)
        return writer.build(device, fields.Date.context_today(self))

    def _udi_names(self, agency):
        """Lot or serial number as the agency's carrier has it."""
        by_serial = self.product_id.tracking == "serial"
        if not self.name:
            return {}
        if agency != ICCBBA:
            beside = {"lot_number": self._udi_lot_beside()}
            return {**beside, "serial_number": self.name} if by_serial else {"lot_number": self.name}
        donation, division = iccbba.unit_parts(self.name)
        if donation:
            return {"donation_id": donation, "serial_number": division}
        if by_serial:
            return {"serial_number": self.name}
        if len(self._udi_own().name or "") == iccbba.STRUCTURES["=)"].length:
            return {"lot_number": self.name}
        return {"mpho_lot_number": self.name.zfill(iccbba.STRUCTURES[iccbba.MPHO_LOT].length)}

    def _udi_problem(self):
        """Sentence that says what is missing for a UDI."""
        if missing := self.name and self._udi_missing():
            return missing
        product, agency = self.product_id, self.product_id.udi_agency
        if told := self.name and (self._udi_far_day() or self._udi_retired()):
            return told
        if agency != "gs1":
            text, issues = self._udi_carrier()
            if not text:
                return messages.no_registered_identifier(self.env, product.display_name, agency.upper())
            return messages.name_not_carried(self.env, self.name, agency.upper(), issues) if issues else ""
        if not product._gtin14():
            return messages.no_device_identifier(self.env, product.display_name)
        return messages.no_production_identifier(self.env, self.name or "")

    def _public_identifiers(self):
        rows, udi = super()._public_identifiers(), self._udi()
        if not udi:
            return rows
        return [*rows, {"label": "UDI-DI", "value": udi.di}, {"label": "UDI", "value": udi.udi}]
