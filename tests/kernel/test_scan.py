"""The plain-text reader never loses a character."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import scan


@given(st.text())
def test_plain_keeps_every_character(raw):
    parsed = scan.parse_plain(raw)
    assert parsed.raw_scan == raw
    assert parsed.carrier == scan.PLAIN
    if raw.strip():
        (element,) = parsed.elements
        assert (element.value, element.kind, raw[element.start : element.end]) == (raw, scan.TEXT, raw)
        assert not parsed.issues
    else:
        assert not parsed.elements
        assert [(issue.code, issue.start, issue.end) for issue in parsed.issues] == [("empty", 0, len(raw))]


def test_elements_are_asked_for_by_meaning():
    parsed = scan.ParsedScan(
        "x",
        (scan.Element("10", "A", scan.LOT), scan.Element("21", "B", scan.SERIAL), scan.Element("10", "C", scan.LOT)),
    )
    assert parsed.first(scan.SERIAL, scan.LOT).value == "A"
    assert parsed.values(scan.LOT) == ("A", "C")
    assert parsed.first(scan.EXPIRY) is None
