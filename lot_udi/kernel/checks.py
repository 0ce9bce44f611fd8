"""Check characters of identifiers that are not GS1's own, the check pairs of Basic UDI-DIs, and look-alike letters.

Sources: ANSI/HIBC 2.6, appendix B (modulo 43); ISO 7064 (modulo 37-2, donation numbers of ISBT 128); IFA,
specification PPN-Code (modulo 97, modulo 11 of the PZN); GS1 General Specifications 25, 7.9.5 (check pair), which HIBCC
uses over the whole string as well. The pair of ICCBBA could not be held against a public source: taken to be the same.
"""

from collections.abc import Callable

from odoo.addons.lot_gs1_labels.kernel.check_digits import check_pair, is_digits

GS1, HIBCC, ICCBBA, IFA = "GS1", "HIBCC", "ICCBBA", "IFA"
AGENCIES = (GS1, HIBCC, ICCBBA, IFA)

HIBC_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_HIBC_VALUES = {character: value for value, character in enumerate(HIBC_ALPHABET)}
_DIN_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_DIN_VALUES = {character: value for value, character in enumerate(_DIN_ALPHABET[:-1])}
_DIN_LENGTH = 13
_PPN_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._")
_PZN_LENGTH = 8

# What people take for one another on a worn label.
_LOOKS_LIKE = {
    "0": "ODQ", "O": "0QD", "D": "0O", "Q": "O0", "1": "I7L", "I": "1L", "L": "1I", "7": "1", "2": "Z", "Z": "2",
    "5": "S", "S": "5", "6": "G", "G": "6C", "C": "G", "8": "B", "B": "8", "U": "V", "V": "UY", "Y": "V",
}  # fmt: skip
_MOST_HINTS = 3
# Signs of one class read alike to people in a hurry: each stands for the first.
_CLASSES = ("0ODQ", "1IL7", "2Z", "5S", "6GC", "8B", "UVY")
LOOKS = "".join(sign for signs in _CLASSES for sign in signs[1:])
LOOKS_AS = "".join(signs[0] for signs in _CLASSES for _sign in signs[1:])
_AS_IT_LOOKS = str.maketrans(LOOKS, LOOKS_AS)


def hibc_character(text: str) -> str:
    """The check character to append to a HIBC text, "+" included; it may be a blank. ValueError: foreign character."""
    try:
        return HIBC_ALPHABET[sum([_HIBC_VALUES[character] for character in text]) % len(HIBC_ALPHABET)]
    except KeyError:
        raise ValueError(text) from None


def hibc_look_alikes(text: str, check: str) -> list[tuple[int, str]]:
    """Places in a HIBC text where one look-alike letter would make this check character right, and that letter."""
    lacking = _HIBC_VALUES[check] - sum(_HIBC_VALUES[character] for character in text)
    found = [
        (at, other)
        for at, character in enumerate(text)
        for other in _LOOKS_LIKE.get(character, "")
        if (_HIBC_VALUES[other] - _HIBC_VALUES[character] - lacking) % len(HIBC_ALPHABET) == 0
    ]
    return found[:_MOST_HINTS]


def look_alike(character: str, allowed: Callable[[str], bool]) -> str:
    """An allowed character that this one is easily taken for, "" when there is none."""
    others = character.upper() + _LOOKS_LIKE.get(character.upper(), "")
    return next((other for other in others if other != character and allowed(other)), "")


def as_it_looks(text: str) -> str:
    """A text with one sign for all that are taken for one another: what looks alike is equal."""
    return text.upper().translate(_AS_IT_LOOKS)


def donation_character(text: str) -> str:
    """The keyboard check character of the 13 characters of a donation number (without flags); ValueError: none."""
    if len(text) != _DIN_LENGTH or any(character not in _DIN_VALUES for character in text):
        raise ValueError(text)
    total = 0
    for character in text:
        total = (2 * total + _DIN_VALUES[character]) % 37
    return _DIN_ALPHABET[(1 - 2 * total) % 37]


def ppn_digits(text: str) -> str:
    """The two digits to append to a PPN (product registration agency and national code); ValueError: no such text."""
    if not text or not _PPN_SIGNS.issuperset(text):
        raise ValueError(text)
    return f"{sum(ord(character) * weight for weight, character in enumerate(text, 2)) % 97:02}"


def pzn_digit(code: str) -> str:
    """The check digit that the eight digits of a German pharmacy number (PZN) should end in; "" when there is none."""
    if len(code) != _PZN_LENGTH or not is_digits(code):
        return ""
    rest = sum(int(digit) * weight for weight, digit in enumerate(code[:-1], 1)) % 11
    return str(rest) if rest < 10 else ""


def basic_udi(agency: str, body: str) -> str:
    """A whole Basic UDI-DI from what stands before its check pair; ValueError when it is not of the agency's form."""
    shapes = {GS1: _is_model_number, HIBCC: _is_hibc_model, ICCBBA: bool, IFA: _is_ifa_model}
    if agency not in shapes or not shapes[agency](body):
        raise ValueError(body)
    return body + (ppn_digits(body) if agency == IFA else check_pair(body))


def basic_udi_expected(agency: str, code: str) -> str:
    """The two characters that a Basic UDI-DI should end with; "" when it is not of the agency's form at all."""
    try:
        return basic_udi(agency, code[:-2])[-2:]
    except ValueError:
        return ""


def _is_model_number(body):
    return is_digits(body[:4])


def _is_hibc_model(body):
    code = body[2:]
    alone = 5 <= len(code) <= 21 and _DIN_VALUES.keys() >= set(code)
    return body.startswith("++") and alone and code[0].isalpha()


def _is_ifa_model(body):
    return body.startswith("PP") and is_digits(body[2:7]) and len(body) > 7
