"""What device labels say about a lot or a unit, beside what GS1 labels say."""

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_gs1_labels.kernel.dates import write_yymmdd
from odoo.addons.lot_gs1_labels.kernel.label.design import Coded

from .. import messages_label as messages
from ..kernel import print_form, udi
from ..kernel.attributes import YES

# What a text item prints: of the lot and of its device in the registry.
_TEXTS = {
    "udi": lambda lot, _device: lot.udi,
    "udi_device": lambda lot, device: device.name or lot._label_text("product"),
    "udi_model": lambda _lot, device: device.version_model,
    "udi_ref": lambda lot, device: device.catalogue_number or lot.product_id.default_code,
    "udi_maker": lambda _lot, device: device._label_maker(),
    "udi_representative": lambda _lot, device: ", ".join(
        filter(None, map(device._label_said, ("ar_name", "ar_address")))
    ),
    "udi_batch": lambda lot, _device: lot._udi_lot_beside(),
    "udi_made": lambda lot, device: lot._label_day("made", device),
    "udi_expiry": lambda lot, device: lot._label_day("expiry", device),
    "udi_low": lambda _lot, device: device._label_limits()[0],
    "udi_high": lambda _lot, device: device._label_limits()[1],
    # The words that 21 CFR 801.109(b)(1) asks for, in every language.
    "udi_rx": lambda _lot, device: "Rx only" if device._label_said("rx") == YES else "",
    "udi_website": lambda _lot, device: device._label_said("website"),
}


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _is_other_agency(self):
        return self.is_udi_device and self.product_id.udi_agency != "gs1"

    # --- texts ---

    def _label_sources(self):
        return {
            **super()._label_sources(),
            "udi": "(01)09506000134352(17)291231(10)A-1",
            "udi_device": messages.sample_device(self.env),
            "udi_model": "IP-7",
            "udi_ref": "INF-150",
            "udi_maker": "Example Medical, 1 Example Way, Springfield",
            "udi_representative": "Example EU, 1 Example Street, Dublin",
            "udi_made": "2027-01-15",
            "udi_expiry": "2029-12-31",
            "udi_batch": "B-7",
            "udi_low": "2 °C",
            "udi_high": "8 °C",
            "udi_rx": "Rx only",
            "udi_website": "www.example.com",
        }

    def _label_text(self, source):
        if source not in _TEXTS:
            return super()._label_text(source)
        return _TEXTS[source](self, self._udi_device()) or ""

    def _label_day(self, part, device):
        """A date as it stands on the label (21 CFR 801.18), "" when the registry says that it does not."""
        day = self._label_days().get(part)
        return day.isoformat() if day and device[f"{part}_on_label"] != "no" else ""

    # --- symbols ---

    def _label_drawing(self, code):
        """(width, paths) of a symbol of ISO 15223-1 on this lot's label, None where it does not belong."""
        if code == "number":
            code = "serial" if self.product_id.tracking == "serial" else "lot"
        device = self._udi_device() if self else self.env["lot.udi.device"]
        has = device._label_needs() if self else {}
        if self:
            has |= {
                "made": bool(self._label_day("made", device)),
                "use_by": bool(self._label_day("expiry", device)),
                "lot": self.product_id.tracking != "serial" or bool(self._udi_lot_beside()),
                "serial": self.product_id.tracking == "serial",
            }
        return device._label_drawing(code, has)

    def _label_coded(self, carrier):
        """The UDI as its agency has it, None with GS1, whose rules the engine knows; UserError where there is none."""
        if self.is_udi_device and self.udi_problem:
            raise UserError(messages.no_udi(self.env, self.display_name, self.udi_problem))
        if not self._is_other_agency():
            return None
        agency, today = self.product_id.udi_agency.upper(), fields.Date.context_today(self)
        if carrier == print_form.LINEAR and agency in print_form.MATRIX_ONLY:
            raise UserError(messages.matrix_only(self.env, agency))
        text, _issues = self._udi_carrier()
        coded = print_form.CARRIERS[carrier][1], print_form.data(agency, text, carrier, today)
        rows = print_form.rows(agency, text, today)
        # Beneath bars in one piece: a gap would be read as a blank, which HIBC knows.
        return Coded(*coded, ("".join(rows),) if carrier == print_form.LINEAR else rows)

    def _label_pairs(self):
        if self._is_other_agency() and not self.product_id._gtin14():
            return (), tuple(self._label_more())
        return super()._label_pairs()

    def _label_usual(self):
        return [key for key, _value in self._udi_facts()] if self._is_other_agency() else super()._label_usual()

    def _label_facts(self):
        return [*self._udi_facts(), *self._label_more()] if self._is_other_agency() else super()._label_facts()

    def _label_read(self, parsed):
        found = udi.of(parsed) if self._scan_is_udi(parsed) and parsed.is_sound else None
        return _facts(found) if found else super()._label_read(parsed)

    def _label_title(self, key, parsed=None):
        """Labels of other agencies have no AIs."""
        if self._is_other_agency():
            return messages.fact_title(self.env, self.product_id.udi_agency.upper(), key)
        agency = parsed and self._scan_is_udi(parsed) and udi.AGENCY_OF[parsed.carrier]
        return messages.fact_title(self.env, agency, key) if agency else super()._label_title(key, parsed)

    def _udi_facts(self):
        """[(AI, value)] of a UDI of another agency, under the identifiers that GS1 has for the same things."""
        found = self._udi()
        return [*_facts(found).items()] if found else []


def _facts(found):
    made, expiry = found.manufacturing_date, found.expiration_date
    unit = f"{found.donation_id}{found.serial_number}" if found.donation_id else found.serial_number
    values = {
        "01": found.di,
        "11": made and write_yymmdd(made),
        "17": expiry and write_yymmdd(expiry),
        "10": found.lot_number or found.mpho_lot_number,
        "21": unit,
    }
    return {ai: value for ai, value in values.items() if value}
