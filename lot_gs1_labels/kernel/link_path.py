"""The path of a GS1 Digital Link: where its key starts, and whether its parts are in order.

Source: GS1 Digital Link Standard: URI Syntax (primary keys, qualifiers, their order; up to release 1.1 also names
instead of numbers) and Compression (withdrawn).
"""

import re
from collections.abc import Iterable, Sequence

from .ai_table import TABLE, Ai
from .check_digits import has_check_digit

# Names that stood for the numbers of keys and qualifiers until release 1.1.
NAMES = {
    "cpid": "8010", "cpsn": "8011", "cpv": "22", "gcn": "255", "gdti": "253", "giai": "8004", "ginc": "401",
    "gln": "414", "glnx": "254", "gmn": "8013", "grai": "8003", "gsin": "402", "gsrn": "8018", "gsrnp": "8017",
    "gtin": "01", "itip": "8006", "lot": "10", "party": "417", "refno": "8020", "ser": "21", "srin": "8019",
    "sscc": "00",
}  # fmt: skip

_BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_COMPRESSED = re.compile(f"[{re.escape(_BASE64URL)}]{{10,}}")
# First byte of a compressed link → digits of its key and bits that hold them; the bytes with a letter stand for usual
# groups of AIs, these all start with 01.
_SIZES = {0x00: (18, 60), **dict.fromkeys((0x01, *range(0x0A, 0x10), *range(0x1A, 0x20)), (14, 47))}


def named(segment: str) -> Ai | None:
    """The AI that a path segment stands for, by number or by its former name."""
    return TABLE.get(NAMES.get(segment, segment))


def key_place(segments: Sequence[str]) -> int:
    """Index of the segment that names the primary key, -1 when there is none.

    Segments are read in pairs from the end; the rightmost key wins, what stands before it is the owner's business.
    """
    for at in range(len(segments) - 2, 0, -2):
        spec = named(segments[at])
        if spec is None:
            break
        if spec.qualifiers:
            return at
    return -1


def in_order(key: Ai, qualifiers: Iterable[str]) -> bool:
    """Whether these AIs may follow a primary key in the path, in this order."""
    qualifiers = list(qualifiers)
    for alternative in key.qualifiers:
        rest = iter(alternative)
        if all(ai in rest for ai in qualifiers):
            return True
    return False


def fits_in(key: Ai, qualifiers: Sequence[str], ai: str) -> bool:
    """Whether an AI could stand somewhere between or after these qualifiers of the path."""
    places = range(len(qualifiers) + 1)
    return any(in_order(key, (*qualifiers[:place], ai, *qualifiers[place:])) for place in places)


def compressed_key(segment: str) -> str:
    """GTIN or SSCC of a wholly compressed link's last path segment, "" when it does not look like one."""
    if not _COMPRESSED.fullmatch(segment):
        return ""
    bits = "".join(f"{_BASE64URL.index(character):06b}" for character in segment[:12])
    digits, size = _SIZES.get(int(bits[:8], 2), (0, 0))
    if not digits or len(bits) < 8 + size:
        return ""
    key = str(int(bits[8 : 8 + size], 2)).zfill(digits)
    return key if len(key) == digits and has_check_digit(key) else ""
