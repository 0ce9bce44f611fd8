"""Read and write the carrier of IFA: a pharmacy product number (PPN) and its fields in an ISO/IEC 15434 envelope.

``[)>`` RS ``06`` GS field GS field … RS EOT, each field a data identifier of ANSI MH10.8.2 and its value.

Sources: IFA, specification PPN-Code for packaging 2.0; ISO/IEC 15434; ANSI MH10.8.2.
"""

import re
from collections.abc import Iterable
from datetime import date

from odoo.addons.lot_gs1_labels.kernel.check_digits import gtin14, gtin_digit, is_digits
from odoo.addons.lot_gs1_labels.kernel.dates import read_yymmdd
from odoo.addons.lot_gs1_labels.kernel.respelt import Respelt
from odoo.addons.lot_gs1_labels.kernel.separator import FNC1 as GROUP
from odoo.addons.lot_gs1_labels.kernel.separator import VISIBLE
from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, OTHER, PRODUCT, SERIAL, Element, Issue

from . import dates
from .checks import look_alike, ppn_digits, pzn_digit

CARRIER = "ifa"
RECORD, END = "\x1e", "\x04"
HEADER = f"[)>{RECORD}06{GROUP}"
PRA_PZN = "11"  # product registration agency whose national code is a German pharmacy number
LONGEST_NAME = 20

_FIELD = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)
_PRINTED = re.compile(r"\(([0-9]{0,3}[A-Z])\)([^()]*)")
_NOT_IN_NAME = re.compile(r"[^0-9A-Za-z_\-]")
_NOT_IN_PPN = re.compile(r"[^0-9A-Z._\-]")
# What devices send that cannot send control characters, one group per character.
_SPELT = re.compile(rf"([{{<](?:RS)[}}>]|\^\^|␞)|([{{<](?:EOT)[}}>]|\^D|␄)|([{{<](?:GS)[}}>]|\^\]|{VISIBLE})")
_FIELDS = {
    "9N": (PRODUCT, "PPN"), "1T": (LOT, "LOT"), "S": (SERIAL, "SERIAL"), "D": (EXPIRY, "EXP"),
    "16D": (MADE, "PROD DATE"), "8P": (OTHER, "GTIN"),
}  # fmt: skip
_MOST_FIELDS = 32

Reading = tuple[list[Element], list[Issue]]


def respell(text: str) -> Respelt:
    """An envelope with control characters in place of what a device sent for them."""
    return Respelt(text, _SPELT, lambda found: RECORD if found[1] else END if found[2] else GROUP)


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of an envelope, and what is wrong with them; arguments as in ``hibc.parse``."""
    if not text.startswith(HEADER):
        return [], [Issue("envelope", offset, offset + len(text), text[: len(HEADER)], HEADER)]
    body = text[len(HEADER) :].removesuffix(END)
    closed = body.endswith(RECORD)
    body = body.removesuffix(RECORD)
    fields, at = [], len(HEADER)
    for field in body.split(GROUP, _MOST_FIELDS):
        found = _FIELD.fullmatch(field)
        if not found:
            end = offset + len(text)
            elements, issues = _read(fields, today)
            return elements, [*issues, Issue("unknown_identifier", offset + at, end, field, "9N")]
        fields.append((found[1], found[2], offset + at + len(found[1])))
        at += len(field) + 1
    elements, issues = _read(fields, today)
    if not closed:
        issues.append(Issue("no_end", offset + len(text), offset + len(text), "", RECORD + END, True))
    return elements, issues


def parse_printed(text: str, today: date, offset: int = 0) -> Reading:
    """The same of the text on papers: (9N)110375286414(1T)12345ABCD."""
    fields, at = [], 0
    while at < len(text):
        found = _PRINTED.match(text, at)
        if not found:
            elements, issues = _read(fields, today)
            return elements, [*issues, Issue("bracket_syntax", offset + at, offset + len(text), text[at:])]
        fields.append((found[1], found[2], offset + found.start(2)))
        at = found.end()
    return _read(fields, today)


def build(pairs: Iterable[tuple[str, str]]) -> str:
    """The carrier of (data identifier, value) pairs; values are not checked here."""
    return HEADER + GROUP.join(key + value for key, value in pairs) + RECORD + END


def print_text(pairs: Iterable[tuple[str, str]]) -> str:
    """The text on papers, which ``parse_printed`` reads."""
    return "".join(f"({key}){value}" for key, value in pairs)


def parts(ppn: str) -> tuple[str, str]:
    """Registration agency and national code of a PPN that was read."""
    return ppn[:2], ppn[2:-2]


def _read(fields, today):
    elements, issues, seen = [], [], {}
    for key, value, start in fields:
        kind, title = _FIELDS.get(key, (OTHER, key))
        day = _read_date(key, value, today)
        element = Element(key, value, kind, start, start + len(value), title, day)
        elements.append(element)
        issues += _check(element)
        first = seen.setdefault(key, element)
        if first.value != value:
            issues.append(Issue("repeat_conflict", start, element.end, value, first.value))
    return elements, issues


def _read_date(key, value, today):
    if key == "D":
        return read_yymmdd(value, today)
    return dates.read(value, "YYYYMMDD", today) if key == "16D" else None


def _check(element):
    """What is wrong with one field, in a list."""
    value, start, end = element.value, element.start, element.end
    if not value:
        return [Issue("empty_value", start, end, expected=element.key)]
    if element.kind in (LOT, SERIAL):
        return _check_name(element)
    if element.kind in (EXPIRY, MADE):
        form = "YYMMDD" if element.kind == EXPIRY else "YYYYMMDD"
        return [] if element.day else [Issue("date", start, end, value, form)]
    if element.kind == PRODUCT:
        return _check_ppn(value, start, end)
    if element.key == "8P" and not gtin14(value):
        return [Issue("check_digit", start, end, value, gtin_digit(value))]
    return []


def _check_name(element):
    value, start = element.value, element.start
    if foreign := _NOT_IN_NAME.search(value):
        return [Issue("charset", start + foreign.start(), start + foreign.end(), foreign[0], "A-Z 0-9 - _")]
    if len(value) > LONGEST_NAME:
        code = "lot_length" if element.kind == LOT else "serial_length"
        return [Issue(code, start, element.end, value, str(LONGEST_NAME))]
    return []


def _check_ppn(value, start, end):
    if foreign := _NOT_IN_PPN.search(value):
        hint = look_alike(foreign[0], str.isalnum)
        return [Issue("charset", start + foreign.start(), start + foreign.end(), foreign[0], hint)]
    if not 5 <= len(value) <= 22:
        return [Issue("length", start, end, value, "5-22")]
    expected, code = ppn_digits(value[:-2]), value[2:-2]
    if value.startswith(PRA_PZN) and not is_digits(code):
        at = next(at for at, character in enumerate(code) if not is_digits(character))
        hint = look_alike(code[at], is_digits)
        return [Issue("charset", start + 2 + at, start + 3 + at, code[at], hint or "0-9")]
    if expected != value[-2:]:
        return [Issue("check_digits", end - 2, end, value[-2:], expected)]
    if value.startswith(PRA_PZN) and pzn_digit(code) != code[-1]:
        return [Issue("check_digit", start + 2, end - 2, code, pzn_digit(code))]
    return []
