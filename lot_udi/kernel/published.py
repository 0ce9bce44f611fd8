"""Numbers that a registry's own documentation publishes with a wrong check digit: they may be read, with a remark.

People copy such examples, and parsers are tried with them. This is a list of exceptions with their sources, no rule:
every other wrong check digit is an error, and nothing is built, printed or registered with a number of this list.
"""

from dataclasses import replace
from typing import NamedTuple

from odoo.addons.lot_traceability.kernel.scan import ParsedScan

CODE = "published_example"


class Example(NamedTuple):
    """One number as published, the digit that ought to be its last one, and who published it where."""

    gtin: str
    check_digit: str
    publisher: str
    source: str


EXAMPLES = (Example("00208851107345", "7", "AccessGUDID", "Parse UDI API documentation, example value"),)

_OF_GTIN = {example.gtin: example for example in EXAMPLES}


def publisher(gtin: str) -> str:
    """Who publishes a number of this list."""
    return _OF_GTIN[gtin].publisher


def soften(parsed: ParsedScan) -> ParsedScan:
    """The scan with a remark (``CODE``) instead of the error that the check digit of a published number is wrong.

    ``expected`` of the remark is the right digit. GS1 elements only; all other issues are left as they are.
    """
    if parsed.is_sound:
        return parsed
    places = {(one.start, one.end) for one in parsed.elements if one.key == "01" and one.value in _OF_GTIN}
    issues = tuple(
        replace(issue, code=CODE, expected=_OF_GTIN[issue.got].check_digit, warning=True)
        if issue.code == "check_digit" and issue.got in _OF_GTIN and (issue.start, issue.end) in places
        else issue
        for issue in parsed.issues
    )
    return replace(parsed, issues=issues)
