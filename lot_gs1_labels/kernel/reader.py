"""From whatever a scanner, a keyboard or a clipboard sends to a ``ParsedScan``.

Order: the symbology identifier decides when there is one. Without it: a lone GTIN first (its digits may also
look like an element string), then the bracketed form, then an element string; everything else is plain text.

Source: ISO/IEC 15424 (identifiers); GS1 General Specifications 25, 7.8.1.
"""

import re
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import PLAIN, TEXT, Element, Issue, ParsedScan

from . import bracketed, element_string
from .ai_table import TABLE
from .associations import check_together
from .check_digits import gtin14
from .separator import FNC1

GS1 = "gs1"  # the carrier of scans read here

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_SYMBOLS = ("]C1", "]d2", "]Q3", "]J1", "]e0")
_GTIN_SYMBOLS = {"]E0": (13, 12), "]E4": (8,), "]I1": (14,)}
_PLAIN_SYMBOLS = ("]d1", "]Q1", "]J0")
# Blanks that a clipboard or a scanner's suffix adds; not str.strip(), which would take the separator too.
_BLANKS = " \t\r\n"


def read(raw_scan: str, today: date) -> ParsedScan:
    """Read a scan; never fails, never loses a character.

    Args:
        raw_scan: as transmitted, symbology identifier and separators included.
        today: decides the century of two-digit years.

    Returns:
        A ``ParsedScan`` whose carrier is "gs1", or "plain" with one text element when the scan is none of GS1's forms.
    """
    text = raw_scan.strip(_BLANKS)
    offset = len(raw_scan) - len(raw_scan.lstrip(_BLANKS))
    identifier = _IDENTIFIER.match(text)
    if identifier:
        return _read_symbol(raw_scan, identifier[0], text[3:], offset + 3, today)
    if gtin := gtin14(text):
        return _trade_item(raw_scan, "", gtin, offset, len(text))
    if bracketed.LOOKS_BRACKETED.match(text):
        return _gs1(raw_scan, "", bracketed.parse(text, today, offset))
    reading = element_string.parse(text, today, offset)
    # Text that merely starts like an AI is no broken element string; only a separator inside gives it away.
    if reading[1] and FNC1 not in text:
        return _plain(raw_scan, "", text, offset)
    return _gs1(raw_scan, "", reading)


def _read_symbol(raw_scan, symbology, text, offset, today):
    if symbology in _GS1_SYMBOLS:
        elements, issues = element_string.parse(text, today, offset)
        if text.startswith(FNC1) and len(text) > 1:
            # The identifier already says what a separator in front would say; some scanners send both.
            issues = [*issues, Issue("leading_separator", offset, offset + 1, got=FNC1, warning=True)]
        return _gs1(raw_scan, symbology, (elements, issues))
    if symbology in _GTIN_SYMBOLS:
        gtin = gtin14(text) if len(text) in _GTIN_SYMBOLS[symbology] else ""
        if gtin:
            return _trade_item(raw_scan, symbology, gtin, offset, len(text))
        issue = Issue("check_digit", offset, offset + len(text), got=text, expected="GTIN")
        return ParsedScan(raw_scan, (), (issue,), GS1, symbology)
    if symbology in _PLAIN_SYMBOLS:
        return _plain(raw_scan, symbology, text, offset)
    # Not a carrier of GS1 data, but a lot's name may well stand in a plain Code 128: readable, with a remark.
    issue = Issue("symbology_id", 0, offset, got=symbology, expected=" ".join(_GS1_SYMBOLS), warning=True)
    return _plain(raw_scan, symbology, text, offset, issue)


def _gs1(raw_scan, symbology, reading):
    elements, issues = reading
    return ParsedScan(raw_scan, tuple(elements), (*issues, *check_together(elements)), GS1, symbology)


def _trade_item(raw_scan, symbology, gtin, offset, length):
    spec = TABLE["01"]
    element = Element(spec.ai, gtin, spec.kind, offset, offset + length, spec.title)
    return ParsedScan(raw_scan, (element,), (), GS1, symbology)


def _plain(raw_scan, symbology, text, offset, *issues):
    if not text:
        issues = (*issues, Issue("empty", 0, len(raw_scan), got=raw_scan, expected="text"))
        return ParsedScan(raw_scan, (), issues, PLAIN, symbology)
    element = Element("", text, TEXT, offset, offset + len(text))
    return ParsedScan(raw_scan, (element,), issues, PLAIN, symbology)
