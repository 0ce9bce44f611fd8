"""What a barcode is as a GTIN, and whose.

Source: GS1 General Specifications 25, 7.9.1 (check digit) and 1.4 (company prefix).
"""

from .check_digits import gtin14, has_check_digit, is_digits

BLANK = "blank"  # no barcode
VALID = "valid"
FOREIGN = "foreign"  # valid, but its number was given to another company
CHECK_DIGIT = "check_digit"  # as long as a GTIN, the last digit is wrong
SPACES = "spaces"  # a GTIN with blanks in it: no scan finds it
NOT_GTIN = "not_gtin"

_LENGTHS = (8, 12, 13, 14)
_SHORT = "000000"  # what a GTIN-8 is filled up with; its number does not start with a company prefix


def judge(barcode: str, company_prefix: str = "") -> str:
    """What a barcode is as a GTIN: one of the words above.

    Args:
        barcode: as entered; "" when there is none.
        company_prefix: the company's own digits; "" when not known, nothing is foreign then.
    """
    text = "".join(barcode.split())
    if not text:
        return BLANK
    if len(text) not in _LENGTHS or not is_digits(text) or not text.strip("0"):
        return NOT_GTIN
    if text != barcode:
        return SPACES
    if not has_check_digit(text):
        return CHECK_DIGIT
    return VALID if is_own(gtin14(text), company_prefix) else FOREIGN


def is_own(gtin: str, company_prefix: str) -> bool:
    """Whether a GTIN (14 digits) may be the company's own; a GTIN-8 does not tell."""
    return gtin.startswith(_SHORT) or gtin[1:].startswith(company_prefix)
