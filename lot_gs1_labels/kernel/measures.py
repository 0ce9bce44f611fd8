"""Numbers in GS1 elements: counts, measures, amounts, percentages, temperatures.

The last digit of most of these AIs tells the decimals. Units are codes of UN/ECE Recommendation 20.

Source: GS1 General Specifications 25, 3.6 (measures, counts, amounts) and AIs 4330 to 4333 (temperatures).
"""

from dataclasses import dataclass
from decimal import Decimal

from .ai_table import TABLE
from .check_digits import is_digits

ONE, PERCENT = "C62", "P1"

# First three digits of the AI → unit.
_UNITS = {
    "310": "KGM", "311": "MTR", "312": "MTR", "313": "MTR", "314": "MTK", "315": "LTR", "316": "MTQ",
    "320": "LBR", "321": "INH", "322": "FOT", "323": "YRD", "324": "INH", "325": "FOT", "326": "YRD",
    "327": "INH", "328": "FOT", "329": "YRD",
    "330": "KGM", "331": "MTR", "332": "MTR", "333": "MTR", "334": "MTK", "335": "LTR", "336": "MTQ", "337": "28",
    "340": "LBR", "341": "INH", "342": "FOT", "343": "YRD", "344": "INH", "345": "FOT", "346": "YRD",
    "347": "INH", "348": "FOT", "349": "YRD",
    "350": "INK", "351": "FTK", "352": "YDK", "353": "INK", "354": "FTK", "355": "YDK", "356": "APZ", "357": "OZA",
    "360": "QT", "361": "GLL", "362": "QT", "363": "GLL", "364": "INQ", "365": "FTQ", "366": "YDQ",
    "367": "INQ", "368": "FTQ", "369": "YDQ", "394": PERCENT,
}  # fmt: skip
_AMOUNTS = ("390", "392", "395")
_AMOUNTS_WITH_CURRENCY = ("391", "393")
_TEMPERATURES = {"4330": "FAH", "4331": "CEL", "4332": "FAH", "4333": "CEL"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its decimals as encoded ("1.250"), and what it counts.

    ``unit``: code of UN/ECE Recommendation 20, "" for an amount of money; ``currency``: numeric code of ISO 4217, ""
    where the code leaves it to the parties.
    """

    number: Decimal
    unit: str = ""
    currency: str = ""


def read(ai: str, value: str) -> Measure | None:
    """The number that an element carries, None when it carries none or its value is not a right one for the AI."""
    spec = TABLE.get(ai)
    if spec is None or not spec.shortest <= len(value) <= spec.longest:
        return None
    if ai in _TEMPERATURES:
        return _temperature(ai, value)
    if not is_digits(value):
        return None
    if ai in ("30", "37"):
        return Measure(Decimal(value), ONE)
    group, decimals = ai[:3], int(ai[-1])
    if group in _AMOUNTS_WITH_CURRENCY:
        return Measure(_number(value[3:], decimals), currency=value[:3])
    if group in _AMOUNTS or group in _UNITS:
        return Measure(_number(value, decimals), _UNITS.get(group, ""))
    return None


def _number(digits, decimals):
    return Decimal(int(digits)).scaleb(-decimals)


def _temperature(ai, value):
    """Hundredths of a degree; a hyphen at the end means below zero."""
    digits = value.removesuffix("-")
    if len(digits) != 6 or not is_digits(digits):
        return None
    number = _number(digits, 2)
    return Measure(-number if digits != value else number, _TEMPERATURES[ai])
