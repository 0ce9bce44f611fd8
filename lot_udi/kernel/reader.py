"""From a scan to a ``ParsedScan`` when it is a carrier of a UDI that is not GS1's own: HIBC, ISBT 128, PPN.

Where a scanner names the symbology (ISO/IEC 15424), a GS1 symbol is left to GS1's reader.
"""

import re
from dataclasses import replace
from datetime import date

from odoo.addons.lot_gs1_labels.kernel import element_string
from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_gs1_labels.kernel.associations import check_together
from odoo.addons.lot_gs1_labels.kernel.separator import FNC1 as GROUP
from odoo.addons.lot_traceability.kernel.scan import ParsedScan

from . import dates, hibc, iccbba, ifa, published

CARRIERS = (hibc.CARRIER, iccbba.CARRIER, ifa.CARRIER)
HINTS = ("half_pair", "unlikely_date", "look_alike", published.CODE)

_START = re.compile(r"(\][A-Za-z][0-9A-Za-z])?(?:(\*?\+)|([=&])|(\[\)>)|(\(9N\)))")
_GS1_SYMBOLS = ("]C1", "]d2", "]Q3", "]J1", "]e0", "]E0", "]E4", "]I1")
_SUFFIX = "\r\n\t\0"  # what scanners add; a blank at the end of a HIBC is its check character
_BETWEEN = re.compile(r"[\r\n\t]+")
# What is surely meant as HIBC even when its check character is wrong.
_LOOKS_HIBC = re.compile(r"\+(?:[A-Za-z][0-9A-Za-z]{5}|\$\$?\+?[0-9A-Z])")
_LOOKS_ISBT = re.compile(r"=[/)+][0-9A-Z]{5}")
_GS1_HEADER = f"[)>{ifa.RECORD}05{GROUP}"


def read(raw_scan: str, today: date, strict: bool = False) -> ParsedScan | None:
    """Read a scan; never fails, never loses a character; None when it is no such carrier.

    Args:
        raw_scan: as transmitted.
        today: decides the century of two-digit years.
        strict: nothing that people or devices add is forgiven; what the standard forbids is an error.
    """
    text = raw_scan.strip(_SUFFIX)
    start = _START.match(text)
    if not start or start[1] in _GS1_SYMBOLS:
        return None
    symbology = start[1] or ""
    offset = raw_scan.find(text) + len(symbology)
    text = text[len(symbology) :]
    if start[2]:
        found = hibc.CARRIER, _read_hibc(text, today, offset, strict)
    elif start[3]:
        found = iccbba.CARRIER, _read_isbt(text, today, offset)
    else:
        found = _read_envelope(text, today, offset)
    carrier, reading = found
    if reading is None:
        return None
    elements, issues = reading
    issues = [*issues, *dates.unlikely(elements)]
    if strict:
        issues = [issue.judged(issue.code in HINTS) for issue in issues]
    return ParsedScan(raw_scan, tuple(elements), tuple(issues), carrier, symbology)


def read_any(raw_scan: str, today: date, strict: bool = False) -> ParsedScan:
    """Read a scan of any agency's carrier, GS1's included; arguments as in ``read``.

    For what somebody scans or asks about. What is to be registered or printed is read by ``read`` and GS1's reader,
    which know no exceptions.
    """
    return published.soften(read(raw_scan, today, strict) or gs1.read(raw_scan, today, strict=strict))


def _read_hibc(text, today, offset, strict):
    if len(parts := _BETWEEN.split(text)) == 2:
        return _read_pair(text, parts, today, offset)
    if not strict:
        text, offset = _bare(text, offset)
    if not _LOOKS_HIBC.match(text) and not hibc.has_check_character(text):
        return None
    return hibc.parse(text, today, offset)


def _read_pair(text, parts, today, offset):
    """Both symbols of a pair in one scan, in either order."""
    if not all(_LOOKS_HIBC.match(part) for part in parts):
        return None
    places = (offset, offset + len(text) - len(parts[1]))
    if parts[0].startswith("+$"):
        parts, places = parts[::-1], places[::-1]
    return hibc.parse_pair(*parts, today, places)


def _bare(text, offset):
    """A HIBC without what stands around it on paper (asterisks, "_" for a blank) or was typed behind it."""
    if text.startswith("*+"):
        text, offset = text[1:].removesuffix("*"), offset + 1
        return (text[:-1] + " " if text.endswith("_") else text), offset
    short = text.rstrip(" ")
    if short != text and not hibc.has_check_character(text):
        for bare in (short + " ", short):
            if hibc.has_check_character(bare):
                return bare, offset
    return text, offset


def _read_isbt(text, today, offset):
    elements, issues = iccbba.parse(text.rstrip(" "), today, offset)
    # A lot's name may well start with an equals sign.
    return (elements, issues) if elements or _LOOKS_ISBT.match(text) else None


def _read_envelope(text, today, offset):
    """Carrier and reading of an ISO/IEC 15434 envelope, or of its printed form."""
    if text.startswith("("):
        return ifa.CARRIER, ifa.parse_printed(text.rstrip(" "), today, offset)
    if text.startswith(ifa.HEADER):  # the commonest by far: nothing was typed for a control character
        return ifa.CARRIER, ifa.parse(text, today, offset)
    respelt = ifa.respell(text.rstrip(" "))
    if respelt.text.startswith(_GS1_HEADER):
        body = respelt.text.removesuffix(ifa.END).removesuffix(ifa.RECORD)[len(_GS1_HEADER) :]
        elements, issues = element_string.parse(body, today, len(_GS1_HEADER))
        carrier, reading = gs1.GS1, (elements, [*issues, *check_together(elements)])
    else:
        carrier, reading = ifa.CARRIER, ifa.parse(respelt.text, today)
    return carrier, tuple([_moved(item, respelt, offset) for item in items] for items in reading)


def _moved(item, respelt, offset):
    return replace(item, start=offset + respelt.place(item.start), end=offset + respelt.place(item.end))
