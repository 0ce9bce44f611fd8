"""Read and write GS1 element strings, the form in which symbols carry them.

Source: GS1 General Specifications 25, 7.8.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import MEASURE, QUANTITY, Element, Issue

from . import measures
from .ai_table import TABLE, Ai, ai_at
from .dates import read_yymmdd
from .separator import FNC1
from .values import check_value

Reading = tuple[list[Element], list[Issue]]

# More elements than any symbol carries (GS1's Syntax Engine has the same limit); hostile input stays cheap.
MOST_ELEMENTS = 64


def make_element(spec: Ai, value: str, today: date, start: int = 0, end: int = 0) -> Element:
    """Element of an AI; a date that its value starts with is read, and a quantity that it is."""
    if spec.kind in (QUANTITY, MEASURE):
        measure = measures.read(spec.ai, value)
        if measure:
            return Element(spec.ai, value, spec.kind, start, end, spec.title, None, measure.number, measure.unit)
    day = read_yymmdd(value[:6], today) if spec.is_date else None
    return Element(spec.ai, value, spec.kind, start, end, spec.title, day)


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of an element string, and what is wrong with them.

    Forgiven: FNC1 in front, one at the end, one after an element of predefined length. The first fault in the
    structure ends the reading, its issue covers the rest; a value with a wrong content is kept, with its issue.

    Args:
        text: element string without symbology identifier.
        today: decides the century of two-digit years.
        offset: where the text stands in the scan; positions of elements and issues count from the scan's start.
    """
    elements: list[Element] = []
    issues: list[Issue] = []
    at = 1 if text.startswith(FNC1) else 0
    if at == len(text):
        return elements, [Issue("empty_value", offset, offset + len(text), expected="element")]
    while at < len(text):
        if len(elements) == MOST_ELEMENTS:
            return elements, [*issues, Issue("too_many", offset + at, offset + len(text), expected=str(MOST_ELEMENTS))]
        spec = ai_at(text, at)
        if spec is None:
            return elements, [*issues, Issue("unknown_ai", offset + at, offset + len(text), got=text[at : at + 4])]
        start = at + len(spec.ai)
        end = _end(text, start, spec)
        value = text[start:end]
        issue = check_value(spec, value, today, offset + start)
        if issue and issue.code in ("empty_value", "length"):
            rest = Issue(issue.code, offset + at, offset + len(text), got=value, expected=issue.expected)
            return elements, [*issues, rest]
        if issue:
            issues.append(issue)
        elements.append(make_element(spec, value, today, offset + start, offset + end))
        at = end + 1 if text[end : end + 1] == FNC1 else end
    return elements, issues


def _end(text, start, spec):
    """Where a value ends: at its length when that is predefined, else at the separator."""
    separator = text.find(FNC1, start)
    end = len(text) if separator < 0 else separator
    return min(end, start + spec.longest) if spec.predefined else end


def build(pairs: Sequence[tuple[str, str]]) -> str:
    """Element string of (AI, value) pairs, in their order, with the separators that are needed and no other.

    Values are not checked here (``check_pairs`` does); unknown AIs raise KeyError.
    """
    pieces = []
    for place, (ai, value) in enumerate(pairs):
        more = place + 1 < len(pairs)
        pieces.append(ai + value + (FNC1 if more and not TABLE[ai].predefined else ""))
    return "".join(pieces)


def check_pairs(pairs: Iterable[tuple[str, str]], today: date) -> list[Issue]:
    """What is wrong with values that are to be encoded; each issue's ``start`` and ``end`` count within its value."""
    found = (check_value(TABLE[ai], value, today) for ai, value in pairs)
    return [issue for issue in found if issue]


def in_print_order(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs with the trade item first, then predefined lengths, then variable ones: the fewest separators."""
    return sorted(pairs, key=lambda pair: (pair[0] != "01", not TABLE[pair[0]].predefined))
