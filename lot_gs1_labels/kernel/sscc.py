"""Serial shipping container codes: the numbers of logistic units.

Source: GS1 General Specifications 25, 3.2 (AI 00) and 7.9.1: extension digit, company prefix, serial reference and
check digit, 18 digits in all.
"""

from .check_digits import check_digit, has_check_digit, is_digits

LENGTH = 18


def capacity(prefix: str) -> int:
    """How many serial references there are under one company prefix and extension digit."""
    return int(10 ** (LENGTH - 2 - len(prefix)))


def build(extension: str, prefix: str, serial: int) -> str:
    """The code of a logistic unit; ValueError when the parts are no digits, or the serial reference has no place."""
    if not (is_digits(extension) and len(extension) == 1 and is_digits(prefix) and 4 <= len(prefix) <= 12):
        raise ValueError(extension, prefix)
    if not 0 <= serial < capacity(prefix):
        raise ValueError(serial)
    digits = extension + prefix + str(serial).zfill(LENGTH - 2 - len(prefix))
    return digits + check_digit(digits)


def is_sscc(text: str) -> bool:
    """Whether a text is such a code."""
    return len(text) == LENGTH and has_check_digit(text)
