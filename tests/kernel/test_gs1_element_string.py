"""Element strings and bracketed texts: what is built reads back, what is read was there."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import bracketed, element_string
from odoo.addons.lot_gs1_labels.kernel.ai_table import RELEASE, TABLE, ai_at, matches
from odoo.addons.lot_gs1_labels.kernel.separator import FNC1, symbol_bytes
from odoo.addons.lot_traceability.kernel import scan

from tests.kernel.gs1_pairs import PAIRS, TODAY, any_pair


def pairs_of(elements):
    return [(element.key, element.value) for element in elements]


@given(PAIRS)
def test_built_element_string_reads_back(pairs):
    text = element_string.build(pairs)
    elements, issues = element_string.parse(text, TODAY)
    assert (pairs_of(elements), issues) == (pairs, [])
    assert all(text[element.start : element.end] == element.value for element in elements)
    assert not text.endswith(FNC1)


@given(st.lists(any_pair(), min_size=1, max_size=6))
def test_every_ai_reads_back_and_what_was_read_is_built_the_same(pairs):
    text = element_string.build(pairs)
    elements, issues = element_string.parse(text, TODAY)
    assert (pairs_of(elements), issues) == (pairs, [])
    assert element_string.build(pairs_of(elements)) == text
    assert bracketed.parse(bracketed.build(pairs), TODAY)[1] == []


@given(st.text("0123456789ABC" + FNC1, max_size=40))
def test_what_is_read_without_fault_builds_the_canonical_string(text):
    elements, issues = element_string.parse(text, TODAY)
    if not issues:
        canonical = element_string.build(pairs_of(elements))
        assert canonical.replace(FNC1, "") == text.replace(FNC1, "")
        assert pairs_of(element_string.parse(canonical, TODAY)[0]) == pairs_of(elements)


@given(PAIRS)
def test_built_bracketed_text_reads_back(pairs):
    elements, issues = bracketed.parse(bracketed.build(pairs), TODAY)
    assert (pairs_of(elements), issues) == (pairs, [])


@given(st.text("01(7)\\A" + FNC1 + "é٣ ", max_size=40))
def test_every_character_is_an_element_or_an_issue(text):
    for parse in (element_string.parse, bracketed.parse):
        elements, issues = parse(text, TODAY, offset=3)
        covered = {3 + at for at, character in enumerate(text) if character == FNC1}
        for element in elements:
            # brackets and the identifier stand before the value
            covered.update(range(element.start - len(element.key) - 2, element.end))
        for issue in issues:
            assert 3 <= issue.start <= issue.end <= 3 + len(text)
            covered.update(range(issue.start, issue.end))
        assert covered.issuperset(range(3, 3 + len(text)))


def test_separators_only_where_needed():
    pairs = [("01", "09506000134352"), ("17", "270630"), ("10", "A"), ("21", "B")]
    assert element_string.build(pairs) == f"01095060001343521727063010A{FNC1}21B"
    assert element_string.in_print_order(reversed(pairs)) == [pairs[0], pairs[1], pairs[3], pairs[2]]
    assert symbol_bytes("10A\x1d21B") == b"\x1d10A\x1d21B"


def test_faults_are_placed():
    elements, issues = element_string.parse("010950600013435310A^B", TODAY, offset=3)
    assert pairs_of(elements) == [("01", "09506000134353"), ("10", "A^B")]
    assert [(issue.code, issue.start, issue.end) for issue in issues] == [("check_digit", 5, 19), ("charset", 22, 23)]


def test_meaning_and_dates_of_elements():
    elements, _ = element_string.parse("01095060001343521727060011260101", TODAY)
    assert [element.kind for element in elements] == [scan.PRODUCT, scan.EXPIRY, scan.MADE]
    assert [element.day for element in elements] == [None, date(2027, 6, 30), date(2026, 1, 1)]


def test_values_are_checked_before_printing():
    issues = element_string.check_pairs([("10", "X" * 21), ("21", "Ä"), ("01", "09506000134352")], TODAY)
    assert [issue.code for issue in issues] == ["length", "charset"]


def test_human_readable_rows_keep_brackets_of_values():
    assert bracketed.print_rows([("01", "09506000134352"), ("10", "A(1)")]) == ["(01) 09506000134352", "(10) A(1)"]


def test_table_is_the_pinned_release():
    assert RELEASE == "2026-01-27"
    assert len(TABLE) == 541
    assert TABLE["3103"].title == "NET WEIGHT (kg)"
    assert {ai for ai, spec in TABLE.items() if spec.predefined} == {
        ai
        for ai in TABLE
        if ai[:2] in {*(f"{n:02}" for n in range(5)), *map(str, [*range(11, 21), *range(31, 37), 41])}
    }
    assert ai_at("8008xx", 0).ai == "8008"
    assert ai_at("5", 0) is None
    assert matches("3103", "31nn")
    assert not matches("310", "31nn")
