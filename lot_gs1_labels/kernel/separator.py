"""The one file that knows which byte stands for FNC1, and what devices send in its place.

A GS1 symbol starts with FNC1 and has FNC1 between an element of variable length and the next one. Scanners
transmit the inner ones as the ASCII control character GS; those that act as a keyboard have no such key and type
something else.

Source: GS1 General Specifications 25, 7.8.
"""

import re
from collections.abc import Iterable

from .respelt import Respelt

FNC1 = "\x1d"

# How people and papers see it where a control character cannot stand.
VISIBLE = "␝"

# Spellings of the separator with a character that no GS1 value may hold: reading them changes no data.
_SPELT = re.compile(rf"\^\]|[{{\[](?:GS|FNC1|F8)[}}\]]|\\(?:x1[Dd]|u001[Dd]|029|035)|{VISIBLE}|\0")
# Spellings that a lot number may hold as well: only the device's own setting can tell.
_DOUBTFUL = re.compile(r"<(?:GS|FNC1|F8|0x1[Dd])>|%1[Dd]|A(?:lt|LT)029")
# What a lot or serial number holds when the separator behind it was lost: AI and date, then the end or another AI.
_SWALLOWED = re.compile(r"(?<=.)1[1357][0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?=\Z|10|21|240|3[07])")


def visible(text: str) -> str:
    """Text with separators as a printable sign, for messages."""
    return text.replace(FNC1, VISIBLE)


def symbol_bytes(element_string: str) -> bytes:
    """Bytes for a symbol encoder that writes the FNC1 codeword for this byte: one in front, the inner ones in place."""
    return (FNC1 + element_string).encode("ascii")


def respell(text: str, substitutes: Iterable[str] = ()) -> Respelt:
    """Read a device's own substitutes as separators (the longest first), or what can be nothing else when none."""
    longest_first = sorted(filter(None, substitutes), key=len, reverse=True)
    own = re.compile("|".join(map(re.escape, longest_first))) if longest_first else _SPELT
    return Respelt(text, own, FNC1)


def doubtful(text: str) -> tuple[int, int] | None:
    """Where something stands that may be a separator as typed by a device, but may be data as well."""
    found = _DOUBTFUL.search(text)
    return found.span() if found else None


def swallowed(value: str) -> tuple[int, int] | None:
    """Where a value of variable length looks as if it had swallowed the elements behind it, their separator lost."""
    found = _SWALLOWED.search(value)
    return (found.start(), len(value)) if found else None
