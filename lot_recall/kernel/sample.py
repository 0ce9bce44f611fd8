"""Effectiveness checks: how many consignees are to be asked, and which, so that anybody can draw the same again.

Levels: 21 CFR 7.42(b)(3): A all, B more than 10 % and less than 100 %, C 10 %, D 2 %, E none.
"""

import hashlib
from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

LEVELS = ("A", "B", "C", "D", "E")
_FIXED = {"A": Decimal(100), "C": Decimal(10), "D": Decimal(2), "E": Decimal(0)}


def sample_size(level: str, population: int, percent: Decimal | None = None) -> int:
    """How many of a population are to be checked; a part of one is one.

    Args:
        level: one of ``LEVELS``.
        population: consignees at the depth of the recall.
        percent: for level B alone: above 10, below 100.

    Raises:
        ValueError: no such level, or a percentage that level B does not have.
    """
    if level == "B":
        if percent is None or not Decimal(10) < percent < Decimal(100):
            raise ValueError("level B needs a percentage above 10 and below 100")
        share = percent
    elif level in _FIXED:
        share = _FIXED[level]
    else:
        raise ValueError(f"no level of effectiveness checks: {level!r}")
    return int((share * population / 100).to_integral_value(rounding=ROUND_CEILING))


def draw(numbers: Iterable[int], size: int, seed: str) -> list[int]:
    """Draw so many of these numbers, sorted; the order in which they come does not matter.

    Each number gets the SHA-256 of seed and number, and the smallest win: whoever has seed and list can check it, and
    a longer list never throws out a drawn one for anything but a newcomer.
    """
    by_hash = sorted(set(numbers), key=lambda number: (_hash(seed, number), number))
    return sorted(by_hash[:size])


def _hash(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}\n{number}".encode()).digest()
