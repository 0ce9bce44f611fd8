"""The unique device identification (UDI) that a carrier spells out, whatever agency it comes from.

A UDI is the device identifier (DI: which device, of which version) and the production identifiers (PI: lot, serial,
dates). Field names follow AccessGUDID's parser.

Source: 21 CFR 830.20; Reg. (EU) 2017/745 Annex VI C; FDA "UDI formats by issuing agency" 1.3 (2017).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from odoo.addons.lot_gs1_labels.kernel import bracketed
from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, PRODUCT, QUANTITY, SERIAL, Element, ParsedScan

from . import dates, hibc, iccbba, ifa
from .checks import GS1, HIBCC, ICCBBA, IFA

AGENCY_OF = {gs1.GS1: GS1, hibc.CARRIER: HIBCC, iccbba.CARRIER: ICCBBA, ifa.CARRIER: IFA}
_PRODUCTION_IDENTIFIERS = (MADE, EXPIRY, LOT, SERIAL)


@dataclass(frozen=True, slots=True)
class Udi:
    """One UDI: what it says, and the text that stands beside its carrier.

    Absent production identifiers are "" or None. ``udi`` can be read again; ``pi_text`` is its production part ("" for
    a DI alone). ``*_original`` are the digits as encoded, ``*_original_format`` their spelling ("YYJJJ"); a date
    spelt "MMYY" is the last day of the month. ``link``: half of a HIBC pair, the check character of the other
    half, which names the device; ``di`` is "" then.
    """

    issuing_agency: str
    di: str
    udi: str = ""
    pi_text: str = ""
    lot_number: str = ""
    serial_number: str = ""
    donation_id: str = ""
    mpho_lot_number: str = ""
    manufacturing_date: date | None = None
    manufacturing_date_original: str = ""
    manufacturing_date_original_format: str = ""
    expiration_date: date | None = None
    expiration_date_original: str = ""
    expiration_date_original_format: str = ""
    expiration_hour: int | None = None
    quantity: int | None = None
    link: str = ""


def of(parsed: ParsedScan) -> Udi | None:
    """UDI of a scan, None when it names no device (nor is half a HIBC pair); meant for scans that are sound."""
    agency = AGENCY_OF.get(parsed.carrier)
    if agency is None:
        return None
    if agency == GS1:
        return from_gs1(parsed.elements)
    device, link = parsed.first(PRODUCT), _link(parsed.elements)
    if device is None and not link:
        return None
    text, pi_text = _texts(agency, parsed.elements, device)
    return Udi(
        issuing_agency=agency,
        di=device.value if device else "",
        udi=text,
        pi_text=pi_text,
        serial_number=_value(parsed, SERIAL),
        donation_id=next((element.value for element in parsed.elements if element.key == iccbba.DONATION), ""),
        **_lots(parsed),
        **_date("manufacturing", agency, parsed.first(MADE)),
        **_date("expiration", agency, parsed.first(EXPIRY)),
        expiration_hour=_hour(agency, parsed.first(EXPIRY)),
        quantity=_quantity(parsed),
        link="" if device else link,
    )


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
    pi_text = bracketed.print_text([(element.key, element.value) for element in found if element])
    return Udi(
        issuing_agency=GS1,
        di=device.value,
        udi=bracketed.print_text([(device.key, device.value)]) + pi_text,
        pi_text=pi_text,
        lot_number=lot.value if lot else "",
        serial_number=serial.value if serial else "",
        **_date("manufacturing", GS1, made),
        **_date("expiration", GS1, expiry),
    )


def _first(elements, kind):
    for element in elements:
        if element.kind == kind:
            return element
    return None


def _value(parsed, kind):
    element = parsed.first(kind)
    return element.value if element else ""


def _link(elements):
    return next((element.value for element in elements if element.title == hibc.LINK), "")


def _texts(agency, elements, device):
    """Text of the whole UDI and of its production part."""
    if agency != HIBCC:
        write = ifa.print_text if agency == IFA else iccbba.build
        pi_text = write([(one.key, one.value) for one in elements if one is not device and one.key != iccbba.COMPOUND])
        return write([(device.key, device.value)]) + pi_text, pi_text
    if device is None:
        return hibc.build([(one.key, one.value) for one in elements]), ""
    pairs = [(one.key, one.value) for one in elements if one.title != hibc.LINK]
    # what was the beginning of a second symbol follows the first after a slash
    text = hibc.build([pairs[0], *(("/" + key[1:] if key[:1] == "+" else key, value) for key, value in pairs[1:])])
    return text, text[1 + len(device.value) :] if pairs[1:] else ""


def _lots(parsed):
    element = parsed.first(LOT)
    if element is None:
        return {}
    return {"mpho_lot_number" if element.key == iccbba.MPHO_LOT else "lot_number": element.value}


def _form(agency, element):
    if agency == HIBCC:
        return hibc.date_form(element.key, element.value)
    if agency == ICCBBA:
        return iccbba.date_form(element.key)
    return "YYYYMMDD" if element.key == "16D" else "YYMMDD"


def _date(name, agency, element):
    if element is None or element.day is None:
        return {}
    digits, form = element.value, _form(agency, element)
    return {f"{name}_date": element.day, f"{name}_date_original": digits, f"{name}_date_original_format": form}


def _hour(agency, element):
    return dates.hour(element.value, _form(agency, element)) if element and element.day else None


def _quantity(parsed):
    element = parsed.first(QUANTITY)
    return int(element.number) if element and element.number is not None else None
