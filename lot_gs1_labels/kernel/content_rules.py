"""What a component's value must satisfy beyond its characters and length, by the dictionary's rule names.

Source: GS1 Barcode Syntax Dictionary (names) and GS1 General Specifications 25, chapter 3 (meaning).
"""

import re
from collections.abc import Callable
from datetime import date

from . import check_digits, coupons, dates
from .data_file import load

_ISO = load("iso_codes.json")
COUNTRY_NUMERIC = frozenset(_ISO["country_numeric"].split())
COUNTRY_ALPHA2 = frozenset(_ISO["country_alpha2"].split())
CURRENCY_NUMERIC = frozenset(_ISO["currency_numeric"].split())
PACKAGE_TYPES = frozenset(load("package_types.json")["package_type"].split())

Rule = Callable[[str, date], bool]

_SHORTEST_PREFIX = 4  # digits of the shortest GS1 company prefix


def _prefix_at(start: int) -> Rule:
    end = start + _SHORTEST_PREFIX
    return lambda value, _today: len(value) >= end and check_digits.is_digits(value[start:end])


def _matches(pattern: str) -> Rule:
    compiled = re.compile(pattern)
    return lambda value, _today: compiled.fullmatch(value) is not None


def _at_most(highest: int) -> Rule:
    return lambda value, _today: check_digits.is_digits(value) and int(value) <= highest


def _yymmd0(value: str, today: date) -> bool:
    return dates.read_yymmdd(value, today) is not None


def _yymmdd(value: str, today: date) -> bool:
    return value[4:6] != "00" and _yymmd0(value, today)


def _yyyymmdd(value: str, _today: date) -> bool:
    try:
        date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        return False
    return True


def _piece_of_total(value: str, _today: date) -> bool:
    return "00" < value[:2] <= value[2:]


def _place_in_sequence(value: str, _today: date) -> bool:
    place, slash, total = value[:1], value[1:2], value[2:]
    return slash == "/" and check_digits.is_digits(place + total) and "0" < place <= total


def _iban(value: str, _today: date) -> bool:
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{1,30}", value) or value[:2] not in COUNTRY_ALPHA2:
        return False
    # ISO 7064 modulo 97-10: letters count 10..35, the first four characters go last.
    return int("".join(str(int(character, 36)) for character in value[4:] + value[:4])) % 97 == 1


# Name of the rule → code of the issue when it is broken, test.
RULES: dict[str, tuple[str, Rule]] = {
    "csum": ("check_digit", lambda value, _today: check_digits.has_check_digit(value)),
    "csumalpha": ("check_pair", lambda value, _today: check_digits.has_check_pair(value)),
    "gcppos1": ("gcp", _prefix_at(0)),
    "gcppos2": ("gcp", _prefix_at(1)),
    "yymmd0": ("date", _yymmd0),
    "yymmdd": ("date", _yymmdd),
    "yyyymmdd": ("date", _yyyymmdd),
    "hh": ("time", _matches("[01][0-9]|2[0-3]")),
    "mi": ("time", _matches("[0-5][0-9]")),
    "ss": ("time", _matches("[0-5][0-9]")),
    "hhmi": ("time", _matches("([01][0-9]|2[0-3])[0-5][0-9]")),
    "iso3166": ("country", lambda value, _today: value in COUNTRY_NUMERIC),
    "iso3166999": ("country", lambda value, _today: value == "999" or value in COUNTRY_NUMERIC),
    "iso3166alpha2": ("country", lambda value, _today: value in COUNTRY_ALPHA2),
    "iso4217": ("currency", lambda value, _today: value in CURRENCY_NUMERIC),
    "iso5218": ("content", _matches("[0129]")),
    "iban": ("iban", _iban),
    "pcenc": ("percent_encoding", _matches("([^%]|%[0-9A-Fa-f]{2})*")),
    "pieceoftotal": ("piece_total", _piece_of_total),
    "posinseqslash": ("content", _place_in_sequence),
    "winding": ("content", _matches("[019]")),
    "yesno": ("content", _matches("[01]")),
    "zero": ("content", _matches("0+")),
    "nonzero": ("content", _matches("[0-9]*[1-9][0-9]*")),
    "nozeroprefix": ("content", _matches("0|[^0].*")),
    "hyphen": ("content", _matches("-+")),
    "latitude": ("content", _at_most(1_800_000_000)),
    "longitude": ("content", _at_most(3_600_000_000)),
    "mediatype": ("content", _matches("0[1-9]|10|[89][0-9]")),
    "packagetype": ("content", lambda value, _today: value in PACKAGE_TYPES),
    "importeridx": ("content", _matches("[-0-9A-Z_a-z]")),
    "hasnondigit": ("content", lambda value, _today: not check_digits.is_digits(value)),
    "couponcode": ("content", coupons.is_coupon),
    "couponposoffer": ("content", coupons.is_positive_offer),
}
