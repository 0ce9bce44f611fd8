"""Check characters at the end of a lot number, by the standard methods of python-stdnum.

Separators and other characters that a method does not know are left out; small letters count as capital ones.
Sources: ISO/IEC 7064 (MOD 37-2, MOD 37-36, MOD 97-10), ISO/IEC 7812-1 annex B (Luhn), GS1 General Specifications 7.9.1.
"""

from collections.abc import Callable
from dataclasses import dataclass

from stdnum import ean, luhn
from stdnum.iso7064 import mod_37_2, mod_37_36, mod_97_10

_DIGITS = frozenset("0123456789")
_CODES = _DIGITS | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class Check:
    """A method: how many characters it appends, which it counts, and how it is calculated."""

    length: int
    counts: frozenset[str]
    calculate: Callable[[str], str]

    def of(self, text: str) -> str:
        """The check characters to append to a text."""
        counted = "".join(character for character in text.upper() if character in self.counts)
        return self.calculate(counted or "0").rjust(self.length, "0")


CHECKS = {
    "mod37-2": Check(1, _CODES, mod_37_2.calc_check_digit),
    "mod37-36": Check(1, _CODES, mod_37_36.calc_check_digit),
    "mod97": Check(2, _CODES, mod_97_10.calc_check_digits),
    "mod10": Check(1, _DIGITS, ean.calc_check_digit),
    "luhn": Check(1, _DIGITS, luhn.calc_check_digit),
}
