"""Check digits, dates and the reader's choice between GS1 and plain text."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from odoo.addons.lot_gs1_labels.kernel import check_digits, dates, reader
from odoo.addons.lot_gs1_labels.kernel.separator import FNC1
from odoo.addons.lot_traceability.kernel.scan import PLAIN, PRODUCT, TEXT

TODAY = date(2026, 7, 1)


@given(st.text("0123456789", min_size=1, max_size=17), st.integers(0, 9))
def test_check_digit_finds_every_single_wrong_digit(digits, other):
    right = digits + check_digits.check_digit(digits)
    assert check_digits.has_check_digit(right)
    for at, digit in enumerate(right):
        if str(other) != digit:
            assert not check_digits.has_check_digit(right[:at] + str(other) + right[at + 1 :])


def test_check_characters_of_what_is_no_key_are_refused():
    for refused in ("", "12A", "٣"):
        with pytest.raises(ValueError, match="^" + refused):
            check_digits.check_digit(refused)
    for refused in ("", "A" * 24, "Ä", "A B"):
        with pytest.raises(ValueError):  # noqa: PT011 (the text varies)
            check_digits.check_pair(refused)


def test_gtin_in_all_its_lengths():
    assert check_digits.gtin14("9506000134352") == "09506000134352"
    assert check_digits.gtin14("96385074") == "00000096385074"
    for wrong in (
        "9506000134353",
        "950600013435",
        "",
        "0000000000000",
        "٩506000134352",
        "9506000134352 ",
        "A506000134352",
    ):
        assert check_digits.gtin14(wrong) == ""
    assert check_digits.gtin_forms("00000096385074") == ("00000096385074", "0000096385074", "000096385074", "96385074")
    assert check_digits.gtin_forms("19506000134359") == ("19506000134359",)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 99))
def test_year_lies_within_half_a_century(today, yy):
    year = dates.full_year(yy, today)
    assert year % 100 == yy
    assert -49 <= year - today.year <= 50


def test_dates_that_do_not_exist():
    for text in ("271301", "270230", "270001", "27063", "2706٣0", ""):
        assert dates.read_yymmdd(text, TODAY) is None
    assert dates.write_yymmdd(date(2027, 6, 30)) == "270630"


def as_written(scan, element):
    """What the scan holds where the element stands; only the bracketed form writes ``\\(`` for a bracket."""
    text = scan[element.start : element.end]
    is_bracketed = element.key and scan[: element.start].endswith(f"({element.key})")
    return text.replace("\\(", "(") if is_bracketed else text


@given(st.text(max_size=30))
@example("\\(")  # no bracketed form, so the backslash is a character like any other
@example("10A\\(B")
@example("09506000134352(10)A\\(B")
def test_reader_never_fails_and_keeps_the_scan(raw):
    for scan in (raw, "]d2" + raw, "]C0" + raw, "(01)" + raw, "01" + raw):
        parsed = reader.read(scan, TODAY)
        assert parsed.raw_scan == scan
        assert parsed.elements or parsed.issues
        for element in parsed.elements:
            assert element.value == as_written(scan, element) or element.kind == PRODUCT


def test_text_that_only_looks_like_gs1_stays_text():
    for raw in ("LOT-1", "10", "(A)1", "]C0LOT-1", "]d1LOT-1", "01ABC", "  LOT-1\r\n"):
        parsed = reader.read(raw, TODAY)
        assert (parsed.carrier, parsed.elements[0].kind) == (PLAIN, TEXT)
    assert reader.read("]d1LOT-1", TODAY).elements[0].value == "LOT-1"
    assert [issue.warning for issue in reader.read("]C0LOT-1", TODAY).issues] == [True]


def test_broken_codes_are_not_taken_for_text():
    for raw, code in (
        ("(01)09506000134353(10)A", "check_digit"),
        ("]d20109506000134353", "check_digit"),
        (f"010950600013435210A{FNC1}99", "empty_value"),
        ("]E09506000134353", "check_digit"),
    ):
        parsed = reader.read(raw, TODAY)
        assert (parsed.carrier, parsed.issues[0].code, parsed.is_sound) == (reader.GS1, code, False)


def test_missing_companions_only_warn():
    parsed = reader.read("]d210LOT", TODAY)
    assert [(issue.code, issue.warning) for issue in parsed.issues] == [("requisite", True)]
    assert parsed.is_sound


def test_what_a_key_should_end_in():
    for text, code, right in (
        ("09506000134353", "check_digit", "2"),
        ("123456789012345670", "check_digit", "5"),
        ("1987654Ad4X4bL5ttr2310cXX", "check_pair", "2K"),
        ("0950600013435X", "check_digit", "2"),
        ("O9506000134353", "check_digit", ""),
        ("1", "check_digit", ""),
        ("", "check_pair", ""),
        ("1" * 30, "check_pair", ""),
        ("19876é4AdXX", "check_pair", ""),
    ):
        assert check_digits.right_end(text, code) == right, text
    assert check_digits.gtin_digit("9506000134353") == "2"
    assert check_digits.gtin_digit("950600013435") == "9"
    for text in ("95060001343", "00000000", "95060001343X2"):
        assert check_digits.gtin_digit(text) == "", text


def test_years_that_two_digits_mean():
    told = [year for year in range(1900, 2200) if dates.has_two_digit_year(date(year, 5, 5), date(2026, 7, 1))]
    assert told == list(range(1977, 2077))
