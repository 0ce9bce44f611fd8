"""Check digits and check characters of GS1 keys.

Source: GS1 General Specifications 25, 7.9.1 (modulo 10) and 7.9.5 (check character pair).
"""

DIGITS = frozenset("0123456789")
CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

_PAIR_CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PAIR_MODULUS = 1021
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_GTIN_LENGTHS = (8, 12, 13, 14)


def is_digits(text: str) -> bool:
    """Whether a text is one or more ASCII digits (str.isdigit accepts other scripts)."""
    return bool(text) and DIGITS.issuperset(text)


def check_digit(digits: str) -> str:
    """The digit to append to these ASCII digits (a key without its last digit); ValueError when they are none."""
    if not is_digits(digits):
        raise ValueError(digits)
    # Every second digit from the right weighs three, the last one first.
    total = 3 * sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2]))
    return str(-total % 10)


def has_check_digit(digits: str) -> bool:
    """Whether the last of these digits is the check digit of the others."""
    return is_digits(digits) and len(digits) > 1 and check_digit(digits[:-1]) == digits[-1]


def check_pair(text: str) -> str:
    """The two characters to append to a global model number; ValueError unless it is 1 to 23 characters of CSET 82."""
    if not 0 < len(text) <= len(_PRIMES):
        raise ValueError(text)
    weighted = zip(reversed(text), _PRIMES)
    total = sum(CSET82.index(character) * prime for character, prime in weighted) % _PAIR_MODULUS
    return _PAIR_CHARACTERS[total >> 5] + _PAIR_CHARACTERS[total & 31]


def has_check_pair(text: str) -> bool:
    """Whether the last two characters are the check pair of the others."""
    body = text[:-2]
    fits = 0 < len(body) <= len(_PRIMES) and set(CSET82).issuperset(body)
    return fits and check_pair(body) == text[-2:]


def right_end(text: str, code: str) -> str:
    """What a key should end in whose issue is ``check_digit`` or ``check_pair``; "" when its form is wrong, too."""
    length, right = {"check_digit": (1, check_digit), "check_pair": (2, check_pair)}[code]
    try:
        return right(text[:-length])
    except ValueError:
        return ""


def gtin14(barcode: str) -> str:
    """A GTIN-8, -12, -13 or -14 as 14 digits; "" when the text is none (wrong length, character or check digit).

    All zeros is no GTIN although its check digit fits.
    """
    if len(barcode) not in _GTIN_LENGTHS or not has_check_digit(barcode) or not barcode.strip("0"):
        return ""
    return barcode.zfill(14)


def gtin_digit(barcode: str) -> str:
    """The digit that a text as long as a GTIN should end in; "" when it is none whatever its last digit is."""
    return right_end(barcode, "check_digit") if len(barcode) in _GTIN_LENGTHS and barcode.strip("0") else ""


def gtin_forms(gtin: str) -> tuple[str, ...]:
    """The ways in which a 14-digit GTIN may be written on a product: 14 digits and every shorter form that it fits."""
    return tuple(gtin[-length:] for length in reversed(_GTIN_LENGTHS) if not gtin[:-length].strip("0"))
