"""Formats of lot and serial numbers: one small language to write numbers and (``lot_number_fit``) to recognise them.

A format is text with parts in braces, e.g. ``L{yy}{doy}-{seq:4}{check:mod37-2}``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from . import lot_number_check as checks

DIGITS = "0123456789"
UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MONTHS = UPPER[:12]
LONGEST_FORMAT = 200  # characters
LONGEST = 100  # characters of a number held against a format
MOST_DIGITS = 9  # of a counter
LARGEST = 2**31 - 1  # what the counter holds, e.g. less than {seq36:6} could show
SHORT_WAY = 10  # numbers that may always be left out by a number typed by hand

DATES: dict[str, Callable[[date], str]] = {
    "yyyy": lambda day: f"{day.year:04}",
    "yy": lambda day: f"{day.year % 100:02}",
    "y": lambda day: f"{day.year % 10}",
    "mm": lambda day: f"{day.month:02}",
    "ml": lambda day: MONTHS[day.month - 1],
    "dd": lambda day: f"{day.day:02}",
    "doy": lambda day: f"{day.timetuple().tm_yday:03}",
    "wyy": lambda day: f"{day.isocalendar().year % 100:02}",
    "ww": lambda day: f"{day.isocalendar().week:02}",
}
PLACES = ("plant", "line", "product")
COUNTERS = {"seq": DIGITS, "seq36": DIGITS + UPPER}
CLASSES = {
    "digits": frozenset(DIGITS),
    "letters": frozenset(UPPER + UPPER.lower()),
    "any": frozenset(map(chr, range(33, 127))),
}
_DEFAULTS = {"plant": (1, 5), "line": (1, 5), "product": (1, 20)}  # characters


class FormatError(ValueError):
    """What is wrong with a format: ``code``, and the text ``got`` that is wrong.

    Codes: ``braces``, ``unknown``, ``length``, ``blank``, ``too_long``, ``empty``, ``two_counters``, ``no_counter``,
    ``class_in_own``, ``check_first``, ``reset``, ``counter_after_check``.
    """

    def __init__(self, code: str, got: str = ""):
        super().__init__(code, got)
        self.code, self.got = code, got


class NumberError(ValueError):
    """Why no number can be written: ``code`` and the text ``got`` that is wrong.

    Codes: ``exhausted``, ``missing``, ``part_too_long``, ``part_blank``.
    """

    def __init__(self, code: str, got: str = ""):
        super().__init__(code, got)
        self.code, self.got = code, got


@dataclass(frozen=True)
class Part:
    """A piece of a format.

    Args:
        name: key of DATES, PLACES, COUNTERS or CLASSES, ``check``, or ``text``.
        shortest, longest: characters that it takes.
        text: the text itself, or the name of the check.
    """

    name: str
    shortest: int
    longest: int
    text: str = ""


@dataclass(frozen=True)
class Facts:
    """What a number tells beside the counter: the day, and codes by name of the place ("" when not known)."""

    day: date
    plant: str = ""
    line: str = ""
    product: str = ""


def parse(text: str) -> tuple[Part, ...]:
    """Take a format apart; FormatError when it is none."""
    if not text:
        raise FormatError("empty")
    if len(text) > LONGEST_FORMAT:
        raise FormatError("too_long", text)
    parts, at = [], 0
    while at < len(text):
        start = text.find("{", at)
        end = len(text) if start < 0 else start
        if end > at:
            parts.append(_literal(text[at:end]))
        if start < 0:
            break
        close = text.find("}", start)
        if close < 0:
            raise FormatError("braces", text[start:])
        parts.append(_part(text[start + 1 : close]))
        at = close + 1
    return tuple(parts)


def _literal(text):
    if "}" in text:
        raise FormatError("braces", text)
    if not _is_plain(text):
        raise FormatError("blank", text)
    return Part("text", len(text), len(text), text)


def _is_plain(text):
    return all(" " < character < "\x7f" for character in text)


def _part(inside):
    name, _colon, argument = inside.partition(":")
    if name in DATES and not argument:
        length = len(DATES[name](date(2026, 1, 1)))
        return Part(name, length, length)
    if name == "check" and argument in checks.CHECKS:
        length = checks.CHECKS[argument].length
        return Part(name, length, length, argument)
    if name in COUNTERS:
        shortest, longest = _lengths(argument or "4", inside)
        if shortest != longest or longest > MOST_DIGITS - (3 if name == "seq36" else 0):
            raise FormatError("length", inside)
        return Part(name, longest, longest)
    if name in _DEFAULTS:
        longest = _lengths(argument, inside)[1] if argument else _DEFAULTS[name][1]
        return Part(name, 1, longest)
    if name in CLASSES:
        return Part(name, *_lengths(argument or "1", inside))
    raise FormatError("unknown", inside)


def _lengths(argument, inside):
    first, dash, last = argument.partition("-")
    ends = (first, last if dash else first)
    if not all(end and len(end) <= 2 and set(end) <= set(DIGITS) for end in ends):
        raise FormatError("length", inside)
    shortest, longest = map(int, ends)
    if not 1 <= shortest <= longest <= LONGEST:
        raise FormatError("length", inside)
    return shortest, longest


# --- is it good to number with? ---

PERIODS: dict[str, Callable[[date], str]] = {
    "never": lambda day: "",
    "year": lambda day: f"{day.year}",
    "month": lambda day: f"{day.year}-{day.month:02}",
    "week": lambda day: "{}-W{:02}".format(*day.isocalendar()),
    "day": lambda day: day.isoformat(),
}


def check_own(parts: tuple[Part, ...], reset: str) -> None:
    """FormatError unless the parts make numbers that do not repeat when the counter starts again (key of PERIODS)."""
    names = [part.name for part in parts]
    counters = [index for index, name in enumerate(names) if name in COUNTERS]
    if not counters:
        raise FormatError("no_counter")
    if len(counters) > 1:
        raise FormatError("two_counters")
    for part in parts:
        if part.name in CLASSES:
            raise FormatError("class_in_own", part.name)
    if "check" in names and names.index("check") < counters[0]:
        raise FormatError("counter_after_check")
    if not _tells_period(set(names), reset):
        raise FormatError("reset", reset)


def _tells_period(names, reset):
    year = bool(names & {"yyyy", "yy", "y"})
    day = year and ("doy" in names or ("dd" in names and bool(names & {"mm", "ml"})))
    told = {
        "never": True,
        "year": year,
        "month": year and bool(names & {"mm", "ml", "doy"}),
        "week": day or {"wyy", "ww"} <= names,  # the week's own year: 2027-01-01 is in week 53 of 2026
        "day": day,
    }
    return told[reset]


# --- writing ---


def largest_number(parts: tuple[Part, ...]) -> int:
    """The last number that the counter of these parts can show."""
    part = next(part for part in parts if part.name in COUNTERS)
    return min(len(COUNTERS[part.name]) ** part.longest - 1, LARGEST)


def write(parts: tuple[Part, ...], facts: Facts, number: int) -> str:
    """The number that the counter's value becomes; NumberError when it cannot be written. Nothing is cut off."""
    text = ""
    for part in parts:
        text += _written(part, facts, number, text)
    return text


def _written(part, facts, number, before):
    if part.name == "text":
        return part.text
    if part.name in DATES:
        return DATES[part.name](facts.day)
    if part.name in COUNTERS:
        digits = _in_base(number, COUNTERS[part.name]).rjust(part.longest, "0")
        if len(digits) > part.longest:
            raise NumberError("exhausted", digits)
        return digits
    if part.name == "check":
        return checks.CHECKS[part.text].of(before)
    value = getattr(facts, part.name)
    if not value:
        raise NumberError("missing", part.name)
    if len(value) > part.longest:
        raise NumberError("part_too_long", value)
    if not _is_plain(value):
        raise NumberError("part_blank", value)
    return value


def _in_base(number, alphabet):
    digits = ""
    while number:
        number, rest = divmod(number, len(alphabet))
        digits = alphabet[rest] + digits
    return digits


def number_in(parts: tuple[Part, ...], facts: Facts, text: str) -> int | None:
    """The counter's value in a number that these parts write with these facts; None when they do not write it.

    Raises:
        NumberError: they cannot write any number with these facts.
    """
    at = 0
    for part in parts:
        if part.name in COUNTERS:
            alphabet, digits = COUNTERS[part.name], text[at : at + part.longest]
            if len(digits) < part.longest or not set(digits) <= set(alphabet):
                return None
            number = int(digits, len(alphabet))
            return number if number <= LARGEST and write(parts, facts, number) == text else None
        at += len(_written(part, facts, 0, text[:at]))
    return None


def count_on(last: int, typed: Iterable[int], largest: int) -> int:
    """Where a counter goes on after numbers that people typed: never back, and never because of a typing error.

    A number that would use up more than half of what is left in one leap is not followed; it is left out when the
    counter comes there.
    """
    for number in sorted(typed):
        if 0 < number - last <= max(SHORT_WAY, (largest - last) // 2):
            last = number
    return last


def widest(parts: tuple[Part, ...], day: date, known: dict[str, str]) -> str:
    """The longest number that these parts can write; ``known``: the longest codes there are, by name of the place."""
    filled = {part.name: known.get(part.name) or "X" * part.longest for part in parts if part.name in PLACES}
    roomy = tuple(
        Part(part.name, 1, max(part.longest, len(filled[part.name]))) if part.name in PLACES else part for part in parts
    )
    return write(roomy, Facts(day, **filled), largest_number(parts))
