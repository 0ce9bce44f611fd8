"""From whatever a scanner, a keyboard or a clipboard sends to a ``ParsedScan``.

Order: the symbology identifier decides when there is one. Without it: a lone GTIN first (its digits may also
look like an element string), then a Digital Link, the bracketed form, an element string, an EPC; everything else is
plain text.

Source: ISO/IEC 15424 (identifiers); GS1 General Specifications 25, 7.8.1.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import LOT, PLAIN, SERIAL, TEXT, Element, Issue, ParsedScan

from . import bracketed, digital_link, element_string, epc
from .ai_table import TABLE
from .associations import check_together
from .check_digits import gtin14, is_digits
from .separator import FNC1, doubtful, respell, swallowed

GS1 = "gs1"  # the carrier of scans read here
# Issues of data that is right as it stands, but may be meant otherwise.
HINTS = ("doubtful_separator", "lost_separator")

_IDENTIFIER = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_GS1_SYMBOLS = ("]C1", "]d2", "]Q3", "]J1", "]e0")
_GTIN_SYMBOLS = {"]E0": 13, "]E4": 8, "]I1": 14}
_PLAIN_SYMBOLS = ("]d1", "]Q1", "]J0")
_COMPOSITE = "|]e0"  # a retail symbol's second, two-dimensional part follows as a message of its own
_UPC_LENGTH = 12
# Blanks that a clipboard or a scanner's suffix adds; not str.strip(), which would take the separator too.
BLANKS = " \t\r\n\0"
# What a text starts with that is surely meant as GS1 data, even when the rest is broken.
_KEYS = ("00", "01", "02", "8006")


def read(raw_scan: str, today: date, substitutes: Collection[str] = (), strict: bool = False) -> ParsedScan:
    """Read a scan; never fails, never loses a character.

    Args:
        raw_scan: as transmitted, symbology identifier and separators included.
        today: decides the century of two-digit years.
        substitutes: what this device sends instead of the separator ("~", "<GS>"), read as separator.
        strict: count what the standard forbids but a single scan may show as errors; hints stay warnings.

    Returns:
        A ``ParsedScan`` whose carrier is "gs1", or "plain" with one text element when the scan is none of GS1's forms.
    """
    text = raw_scan.strip(BLANKS)
    offset = len(raw_scan) - len(raw_scan.lstrip(BLANKS)) if text else 0
    identifier = _IDENTIFIER.match(text)
    scan = _Scan(raw_scan, today, substitutes, identifier[0] if identifier else "")
    parsed = scan.read_symbol(text[3:], offset + 3) if identifier else scan.read_text(text, offset)
    if strict and parsed.issues:
        issues = tuple(issue.judged(issue.code in HINTS) for issue in parsed.issues)
        return replace(parsed, issues=issues)
    return parsed


class _Scan:
    """One scan; ``text`` is always a part of it that stands at ``offset``."""

    def __init__(self, raw_scan, today, substitutes, symbology):
        self.raw_scan, self.today, self.substitutes, self.symbology = raw_scan, today, substitutes, symbology

    def read_symbol(self, text, offset):
        if self.symbology in _GS1_SYMBOLS:
            elements, issues = self.read_element_string(text, offset)
            if text.startswith(FNC1) and len(text) > 1:
                # The identifier already says what a separator in front would say; some scanners send both.
                issues = [*issues, Issue("leading_separator", offset, offset + 1, got=FNC1, warning=True)]
            return self.gs1(elements, issues)
        if self.symbology in _GTIN_SYMBOLS:
            return self.read_retail(text, offset)
        if self.symbology in _PLAIN_SYMBOLS:
            return self.read_link(text, offset) if digital_link.LOOKS_LINK.match(text) else self.plain(text, offset)
        # Not a carrier of GS1 data, but a lot's name may well stand in a plain Code 128: readable, with a remark.
        expected = " ".join(_GS1_SYMBOLS)
        return self.plain(text, offset, Issue("symbology_id", offset - 3, offset, self.symbology, expected, True))

    def read_text(self, text, offset):
        """A text without symbology identifier: typed, pasted, or from a scanner that sends none."""
        if gtin := gtin14(text):
            return self.gs1([_trade_item(gtin, offset, len(text))], [])
        if digital_link.LOOKS_LINK.match(text):
            return self.read_link(text, offset)
        if bracketed.LOOKS_BRACKETED.match(text):
            return self.gs1(*bracketed.parse(text, self.today, offset))
        elements, issues = self.read_element_string(text, offset)
        # Text that merely starts like an AI is no broken element string: a key or a separator gives it away.
        has_separator = FNC1 in text and is_digits(text.lstrip(FNC1)[:2])
        if not _is_broken(issues) or has_separator or (elements and elements[0].key in _KEYS):
            return self.gs1(elements, issues)
        if epc.LOOKS_EPC.match(text):
            found, issues = epc.read(text)
            if found:
                return self.gs1([_element(ai, value, offset, len(text)) for ai, value in epc.pairs(found)], [])
        return self.plain(text, offset)

    def read_element_string(self, text, offset):
        """Elements and issues; substitutes of the separator are read as separators."""
        if self.substitutes:
            respelt = respell(text, self.substitutes)
            elements, issues = element_string.parse(respelt.text, self.today, offset)
            if not respelt.spans or not _is_broken(issues):
                return _moved(elements, issues, respelt, offset)
        plain = element_string.parse(text, self.today, offset)
        if not _is_broken(plain[1]):
            return plain[0], [*plain[1], *_hints(plain[0], text, offset)]
        if self.substitutes:
            return _moved(elements, issues, respelt, offset)
        respelt = respell(text)
        elements, issues = element_string.parse(respelt.text, self.today, offset) if respelt.spans else plain
        if not respelt.spans or _is_broken(issues):
            return plain
        start, end = respelt.spans[0]
        typed = Issue("typed_separator", offset + start, offset + end, text[start:end], FNC1, True)
        elements, issues = _moved(elements, issues, respelt, offset)
        return elements, [*issues, typed]

    def read_retail(self, text, offset):
        """EAN, UPC, ITF-14: a bare GTIN, perhaps with a composite part."""
        number, bar, more = text.partition(_COMPOSITE)
        gtin = gtin14(number)
        wanted = _GTIN_SYMBOLS[self.symbology]
        is_upc = self.symbology == "]E0" and len(number) == _UPC_LENGTH
        if not gtin or (len(number) != wanted and not is_upc):
            end = offset + len(text)
            return self.gs1([], [Issue("check_digit", offset, end, text, f"GTIN-{wanted}")])
        elements, issues = [_trade_item(gtin, offset, len(number))], []
        if is_upc:
            # ISO/IEC 15424 has 13 digits; some scanners drop the zero.
            issues.append(Issue("upc_length", offset, offset + len(number), number, "0" + number, True))
        if bar:
            second = element_string.parse(more, self.today, offset + len(number) + len(bar))
            elements, issues = elements + second[0], issues + second[1]
        return self.gs1(elements, issues)

    def read_link(self, text, offset):
        link, issues = digital_link.parse(text, self.today, offset)
        if issues and issues[0].code in ("uri", "dl_no_key"):
            # Some other web address. A lot may be named by one, so it stays text, with a remark.
            return self.plain(text, offset, replace(issues[0], warning=True))
        return self.gs1(link.elements, issues)

    def gs1(self, elements, issues):
        issues = (*issues, *check_together(elements))
        return ParsedScan(self.raw_scan, tuple(elements), issues, GS1, self.symbology)

    def plain(self, text, offset, *issues):
        if not text:
            issues = (*issues, Issue("empty", 0, len(self.raw_scan), got=self.raw_scan, expected="text"))
            return ParsedScan(self.raw_scan, (), issues, PLAIN, self.symbology)
        element = Element("", text, TEXT, offset, offset + len(text))
        return ParsedScan(self.raw_scan, (element,), issues, PLAIN, self.symbology)


def _hints(elements, text, offset):
    """Remarks on an element string that reads without fault but may lack a separator."""
    hints = []
    if span := doubtful(text):
        start, end = span
        hints.append(Issue("doubtful_separator", offset + start, offset + end, text[start:end], FNC1, True))
    for element in elements:
        if element.kind in (LOT, SERIAL) and (span := swallowed(element.value)):
            start, end = span
            place = element.start + start, element.start + end
            hints.append(Issue("lost_separator", *place, element.value[start:end], FNC1, True))
    return hints


def _is_broken(issues):
    return not all(issue.warning for issue in issues)


def _trade_item(gtin, offset, length):
    return _element("01", gtin, offset, length)


def _element(ai, value, offset, length):
    spec = TABLE[ai]
    return Element(ai, value, spec.kind, offset, offset + length, spec.title)


def _moved(elements, issues, respelt, offset):
    """Elements and issues of a respelt text with their places in the original."""

    def move(item):
        start, end = (offset + respelt.place(at - offset) for at in (item.start, item.end))
        return replace(item, start=start, end=end)

    if len(respelt.text) == 0 or not respelt.spans:
        return elements, issues
    return [move(element) for element in elements], [move(issue) for issue in issues]
