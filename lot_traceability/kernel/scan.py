"""What a scan says: the corridor between the Reading room and the Registry.

Parsers (plain text here; GS1 and UDI carriers in higher addons) turn the characters that a scanner sent into a
``ParsedScan``; the Registry (``stock.lot._resolve_scan``) looks up what its elements name. This module knows no
barcode standard, no clock, no database and no locale.

Invariant: ``raw_scan`` is kept as it came, blanks and control characters included, and every character that
a parser could not place is covered by an ``Issue``.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

# What an element says about a lot, whatever standard it is written in.
TEXT = "text"  # no structure known: a lot's name, as typed or scanned from a plain label
PRODUCT = "product"  # trade item number, 14 digits
LOT, SERIAL = "lot", "serial"
EXPIRY, MADE = "expiry", "made"
BEST_BEFORE, SELL_BY = "best_before", "sell_by"
QUANTITY = "quantity"  # a number of pieces
MEASURE = "measure"  # a net weight, length, area or volume, in a unit
PACKAGE = "package"  # number of a logistic unit
OTHER = "other"

PLAIN = "plain"  # the carrier of a scan without structure


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a scan that is not as it should be.

    ``start`` and ``end`` are character positions in ``raw_scan`` (end exclusive, 0 ≤ start ≤ end ≤ length).
    ``code`` is one word of the parser's closed list; sentences for people are made from it by the models.
    ``warning``: the scan is usable all the same.
    """

    code: str
    start: int
    end: int
    got: str = ""
    expected: str = ""
    warning: bool = False

    def judged(self, warning: bool) -> "Issue":
        """The same issue, a warning or not; itself when it is so already, since most are."""
        return self if self.warning == warning else replace(self, warning=warning)


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of data: an identifier of the standard, its value as encoded, and what it means for a lot.

    ``key`` is the standard's own identifier ("10" in GS1, "" for plain text). ``kind`` is one of the words above.
    ``start`` and ``end`` say where the value stands in ``raw_scan``. ``day`` is set for dates only, ``number`` for
    quantities and measures only; ``unit`` is a code of UN/ECE Recommendation 20 ("KGM").
    """

    key: str
    value: str
    kind: str = OTHER
    start: int = 0
    end: int = 0
    title: str = ""
    day: date | None = None
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ParsedScan:
    """A scan that was read: the characters as they came, what they say, and what is wrong with them.

    ``carrier`` names the reader that understood it ("plain", "gs1", …). ``symbology`` is the identifier that the
    scanner put in front ("]d2"), "" when it sent none. With issues, ``elements`` are those that could be read.
    """

    raw_scan: str
    elements: tuple[Element, ...] = ()
    issues: tuple[Issue, ...] = ()
    carrier: str = PLAIN
    symbology: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether the scan may be acted on: nothing is wrong with it beyond warnings."""
        return all(issue.warning for issue in self.issues)

    def first(self, *kinds: str) -> Element | None:
        """First element of one of these kinds, in the order of the scan."""
        for element in self.elements:  # asked six times a scan: cheaper than a generator
            if element.kind in kinds:
                return element
        return None

    def values(self, *kinds: str) -> tuple[str, ...]:
        """Values of all elements of these kinds, in the order of the scan."""
        return tuple(element.value for element in self.elements if element.kind in kinds)


def parse_plain(raw_scan: str) -> ParsedScan:
    """Read a scan as one piece of text.

    Nothing is trimmed or changed; an empty or blank scan gives no element and the issue ``empty``.
    """
    if not raw_scan.strip():
        return ParsedScan(raw_scan, issues=(Issue("empty", 0, len(raw_scan), got=raw_scan, expected="text"),))
    return ParsedScan(raw_scan, (Element("", raw_scan, TEXT, 0, len(raw_scan)),))
