"""Dates in carriers of UDIs, each in the spelling that its agency allows.

Sources: ANSI/HIBC 2.6, 2.3.2; ISBT 128 Standard Technical Specification, data structures 006 and 010; ANSI MH10.8.2.
"""

import calendar
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from odoo.addons.lot_gs1_labels.kernel.check_digits import is_digits
from odoo.addons.lot_gs1_labels.kernel.dates import full_year, read_yymmdd
from odoo.addons.lot_traceability.kernel.scan import Element, Issue

MONTH = "MMYY"  # without a day: good until the last of the month
FIRST_LIKELY, LAST_LIKELY = 1970, 2060  # years outside: a misread, or a device set to another spelling
_HOURS = 24


def read(text: str, form: str, today: date) -> date | None:
    """The day that a text in one of the spellings (``_READERS``) means; None when there is no such day or hour."""
    if len(text) != len(form) or not is_digits(text):
        return None
    if form.endswith("HH"):
        if int(text[-2:]) >= _HOURS:
            return None
        text, form = text[:-2], form[:-2]
    elif form.endswith("HHMM"):
        if int(text[-4:-2]) >= _HOURS or int(text[-2:]) >= 60:
            return None
        text, form = text[:-4], form[:-4]
    return _READERS[form](text, today)


def hour(text: str, form: str) -> int | None:
    """The hour of a date that was read, None when its spelling has none."""
    return int(text[form.index("HH") :][:2]) if "HH" in form else None


def write(day: date, form: str) -> str:
    """A day in one of the spellings without hour."""
    return _WRITERS[form](day)


def unlikely(elements: Iterable[Element]) -> list[Issue]:
    """Remarks on dates that are days of the calendar, but hardly meant."""
    return [
        Issue("unlikely_date", element.start, element.end, element.value, element.day.isoformat(), True)
        for element in elements
        if element.day and not is_likely(element.day)
    ]


def is_likely(day: date) -> bool:
    """Whether a day of a device's life may be meant."""
    return FIRST_LIKELY <= day.year <= LAST_LIKELY


def _day(year, month, day):
    if not 1 <= month <= 12 or not MINYEAR <= year <= MAXYEAR:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day) if 1 <= day <= last else None


def _day_of_year(year, number):
    if not 1 <= number <= 365 + calendar.isleap(year):
        return None
    return date(year, 1, 1) + timedelta(days=number - 1)


def _month(text, today):
    return read_yymmdd(text[2:] + text[:2] + "00", today)


def _three_digit_year(text, _today):
    """The first digit is the century's second one: 014 is 2014, 999 is 1999."""
    year = int(text[:3]) + (1000 if text[0] == "9" else 2000)
    return _day_of_year(year, int(text[3:]))


_READERS = {
    MONTH: _month,
    "MMDDYY": lambda text, today: _day(full_year(int(text[4:]), today), int(text[:2]), int(text[2:4])),
    # day 00 is the last of the month with IFA only, which uses GS1's reading
    "YYMMDD": lambda text, today: _day(full_year(int(text[:2]), today), int(text[2:4]), int(text[4:])),
    "YYJJJ": lambda text, today: _day_of_year(full_year(int(text[:2]), today), int(text[2:])),
    "YYYYMMDD": lambda text, _today: _day(int(text[:4]), int(text[4:6]), int(text[6:])),
    "YYYJJJ": _three_digit_year,
}
_WRITERS = {
    MONTH: lambda day: f"{day:%m%y}",
    "YYMMDD": lambda day: f"{day:%y%m%d}",
    "YYYYMMDD": lambda day: f"{day.year:04}{day:%m%d}",
    "YYYJJJ": lambda day: f"{day.year % 1000:03}{day:%j}",
}
