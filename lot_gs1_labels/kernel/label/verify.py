"""Holds what a printed label reads as against what it must say, and reads grades. Pure; decodes no symbol.

Sources: GS1 General Specifications 25, 5.12 (verification); ISO/IEC 15415:2024 and 15416:2016 (grades from 0.0 to 4.0,
of which A is 3.5 and more, B 2.5, C 1.5, D 0.5, F less).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

LETTERS = {"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0, "F": 0.0}
_LEAST = (("A", 3.5), ("B", 2.5), ("C", 1.5), ("D", 0.5))
BEST = 4.0
# 3.2, 3,2 or as verifiers print it: grade/aperture/wavelength/angle.
_GRADE = re.compile(r"([0-4](?:[.,][0-9]{1,2})?)(?:/.*)?")
MOST_NUMBERS = 100_000
_RANGE = re.compile(r"(.*\S)\s*(?:\.\.|…)\s*(\S.*)")
_TAIL = re.compile(r"[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One identifier of a symbol: what stands on record, what was read; "" where it is missing."""

    key: str
    expected: str
    read: str

    @property
    def is_right(self) -> bool:
        """Whether both say the same."""
        return self.expected == self.read


def keys_of(symbol: Iterable[str], facts: Collection[str]) -> tuple[str, ...]:
    """Identifiers that a symbol carries: of "10/21" the first that the record has; those without value are left out."""
    chosen = (next((key for key in entry.split("/") if key in facts), "") for entry in symbol)
    return tuple(key for key in chosen if key)


def compare(
    read: Mapping[str, str], facts: Mapping[str, str], symbols: Iterable[tuple[str, ...]], usual: Iterable[str] = ()
) -> tuple[Row, ...]:
    """Field by field: what one scan says beside what the record says.

    Args:
        read: {AI: value} of the scan.
        facts: {AI: value} of the record; empty values count as none.
        symbols: for each symbol of the design the identifiers it may carry, in order. The scan is held against the one
            that has most in common with it, so that a label's second symbol is not blamed for what the first says.
            Empty: all of ``usual``.
        usual: identifiers that symbols of this record carry when the design names none.
    """
    said = {key: value for key, value in facts.items() if value}
    usual = tuple(usual)
    wanted = min(
        (keys_of(symbol or usual, said) for symbol in symbols),
        key=lambda keys: len(set(keys) ^ set(read)),
        default=(),
    )
    rows = [Row(key, said[key], read.get(key, "")) for key in wanted]
    return (*rows, *(Row(key, "", value) for key, value in read.items() if key not in wanted))


def letter(grade: float) -> str:
    """A to F of a numeric grade."""
    return next((name for name, least in _LEAST if round(grade, 1) >= least), "F")


def read_grade(text: str) -> float | None:
    """A grade as people enter it or a verifier prints it (``B``, ``3.2``, ``3,2/06/660``), None when it is none."""
    text = text.strip().upper()
    if text in LETTERS:
        return LETTERS[text]
    found = _GRADE.fullmatch(text)
    grade = float(found[1].replace(",", ".")) if found else None
    return grade if grade is not None and grade <= BEST else None


def is_enough(grade: float, least: str) -> bool:
    """Whether a grade reaches the least one asked for: 2.7 does where B is asked for, and does not where 3.0 is."""
    least = least.strip().upper()
    return letter(grade) <= least if least in LETTERS else grade >= (read_grade(least) or 0)


def numbers_in(text: str) -> list[str]:
    """Numbers that people list, one a line; ``A-007 .. A-012`` is a run.

    Raises:
        ValueError: a run whose ends do not fit together, or more than MOST_NUMBERS; its argument is the line.
    """
    numbers: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        run = _RANGE.fullmatch(line)
        numbers += _run(run[1], run[2], line) if run else [line]
        if len(numbers) > MOST_NUMBERS:
            raise ValueError(line)
    return numbers


def _run(first, last, line):
    tail, end = _TAIL.search(first), _TAIL.search(last)
    head = first[: tail.start()] if tail else ""
    if not tail or not end:
        raise ValueError(line)
    width = len(first) - len(head)
    # The end may be short: A-007 .. 012. What stands before its digits must be the same.
    if last[: end.start()] not in ("", head) or len(end[0]) != width:
        raise ValueError(line)
    start, stop = int(tail[0]), int(end[0])
    if not start <= stop < start + MOST_NUMBERS:
        raise ValueError(line)
    return [f"{head}{number:0{width}}" for number in range(start, stop + 1)]
