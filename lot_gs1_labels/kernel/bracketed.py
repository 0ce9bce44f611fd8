r"""The form that people read and type: (01)09506000134352(10)ABC.

A bracket that opens inside a value is written ``\(``, so that reading what was written gives the same back; the
separator does not appear.

Source: GS1 General Specifications 25, 4.14 (human readable interpretation); GS1 Syntax Engine (escape).
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import Element, Issue

from .ai_table import TABLE
from .element_string import MOST_ELEMENTS, Reading, make_element
from .respelt import Respelt
from .values import check_value

LOOKS_BRACKETED = re.compile(r"\([0-9]{2,4}\)")
_HEAD = re.compile(r"\(([^()]*)\)")
_BLANKS = " \t\r\n"
_ESCAPED = re.compile(r"\\\(")
_VALUE = re.compile(r"(?:\\\(|[^(])*")


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of a bracketed text, and what is wrong with them; arguments as in ``element_string.parse``.

    Blanks around a value, as printed labels have them, are left out (warning ``blank``): no GS1 value holds any.
    """
    elements: list[Element] = []
    issues: list[Issue] = []
    at = 0
    if not text:
        return elements, [Issue("empty_value", offset, offset, expected="(")]
    while at < len(text):
        stop = _stop(text, at, len(elements))
        if stop:
            return elements, [*issues, Issue(stop[0], offset + at, offset + len(text), stop[1])]
        head = _HEAD.match(text, at)
        end = _VALUE.match(text, head.end()).end()
        written = text[head.end() : end]
        bare = written.strip(_BLANKS)
        if bare and bare != written:
            issues.append(Issue("blank", offset + at, offset + end, written, bare, True))
        value = Respelt(bare, _ESCAPED, "(")
        start = offset + head.end() + len(written) - len(written.lstrip(_BLANKS))
        issue = check_value(TABLE[head[1]], value.text, today)
        if issue and issue.code in ("empty_value", "length"):
            return elements, [*issues, Issue(issue.code, offset + at, offset + len(text), written, issue.expected)]
        if issue:
            first, last = start + value.place(issue.start), start + value.place(issue.end)
            issues.append(replace(issue, start=first, end=last))
        elements.append(make_element(TABLE[head[1]], value.text, today, start, start + len(bare)))
        at = end
    return elements, issues


def _stop(text, at, count):
    """Code of the issue that ends the reading here, and what was found; None when an element starts here."""
    head = _HEAD.match(text, at)
    if not head:
        return "bracket_syntax", text[at:]
    if head[1] not in TABLE:
        return "unknown_ai", head[1]
    return ("too_many", "") if count == MOST_ELEMENTS else None


def build(pairs: Iterable[tuple[str, str]]) -> str:
    """Bracketed text of (AI, value) pairs; ``parse`` reads the same pairs back."""
    return "".join(f"({ai})" + value.replace("(", "\\(") for ai, value in pairs)


def print_rows(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Human readable interpretation beside a symbol, one row per element; brackets in values stay as they are."""
    return [f"({ai}) {value}" for ai, value in pairs]


def print_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Human readable interpretation on one line, for papers; not for reading back when values hold brackets."""
    return "".join(f"({ai}){value}" for ai, value in pairs)
