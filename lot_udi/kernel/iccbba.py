"""Read and write ISBT 128, the code of blood, cells and tissues (issuing agency ICCBBA).

Every data structure starts with an identifier and has a fixed length, so nothing separates them. A donation
number's identifier is "=" alone, the first character of the number being the other half.

Sources: FDA "UDI formats by issuing agency" 1.3 (2017) for the structures of a UDI; ISBT 128 Standard Technical
Specification (ST-001) for the others, whose lengths are from knowledge of it and not held against its present text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, OTHER, PRODUCT, SERIAL, Element, Issue

from . import dates
from .checks import look_alike

CARRIER = "iccbba"
DONATION, COMPOUND, MPHO_LOT = "=", "=+", "&,1"
_MOST_STRUCTURES = 32
_MARKS = re.compile("[=&]")
_FOREIGN = re.compile("[^0-9A-Z]")

Reading = tuple[list[Element], list[Issue]]


@dataclass(frozen=True, slots=True)
class Structure:
    """A data structure: how long its content is, what it means, and how a date in it is spelt ("" for none)."""

    length: int
    title: str
    kind: str = OTHER
    date_form: str = ""
    pattern: re.Pattern = re.compile("[0-9A-Z]*")


STRUCTURES = {
    "=/": Structure(16, "DI", PRODUCT),
    "=)": Structure(10, "DI", PRODUCT),
    "=,": Structure(6, "SERIAL", SERIAL),
    DONATION: Structure(15, "DONATION", pattern=re.compile("[0-9A-Z]{5}[0-9]{8}[0-9A-Z]{2}")),
    "=>": Structure(6, "EXP", EXPIRY, "YYYJJJ"),
    "&>": Structure(10, "EXP", EXPIRY, "YYYJJJHHMM"),
    "=}": Structure(6, "PROD DATE", MADE, "YYYJJJ"),
    "&}": Structure(10, "PROD DATE", MADE, "YYYJJJHHMM"),
    MPHO_LOT: Structure(18, "LOT", LOT),
    "&)": Structure(10, "LOT", LOT),
    COMPOUND: Structure(5, "COMPOUND", pattern=re.compile("[0-9]*")),
    "=<": Structure(8, "PRODUCT CODE"),
    "=%": Structure(4, "BLOOD GROUP"),
    "=*": Structure(6, "COLLECTED", date_form="YYYJJJ"),
    "&*": Structure(10, "COLLECTED", date_form="YYYJJJHHMM"),
    "=-": Structure(10, "CATALOGUE NO."),
    "&-": Structure(10, "LOT OF ITEM"),
    "&(": Structure(5, "TESTING"),
}


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of concatenated data structures, and what is wrong with them; arguments as in ``hibc.parse``.

    A structure that is unknown or too short ends the reading, its issue covers the rest.
    """
    elements: list[Element] = []
    issues: list[Issue] = []
    at = 0
    while at < len(text):
        key = _identifier(text, at)
        start, end = offset + at, offset + len(text)
        if not key:
            return elements, [*issues, Issue("unknown_identifier", start, end, text[at : at + 3], "=/")]
        if len(elements) == _MOST_STRUCTURES:
            return elements, [*issues, Issue("too_many", start, end, expected=str(_MOST_STRUCTURES))]
        spec, at = STRUCTURES[key], at + len(key)
        value = text[at : at + spec.length]
        if len(value) < spec.length or _MARKS.search(value):
            return elements, [*issues, Issue("length", start, end, _MARKS.split(value)[0], str(spec.length))]
        element, fault = _read(key, spec, value, today, offset + at)
        elements.append(element)
        if fault:
            issues.append(fault)
        at += spec.length
    return elements, issues + _together(elements, offset + len(text))


def build(pairs: Iterable[tuple[str, str]]) -> str:
    """The carrier of (identifier, content) pairs, as ``parse`` gives them; contents are not checked here."""
    return "".join(key + value for key, value in pairs)


def unit_name(elements: Iterable[Element]) -> str:
    """What names one unit among all: donation number and division ("=,"), or the one that is there; "" for none.

    The division alone does not: it counts within a donation, and is 000000 for all that were not divided.
    """
    found = {element.key: element.value for element in elements}
    donation, division = found.get(DONATION, ""), found.get("=,", "")
    if donation and division.strip("0"):
        return f"{donation}-{division}"
    return donation or division


def unit_parts(name: str) -> tuple[str, str]:
    """Donation number and division of a unit's name, the way back of ``unit_name``; ("", "") when it is none."""
    donation, _hyphen, division = name.partition("-")
    spec = STRUCTURES[DONATION]
    if len(donation) != spec.length or not spec.pattern.fullmatch(donation):
        return "", ""
    return donation, division or "0" * STRUCTURES["=,"].length


def date_form(key: str) -> str:
    """Spelling of the date in a data structure."""
    return STRUCTURES[key].date_form


def _identifier(text, at):
    """The identifier that stands here, "" when none is known."""
    if text.startswith(MPHO_LOT, at):
        return MPHO_LOT
    two = text[at : at + 2]
    if two in STRUCTURES:
        return two
    return DONATION if two[:1] == DONATION and two[1:].isalnum() else ""


def _read(key, spec, value, today, start):
    """Element of a structure, and the first thing wrong with it or None."""
    day, end = None, start + len(value)
    if spec.date_form:
        day = dates.read(value, spec.date_form, today)
    element = Element(key, value, spec.kind, start, end, spec.title, day)
    if spec.date_form:
        return element, None if day else Issue("date", start, end, value, spec.date_form)
    if spec.pattern.fullmatch(value):
        return element, None
    foreign = _FOREIGN.search(value)
    if not foreign:
        return element, Issue("charset", start, end, value, spec.title)
    place = start + foreign.start()
    return element, Issue("charset", place, place + 1, foreign[0], look_alike(foreign[0], str.isalnum))


def _together(elements, end):
    """What is wrong between structures: the number that a compound message announces, contradictions."""
    issues, seen = [], {}
    for place, element in enumerate(elements):
        if element.key == COMPOUND:
            wanted, got = element.value[:2], f"{len(elements) - place - 1:02}"
            if place or wanted != got:
                issues.append(Issue("compound", element.start, end, got, wanted))
        first = seen.setdefault(element.kind if element.kind != OTHER else element.key, element)
        if first.value != element.value:
            issues.append(Issue("repeat_conflict", element.start, element.end, element.value, first.value))
    return issues
