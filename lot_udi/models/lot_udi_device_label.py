"""What device labels say about a device: answers of the registry in the words of a label."""

from odoo import api, fields, models

from ..kernel.attributes import YES
from ..kernel.drawing.iso15223 import SYMBOLS, temperature

METHODS = [
    ("oxide", "Ethylene oxide"),
    ("radiation", "Radiation"),
    ("heat", "Steam or dry heat"),
    ("peroxide", "Vaporised hydrogen peroxide"),
    ("aseptic", "Aseptic technique"),
]
_DEGREES = {"Degrees Celsius": "°C", "Degrees Fahrenheit": "°F"}


class LotUdiDevice(models.Model):
    _inherit = "lot.udi.device"

    sterilised_by = fields.Selection(METHODS, "Sterilised by", help="Decides which symbol STERILE labels bear.")

    def _label_answer(self, code):
        """First answer to a question, as the kernel's ``Value``; None without."""
        row = self.value_ids.filtered(lambda row: row.attribute_id.code == code and (row.value or "").strip())[:1]
        return row._get_value() if row else None

    def _label_said(self, code):
        value = self._label_answer(code)
        return value.text if value else ""

    def _label_limits(self):
        """(lowest, highest) storage temperature with unit, "" where there is none."""
        value = self._label_answer("storage_temperature")
        if not value:
            return "", ""
        unit = _DEGREES.get(value.unit, value.unit)
        return tuple(limit and f"{limit} {unit}".strip() for limit in (value.text, value.upto))

    def _label_maker(self):
        """Manufacturer with address: the registry's, else the company."""
        name, address = self._label_said("labeler_name"), self._label_said("labeler_address")
        if name:
            return ", ".join(filter(None, (name, address)))
        # Sudo: what the company's own labels say about it.
        partner_sudo = (self.company_id or self.env.company).sudo().partner_id
        lines = partner_sudo._display_address(without_company=True).splitlines()
        return ", ".join([partner_sudo.name, *filter(None, map(str.strip, lines))])

    @api.model
    def _label_drawing(self, code, is_true):
        """(width, paths) of a symbol; None when the device does not need it.

        ``is_true``: {code: whether this label has it}; other symbols are always drawn.
        """
        if not is_true.get(code, True):
            return None
        if code == "sterile_method":
            code = f"sterile_{self.sterilised_by}" if self.sterilised_by else "sterile"
        if code == "temperature" and self:
            low, high = self._label_limits()
            return temperature(bool(low), bool(high))
        return SYMBOLS[code]()

    def _label_needs(self):
        """{symbol: whether this device's labels bear it}."""
        return {
            "sterile_method": self.sterile == YES,
            "single_use": self.single_use == YES,
            "model": bool(self.version_model),
            "website": bool(self._label_said("website")),
            "representative": bool(self._label_said("ar_name")),
            "temperature": any(self._label_limits()),
        }
