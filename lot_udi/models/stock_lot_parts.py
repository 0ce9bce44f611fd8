"""Which production identifiers a lot's UDI holds, as the registry says; a unit's batch beside its serial number."""

from odoo import fields, models

from odoo.addons.lot_gs1_labels.kernel import element_string
from odoo.addons.lot_gs1_labels.kernel.dates import has_two_digit_year, write_yymmdd

from .. import messages
from ..kernel import dates
from ..kernel.production_ids import UDI


class StockLot(models.Model):
    _inherit = "stock.lot"

    udi_batch = fields.Char(
        "Batch", help="The batch that this unit was made in, where label and UDI name it beside the serial number."
    )
    is_udi_batch_wanted = fields.Boolean(compute="_compute_is_udi_batch_wanted")

    def _compute_is_udi_batch_wanted(self):
        for lot in self:
            is_unit = lot.is_udi_device and lot.product_id.tracking == "serial"
            lot.is_udi_batch_wanted = is_unit and lot._udi_device().lot_on_label == UDI

    def _udi_day(self):
        """The day that decides which identifier this lot bears: made, else entered here."""
        return self.production_date or self._get_calendar_day(self.create_date or fields.Datetime.now())

    def _udi_own(self):
        """The identifier that this lot bears: in use when it was made, else one that is in use now; empty for none."""
        return self.product_id._udi_own(self._udi_day()) or self.product_id._udi_own()

    def _udi_device(self):
        """The device that this lot is, in the registry; it stays that when the identifier is retired."""
        return (self._udi_own() or self.product_id._udi_units()[:1]).device_id

    def _udi_retired(self):
        """Sentence when the identifier that this lot would bear was retired before it was made, "" otherwise."""
        product, day = self.product_id, self._udi_day()
        units, is_gs1 = product._udi_units(), product.udi_agency == "gs1"
        if is_gs1:
            units = units.filtered(lambda di: di.name == product._gtin14())
        is_used = any(not di._is_retired(day) for di in units) or (not is_gs1 and self._udi_own())
        if not units or is_used:
            return ""
        return messages.di_retired_before(self.env, units[0].name, units[0].end_date)

    def _udi_far_day(self):
        """Sentence about a date whose year the agency's spelling cannot say, "" for none."""
        expiry, agency = self._udi_days()[1], self.product_id.udi_agency
        if agency == "gs1":
            far = self._gs1_far_days(self._gs1_pairs())
        else:
            is_far = expiry and not has_two_digit_year(expiry, fields.Date.context_today(self))
            far = [expiry] if agency == "ifa" and is_far else []
        return messages.day_far(self.env, agency.upper(), far[0]) if far else ""

    def _udi_odd_day(self):
        """Remark on a date that is hardly meant, "" for none."""
        odd = next((day for day in self._udi_days() if day and not dates.is_likely(day)), None)
        return messages.day_odd(self.env, odd) if odd else ""

    def _udi_part(self, part):
        """Whether the UDI holds a production identifier: True or False, None when the registry does not say."""
        place = self._udi_device()[f"{part}_on_label"]
        return place == UDI if place else None

    def _udi_days(self):
        """(made, expiry) as they stand in the UDI, each a date or None."""
        made = self.production_date if self._udi_part("made") is not False else False
        expiry = self._expiry_day() if self._udi_part("expiry") is not False else False
        return made or None, expiry or None

    def _udi_lot_beside(self):
        """The batch that stands in the UDI beside the serial number, "" for none."""
        is_wanted = self.product_id.tracking == "serial" and self._udi_part("lot")
        return (self.udi_batch or "").strip() if is_wanted else ""

    def _udi_missing(self):
        """Sentence that says which production identifier the registry promises and the lot does not have, ""."""
        made, expiry = self._udi_days()
        is_unit = self.product_id.tracking == "serial"
        lacking = {
            "made": self._udi_part("made") and not made,
            "expiry": self._udi_part("expiry") and not expiry,
            "lot": is_unit and self._udi_part("lot") and not self._udi_lot_beside(),
            "serial": not is_unit and self._udi_part("serial"),
        }
        part = next((part for part, is_lacking in lacking.items() if is_lacking), "")
        return messages.part_missing(self.env, part) if part else ""

    def _gs1_pairs(self):
        pairs = dict(super()._gs1_pairs())
        if self.is_udi_device and self._udi_device():
            made, _expiry = self._udi_days()
            if self._udi_part("expiry") is False:
                pairs.pop("17", None)
            if made and self._udi_part("made"):
                pairs["11"] = write_yymmdd(made)
            if batch := self._udi_lot_beside():
                pairs["10"] = batch
        return element_string.in_print_order(pairs.items())
