"""Read and write the Health Industry Bar Code: primary, secondary, both joined, and linked pairs.

``+`` labeler (LIC), product (PCN), packaging level (U/M), then ``/`` and lot, dates, serial, and a check character
over everything. In two symbols, the second repeats the check character of the first as its link. Keys and values of
the elements, one behind the other, are the carrier without its check character.

Source: ANSI/HIBC 2.6 (2016), 2.2 and 2.3; FDA "UDI formats by issuing agency" 1.3 (2017).
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from odoo.addons.lot_traceability.kernel.scan import EXPIRY, LOT, MADE, OTHER, PRODUCT, QUANTITY, SERIAL, Element, Issue

from . import dates
from .checks import HIBC_ALPHABET, hibc_character, hibc_look_alikes, look_alike

CARRIER = "hibcc"
LINK = "LINK"  # title of the element that ties a secondary to its primary
LONGEST_PRODUCT, LONGEST_NAME = 18, 18

_FOREIGN = re.compile(r"[^0-9A-Z\-. $/+%]")
_PRIMARY = re.compile(rf"([A-Z][0-9A-Z]{{3}})([0-9A-Z]{{1,{LONGEST_PRODUCT}}})([0-9])")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Z]")
_LABELER = re.compile(r"[A-Z][0-9A-Z]{3}")
_HEAD = re.compile(r"\$\$\+|\$\$|\$\+|\$|")
_OLD = re.compile(r"[0-9]{5}")
_SUPPLEMENT = re.compile(r"(S|16D|14D|Q)(.*)")
_TOLERATED = frozenset("-. ")  # not allowed in a lot, but printed by some
# Flag in front of the date → its spelling; a month has no flag and starts with 0 or 1.
FLAGS = {"2": "MMDDYY", "3": "YYMMDD", "4": "YYMMDDHH", "5": "YYJJJ", "6": "YYJJJHH"}
_NO_DATE = "7"
_QUANTITIES = {"8": 2, "9": 5}  # flag → digits
_MOST_SECTIONS = 32  # more than any symbol carries; hostile input stays cheap

Reading = tuple[list[Element], list[Issue]]


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of one HIBC symbol, and what is wrong with it.

    Args:
        text: as scanned, without symbology identifier; a blank at its end is a check character.
        today: decides the century of two-digit years.
        offset: where the text stands in the scan; positions of elements and issues count from the scan's start.
    """
    if foreign := _FOREIGN.search(text):
        at, got = offset + foreign.start(), foreign[0]
        return [], [Issue("charset", at, at + 1, got, look_alike(got, HIBC_ALPHABET.__contains__))]
    if len(text) < 3 or text[0] != "+":
        return [], [Issue("not_hibc", offset, offset + len(text), text, "+")]
    symbol = _Symbol(today)
    symbol.check(text, offset)
    if text[1].isalpha():
        symbol.read_sections(text[1:-1], offset + 1, primary=True)
    elif text[1] == "$" or _OLD.match(text, 1):
        symbol.read_sections(text[1:-2], offset + 1, primary=False)
        link = offset + len(text) - 2
        symbol.put("", text[-2], OTHER, LINK, link)
        symbol.issues.append(Issue("half_pair", offset, offset + len(text), text[-2], "", True))
    else:
        symbol.fault("lic", offset + 1, text[1:5], "A-Z")
    return symbol.elements, symbol.issues


def parse_pair(primary: str, secondary: str, today: date, offsets: tuple[int, int] = (0, 0)) -> Reading:
    """Elements of two linked symbols; their positions count from ``offsets``."""
    elements, issues = parse(primary, today, offsets[0])
    more, faults = parse(secondary, today, offsets[1])
    faults = [issue for issue in faults if issue.code != "half_pair"]
    if not primary[1:2].isalpha() or secondary[1:2].isalpha():
        faults.append(Issue("no_pair", offsets[1], offsets[1] + len(secondary), secondary, "+$"))
    elif len(secondary) > 2 and secondary[-2] != primary[-1]:
        at = offsets[1] + len(secondary) - 2
        faults.append(Issue("link_character", at, at + 1, secondary[-2], primary[-1]))
    return elements + more, issues + faults


def has_check_character(text: str) -> bool:
    """Whether a text ends with the check character of what stands before it."""
    return len(text) > 2 and not _FOREIGN.search(text) and hibc_character(text[:-1]) == text[-1]


def build(pairs: Iterable[tuple[str, str]]) -> str:
    """The carrier of (key, value) pairs as ``parse`` gives them, with its check character.

    Values are not checked here; ValueError when one holds a sign that has no place in the check.
    """
    text = "".join(key + value for key, value in pairs)
    return text + hibc_character(text)


def date_form(key: str, value: str) -> str:
    """Spelling of the date in an element of a carrier."""
    if key[-1:] == "D":
        return "YYYYMMDD"
    return FLAGS.get(key[-1:]) or (dates.MONTH if len(value) == len(dates.MONTH) else "YYJJJ")


def parts(di: str) -> tuple[str, str, str]:
    """Labeler, product number and packaging level of a device identifier that was read."""
    return di[:4], di[4:-1], di[-1]


class _Symbol:
    """One symbol as it is read; ``at`` is always a position in the scan."""

    def __init__(self, today):
        self.today, self.elements, self.issues = today, [], []

    def put(self, key, value, kind, title, at, day=None, number=None):
        unit = "C62" if kind == QUANTITY else ""
        self.elements.append(Element(key, value, kind, at, at + len(value), title, day, number, unit))

    def fault(self, code, at, got, expected="", warning=False):
        self.issues.append(Issue(code, at, at + len(got), got, expected, warning))

    def check(self, text, offset):
        expected = hibc_character(text[:-1])
        if expected == text[-1]:
            return
        self.fault("check_character", offset + len(text) - 1, text[-1], expected)
        for at, other in hibc_look_alikes(text[:-1], text[-1]):
            self.fault("look_alike", offset + at, text[at], other, True)

    def read_sections(self, text, at, primary):
        """The sections between slashes: the first is the primary or, without one, the secondary."""
        for number, section in enumerate(text.split("/", _MOST_SECTIONS)):
            mark = "/" if number else "+"
            if number == 0 and primary:
                self.read_primary(section, at)
            elif number == primary and not _SUPPLEMENT.match(section):
                self.read_secondary(section, at, mark)
            else:
                self.read_supplement(section, at)
            at += len(section) + 1
        if len(self.elements) > 2:
            self.check_repeats()

    def read_primary(self, section, at):
        if _PRIMARY.fullmatch(section):
            self.put("+", section, PRODUCT, "DI", at)
        elif not _LABELER.match(section):
            self.fault("lic", at, section[:4], "A-Z 0-9")
        elif foreign := _NOT_ALPHANUMERIC.search(section):
            got = foreign[0]
            self.fault("charset", at + foreign.start(), got, look_alike(got, str.isalnum))
        elif not 6 <= len(section) <= LONGEST_PRODUCT + 5:
            self.fault("pcn_length", at + 4, section[4:-1], f"1-{LONGEST_PRODUCT}")
        else:
            self.fault("unit_of_measure", at + len(section) - 1, section[-1], "0-9")

    def read_secondary(self, section, at, mark):
        head = _HEAD.match(section)[0]
        kind = SERIAL if head.endswith("+") else LOT
        key, rest = mark + head, section[len(head) :]
        at += len(head)
        if head == "":
            if not _OLD.match(rest):
                self.fault("secondary", at, section, "$")
                return
            key, rest, at = self.read_date(key, rest, at, "", "YYJJJ")
        elif head.startswith("$$"):
            if head == "$$" and rest[:1] in _QUANTITIES:
                key, rest, at = self.read_quantity(key, rest, at)
            key, rest, at = self.read_flag(key, rest, at)
        if rest is not None:
            self.read_name(key, rest, at, kind)

    def read_quantity(self, key, rest, at):
        """Put the quantity; the key that is still to be put, the rest and its place."""
        flag, digits = rest[0], rest[1 : 1 + _QUANTITIES[rest[0]]]
        self.read_count(key + flag, digits, at + 1, _QUANTITIES[flag])
        return "", rest[1 + len(digits) :], at + 1 + len(digits)

    def read_count(self, key, digits, at, least=1):
        is_number = digits.isdigit() and least <= len(digits) <= 5
        if not is_number:
            self.fault("quantity", at, digits, str(least))
        self.put(key, digits, QUANTITY, "QTY", at, number=Decimal(digits) if is_number else None)

    def read_flag(self, key, rest, at):
        """Put the date that the flag announces; the key still to be put, the rest (None: broken) and its place."""
        flag = rest[:1]
        if flag == _NO_DATE:
            return key + flag, rest[1:], at + 1
        form = dates.MONTH if flag in ("0", "1") else FLAGS.get(flag)
        if not form:
            self.fault("date", at, rest, "0-7")
            return key, None, at
        return self.read_date(key, rest, at, "" if form == dates.MONTH else flag, form)

    def read_date(self, key, rest, at, flag, form):
        value = rest[len(flag) : len(flag) + len(form)]
        day, at = dates.read(value, form, self.today), at + len(flag)
        if not day:
            self.fault("date", at, value, form)
        self.put(key + flag, value, EXPIRY, "EXP", at, day)
        return "", rest[len(flag) + len(value) :], at + len(value)

    def read_name(self, key, value, at, kind):
        """A lot or serial number; without one, what announced it is kept."""
        if not value:
            if key:
                self.put(key, "", OTHER, "", at)
            return
        if len(value) > LONGEST_NAME:
            self.fault("lot_length" if kind == LOT else "serial_length", at, value, str(LONGEST_NAME))
        if foreign := _NOT_ALPHANUMERIC.search(value):
            tolerated = _TOLERATED.issuperset(_NOT_ALPHANUMERIC.findall(value))
            code = "special_sign" if tolerated else "charset"
            self.fault(code, at + foreign.start(), foreign[0], "A-Z 0-9", tolerated)
        self.put(key, value, kind, "LOT" if kind == LOT else "SERIAL", at)

    def read_supplement(self, section, at):
        found = _SUPPLEMENT.fullmatch(section)
        if not found:
            self.fault("unknown_identifier", at, section, "S 16D 14D Q")
            return
        key, value, at = "/" + found[1], found[2], at + len(found[1])
        if not value:
            self.fault("empty_value", at, "", found[1])
        elif key == "/S":
            self.read_name(key, value, at, SERIAL)
        elif key == "/Q":
            self.read_count(key, value, at)
        else:
            day = dates.read(value, "YYYYMMDD", self.today)
            if not day:
                self.fault("date", at, value, "YYYYMMDD")
            made = key == "/16D"
            self.put(key, value, MADE if made else EXPIRY, "PROD DATE" if made else "EXP", at, day)

    def check_repeats(self):
        """Serial, expiry and quantity may stand in the secondary and behind it: they must agree."""
        seen = {}
        for element in self.elements:
            first = seen.setdefault(element.kind, element)
            if element.kind == OTHER or first is element or _agree(first, element):
                continue
            self.fault("repeat_conflict", element.start, element.value, first.value)


def _agree(one, other):
    if one.kind == EXPIRY and one.day and other.day:
        month_only = len(one.value) == len(dates.MONTH)
        return one.day == other.day or (month_only and one.day.replace(day=1) == other.day.replace(day=1))
    return one.number == other.number if one.kind == QUANTITY else one.value == other.value
