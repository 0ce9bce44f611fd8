"""Devices that are followed to the patient: until when FDA is answered, and what personal data looks like.

Sources: 21 CFR 821.25(a)(1) to (3), 821.25(c)(3), 821.55(a).
"""

import calendar
import hashlib
import math
import re
from collections.abc import Iterable
from datetime import date, timedelta

BEFORE_PATIENT, WITH_PATIENT = 3, 10  # working days for the answer
AUDIT_OFTEN, AUDIT_LATER, OFTEN_UNTIL = 6, 12, 36  # months between audits, at first and after so many months
_BAD_SHARE, _RISK = 0.05, 0.05
_SATURDAY = 5
_SOCIAL_SECURITY = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
_BIG = f"[{''.join(filter(str.isupper, map(chr, range(0x530))))}]"  # Latin, Greek and Cyrillic capitals
# What stands behind “patient” in titles, in capitals and in names of products, and is nobody's name.
_NO_NAME = (
    "and|are|asked|bed|cable|called|card|could|data|deceased|did|died|does|had|has|id|interface|is|leads?|lift|"
    "monitor|monitoring|moved|name|no|not|number|or|record|refused|simulator|support|table|unknown|was|who|with"
)
_NAME = rf"(?!(?i:{_NO_NAME})\b){_BIG}(?=[^\W\d_]|[.'’])"
_PERSONAL = (
    # A name or a number behind the word; “patient died” and “the patient could not be reached” are no names.
    re.compile(rf"\b(?i:patient(?:['’]s)?(?:\s+named?)?)\s*(?::\s*\w|\s(?:\d{{3}}|{_NAME}))"),
    re.compile(rf"\b(?i:born|date of birth|dob)\s*(?::\s*\w|\s(?i:on\s+)?(?:\d|{_NAME}))"),
    re.compile(r"\b(?i:patient)\s+(?i:id|no|number)\b[\s.:#]*\d"),
    # Not “ms pulse” and not “MR safe”, which are milliseconds and magnetic resonance.
    re.compile(rf"\b(?:(?i:mrs\b\.?|mr\.)\s+[^\W\d_](?=[^\W\d_]|['’])|(?:Mr|Ms\b\.?)\s+{_NAME})"),
)
_HIDDEN = "•••"


def working_days_after(day: date, count: int) -> date:
    """The last day of a limit; working days are Monday to Friday, and the first day does not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def looks_personal(text: str, is_number: bool = False) -> str:
    """The part of a text that looks like data of a patient, "" for none.

    Args:
        is_number: the text is a number of goods, which may well have the form of a social security number.
    """
    patterns = _PERSONAL if is_number else (_SOCIAL_SECURITY, *_PERSONAL)
    found = next((hit for hit in (pattern.search(text) for pattern in patterns) if hit), None)
    return found[0] if found else ""


def mask(text: str) -> str:
    """A name as people without need see it: initials only, of numbers the last two digits."""
    words = text.split()
    if not words:
        return ""
    if any(sign.isdigit() for sign in text):
        return _HIDDEN + text.strip()[-2:]
    return " ".join(word[0] + _HIDDEN for word in words)


def audit_due(first: date, last: date | None, ordered: date | None = None) -> date:
    """Day until which tracking data are audited: every 6 months in the first 3 years of distribution, then every year.

    Args:
        first: of the first distribution. last: of the last audit, None when there was none.
        ordered: from when FDA wants the device tracked; nobody audited it before.
    """
    since = last or max(first, ordered or first)
    return _months_after(since, AUDIT_OFTEN if since < _months_after(first, OFTEN_UNTIL) else AUDIT_LATER)


def audit_sample(population: int) -> int:
    """So many records that, if 5 of 100 are wrong, at least one of these is among them with 95 percent certainty."""
    wrong, chance = math.ceil(population * _BAD_SHARE), 1.0
    for taken in range(population):
        if chance <= _RISK:
            return taken
        chance *= (population - wrong - taken) / (population - taken)
    return population


def draw(numbers: Iterable[int], size: int, seed: str) -> list[int]:
    """Draw so many of these numbers, sorted; whoever has the seed can draw them again."""
    by_hash = sorted(set(numbers), key=lambda number: hashlib.sha256(f"{seed}\n{number}".encode()).digest())
    return sorted(by_hash[:size])


def _months_after(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
