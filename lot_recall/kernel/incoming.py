"""Numbers of a supplier's notice: as written, and bare of what people write differently (SL-1, sl 1, SL1)."""

import re
import unicodedata
from typing import NamedTuple

MAX_NUMBERS = 10_000
_APART = re.compile(r"[\n\r;,\t]+")
_SIGNS = re.compile(r"[^0-9A-Z]")


class Numbers(NamedTuple):
    """``exact``: as written, without blanks around; ``bare``: capitals and digits only. Both without repetition."""

    exact: tuple[str, ...]
    bare: tuple[str, ...]


def read_numbers(text: str) -> Numbers:
    """Lot numbers of a text: one per line, or separated by commas, semicolons or tabs."""
    exact = tuple(dict.fromkeys(filter(None, (part.strip() for part in _APART.split(text or "")))))
    return Numbers(exact, tuple(dict.fromkeys(filter(None, map(bare, exact)))))


def bare(number: str) -> str:
    """Capitals and digits of a number; empty when it has none, so that dashes match nothing."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", number).upper())
