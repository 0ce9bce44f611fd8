"""Dates in GS1 element strings.

Source: GS1 General Specifications 25, 7.12 (the century of a two-digit year) and 3.4.2 (day 00).
"""

import calendar
from datetime import MAXYEAR, MINYEAR, date

from .check_digits import is_digits


def full_year(yy: int, today: date) -> int:
    """The year that two digits (0..99) mean: within 49 years before and 50 years after today's."""
    year = today.year - today.year % 100 + yy
    distance = yy - today.year % 100
    if distance >= 51:
        return year - 100
    return year + 100 if distance <= -50 else year


def has_two_digit_year(day: date, today: date) -> bool:
    """Whether the last two digits of a day's year mean that very year today."""
    return full_year(day.year % 100, today) == day.year


def read_yymmdd(text: str, today: date) -> date | None:
    """The date of six digits YYMMDD, day 00 being the last day of the month; None when there is no such day."""
    if len(text) != 6 or not is_digits(text):
        return None
    year, month, day = full_year(int(text[:2]), today), int(text[2:4]), int(text[4:])
    if not 1 <= month <= 12 or not MINYEAR <= year <= MAXYEAR:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def write_yymmdd(day: date) -> str:
    """Six digits of a date."""
    return day.strftime("%y%m%d")
