r"""The form that people read and type: (01)09506000134352(10)ABC.

A bracket that opens inside a value is written ``\(``, so that reading what was written gives the same back; the
separator does not appear.

Source: GS1 General Specifications 25, 4.14 (human readable interpretation); GS1 Syntax Engine (escape).
"""

import re
from collections.abc import Iterable
from datetime import date

from odoo.addons.lot_traceability.kernel.scan import Element, Issue

from .ai_table import TABLE
from .element_string import Reading, make_element
from .values import check_value

LOOKS_BRACKETED = re.compile(r"\([0-9]{2,4}\)")
_HEAD = re.compile(r"\(([^()]*)\)")
_VALUE = re.compile(r"(?:\\\(|[^(])*")


def parse(text: str, today: date, offset: int = 0) -> Reading:
    """Elements of a bracketed text, and what is wrong with them; arguments as in ``element_string.parse``."""
    elements: list[Element] = []
    issues: list[Issue] = []
    at = 0
    if not text:
        return elements, [Issue("empty_value", offset, offset, expected="(")]
    while at < len(text):
        head = _HEAD.match(text, at)
        if not head:
            return elements, [*issues, Issue("bracket_syntax", offset + at, offset + len(text), got=text[at:])]
        spec = TABLE.get(head[1])
        if spec is None:
            return elements, [*issues, Issue("unknown_ai", offset + at, offset + len(text), got=head[1])]
        start, end = head.end(), _VALUE.match(text, head.end()).end()
        value = text[start:end].replace("\\(", "(")
        issue = check_value(spec, value, today, offset + start)
        if issue and issue.code in ("empty_value", "length"):
            return elements, [*issues, Issue(issue.code, offset + at, offset + len(text), value, issue.expected)]
        if issue:
            issues.append(issue)
        elements.append(make_element(spec, value, today, offset + start, offset + end))
        at = end
    return elements, issues


def build(pairs: Iterable[tuple[str, str]]) -> str:
    """Bracketed text of (AI, value) pairs; ``parse`` reads the same pairs back."""
    return "".join(f"({ai})" + value.replace("(", "\\(") for ai, value in pairs)


def print_rows(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Human readable interpretation beside a symbol, one row per element; brackets in values stay as they are."""
    return [f"({ai}) {value}" for ai, value in pairs]


def print_text(pairs: Iterable[tuple[str, str]]) -> str:
    """Human readable interpretation on one line, for papers; not for reading back when values hold brackets."""
    return "".join(f"({ai}){value}" for ai, value in pairs)
