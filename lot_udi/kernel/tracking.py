"""Devices that are followed to the patient: until when FDA is answered, and what personal data looks like.

Sources: 21 CFR 821.25(a)(1) to (3), 821.55(a).
"""

import re
from datetime import date, timedelta

BEFORE_PATIENT, WITH_PATIENT = 3, 10  # working days for the answer
_SATURDAY = 5
_PERSONAL = (
    re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"),  # social security number
    re.compile(r"\b(?:patient|born|date of birth|dob|mrs?|ms)\b[\s.:]*[A-Z\d]", re.IGNORECASE),
)
_HIDDEN = "•••"


def working_days_after(day: date, count: int) -> date:
    """The last day of a limit; working days are Monday to Friday, and the first day does not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def looks_personal(text: str) -> str:
    """The part of a text that looks like data of a patient, "" for none."""
    found = next((hit for hit in (pattern.search(text) for pattern in _PERSONAL) if hit), None)
    return found[0] if found else ""


def mask(text: str) -> str:
    """A name as people without need see it: initials only, of numbers the last two digits."""
    words = text.split()
    if not words:
        return ""
    if any(sign.isdigit() for sign in text):
        return _HIDDEN + text.strip()[-2:]
    return " ".join(word[0] + _HIDDEN for word in words)
