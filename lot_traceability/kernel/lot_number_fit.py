"""Whether a number fits a format, and where it stops fitting.

Numbers are recognised part by part, from every place that the parts before can end at, so that the time is bounded by
parts × length² whatever the format says; no regular expression is made of it.
"""

from .lot_number import CLASSES, COUNTERS, DATES, DIGITS, LONGEST, MONTHS, PLACES, Facts, Part
from .lot_number_check import CHECKS

_DATE_RANGES = {"mm": (1, 12), "dd": (1, 31), "doy": (1, 366), "ww": (1, 53)}


def misfit(parts: tuple[Part, ...], text: str, facts: Facts | None = None) -> int | None:
    """Where a number stops fitting (0-based, its length when something is missing), None when it fits.

    Args:
        parts: of the format.
        text: the number.
        facts: codes of plant, line and product when they are known; dates may be of any day.
    """
    if len(text) > LONGEST:
        return LONGEST
    places = {0}
    for part in parts:
        starts, places = places, {end for start in places for end in _ends(part, text, start, facts)}
        if not places:
            return max(start + _good_characters(part, text[start : start + part.longest], facts) for start in starts)
    return None if len(text) in places else max(places)


def _ends(part, text, start, facts):
    """Where a part that starts here may end."""
    lengths = range(part.shortest, min(part.longest, len(text) - start) + 1)
    return [start + length for length in lengths if _is(part, text[start : start + length], text[:start], facts)]


def _good_characters(part, piece, facts):
    """How many characters of a piece that is not this part could be its beginning."""
    for length in range(len(piece), 0, -1):
        if _could_start(part, piece[:length], facts):
            return length
    return 0


def _could_start(part, piece, facts):
    if len(piece) == part.longest:
        return False  # long enough, so something else is wrong with it
    if part.name == "text":
        return part.text.startswith(piece)
    if part.name == "check":
        return False
    known = getattr(facts, part.name) if facts and part.name in PLACES else ""
    if known:
        return known.startswith(piece)
    allowed = COUNTERS.get(part.name) or CLASSES.get(part.name) or (DIGITS if part.name in DATES else CLASSES["any"])
    return set(piece) <= set(allowed)


def _is(part, piece, before, facts):
    name = part.name
    if name == "text":
        return piece == part.text
    if name == "check":
        return CHECKS[part.text].of(before) == piece
    if name == "ml":
        return piece in MONTHS
    if name in DATES:
        low, high = _DATE_RANGES.get(name, (0, 9999))
        return set(piece) <= set(DIGITS) and low <= int(piece) <= high
    if name in PLACES:
        known = getattr(facts, name) if facts else ""
        return piece == known if known else set(piece) <= CLASSES["any"]
    return set(piece) <= set(COUNTERS.get(name) or CLASSES[name])
