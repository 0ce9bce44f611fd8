"""The unique device identification (UDI) that GS1 elements spell out.

A UDI is the device identifier (DI: which device, of which version) and the production identifiers (PI: lot, serial,
dates). Field names follow AccessGUDID. Carriers of other issuing agencies are not read here.

Source: 21 CFR 830.20; Reg. (EU) 2017/745 Annex VI C; FDA "UDI formats by issuing agency" 1.3 (2017).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from odoo.addons.lot_gs1_labels.kernel import bracketed
from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, PRODUCT, SERIAL, Element

GS1 = "GS1"
_PRODUCTION_IDENTIFIERS = (MADE, EXPIRY, LOT, SERIAL)


@dataclass(frozen=True, slots=True)
class Udi:
    """One UDI: what it says, and the text that stands beside its carrier.

    ``di`` has 14 digits; absent production identifiers are "" or None. ``pi_text`` is the production part of
    ``text`` ("" for a DI alone).
    """

    issuing_agency: str
    di: str
    text: str
    pi_text: str = ""
    lot: str = ""
    serial: str = ""
    manufacturing_date: date | None = None
    expiration_date: date | None = None


def from_gs1(elements: Sequence[Element]) -> Udi | None:
    """UDI of GS1 elements, None when they name no trade item.

    Elements that are neither DI nor PI are left out. Order of the text as in the FDA's format: DI, made,
    expires, lot, serial.
    """
    device = _first(elements, PRODUCT)
    if device is None or device.key != "01":
        return None
    found = [_first(elements, kind) for kind in _PRODUCTION_IDENTIFIERS]
    made, expiry, lot, serial = found
    pi_pairs = [(element.key, element.value) for element in found if element]
    pi_text = bracketed.print_text(pi_pairs)
    return Udi(
        GS1,
        device.value,
        bracketed.print_text([(device.key, device.value)]) + pi_text,
        pi_text,
        lot.value if lot else "",
        serial.value if serial else "",
        made.day if made else None,
        expiry.day if expiry else None,
    )


def _first(elements, kind):
    return next((element for element in elements if element.kind == kind), None)
