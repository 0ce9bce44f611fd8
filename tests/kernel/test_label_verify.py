"""What a label reads as beside what it must say; grades; lists of numbers."""

import re

import pytest

from odoo.addons.lot_gs1_labels.kernel.label import verify

FACTS = {"01": "09506000134352", "17": "270630", "10": "A(1)", "240": ""}
CARTON = (("01", "17", "10", "21"), ("01", "17"), ("10/21",))


def wrong(read, symbols=CARTON):
    return [(row.key, row.expected, row.read) for row in verify.compare(read, FACTS, symbols) if not row.is_right]


def test_every_symbol_of_a_label_is_held_against_its_own_identifiers():
    assert not wrong({"01": "09506000134352", "17": "270630", "10": "A(1)"})
    assert not wrong({"01": "09506000134352", "17": "270630"})
    assert not wrong({"10": "A(1)"})


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ({"01": "09506000134352", "17": "270731", "10": "A(1)"}, [("17", "270630", "270731")]),
        ({"01": "19506000134359", "17": "270630"}, [("01", "09506000134352", "19506000134359")]),
        ({"10": "A(2)"}, [("10", "A(1)", "A(2)")]),
        ({"21": "A(1)"}, [("10", "A(1)", ""), ("21", "", "A(1)")]),
        ({"01": "09506000134352", "17": "270630", "10": "A(1)", "11": "270101"}, [("11", "", "270101")]),
    ],
)
def test_each_field_that_differs_is_told(read, told):
    assert wrong(read) == told


def test_a_symbol_without_identifiers_of_its_own_carries_the_usual_ones():
    usual = ("01", "17", "10")
    right = verify.compare({"01": "09506000134352", "17": "270630", "10": "A(1)"}, FACTS, [()], usual)
    assert [row.is_right for row in right] == [True] * 3
    assert [row.is_right for row in verify.compare({"10": "A(1)"}, FACTS, [()], usual)] == [False, False, True]


def test_a_missing_field_is_told():
    assert wrong({"01": "09506000134352", "10": "A(1)"}, CARTON[:1]) == [("17", "270630", "")]
    assert wrong({}, CARTON[:1])
    assert wrong({"10": "A(1)"}, ()) == [("10", "", "A(1)")]


@pytest.mark.parametrize(
    ("text", "grade", "letter"),
    [
        ("A", 4.0, "A"), ("b", 3.0, "B"), (" F ", 0.0, "F"), ("3.2", 3.2, "B"), ("3,5", 3.5, "A"),
        ("2.45/06/660", 2.45, "B"),
        ("1.5/08/660/45", 1.5, "C"), ("0.4", 0.4, "F"), ("4", 4.0, "A"), ("0.5", 0.5, "D"),
    ],
)  # fmt: skip
def test_grades_as_verifiers_print_them(text, grade, letter):
    assert verify.read_grade(text) == grade
    assert verify.letter(grade) == letter


@pytest.mark.parametrize("text", ["", "E", "AA", "4.1", "5", "-1", "3.", "3.2.1", "NaN", "1e3", "٣"])
def test_what_is_no_grade(text):
    assert verify.read_grade(text) is None


@pytest.mark.parametrize(
    ("grade", "least", "enough"),
    [
        (2.7, "B", True), (2.5, "b", True), (2.4, "B", False), (1.5, " C ", True), (1.4, "C", False), (0.4, "F", True),
        (2.9, "3.0", False), (3.0, "3,0/06/660", True), (3.4, "A", False), (3.5, "A", True), (0.0, "", True),
    ],
)  # fmt: skip
def test_a_letter_asks_for_its_own_lower_end(grade, least, enough):
    assert verify.is_enough(grade, least) is enough


def test_lists_and_runs_of_numbers():
    assert verify.numbers_in(" A-1 \n\nSN098..SN101\nX 7 … 9\r\n3..5") == [
        "A-1", "SN098", "SN099", "SN100", "SN101", "X 7", "X 8", "X 9", "3", "4", "5",
    ]  # fmt: skip
    assert verify.numbers_in("") == []
    assert len(verify.numbers_in("S000000..S099999")) == 100_000


@pytest.mark.parametrize("text", ["A1..B3", "A..C", "A9..A1", "A1..A10", "S000000..S999999", "S000000..S099999\nS1"])
def test_runs_that_are_none_are_named(text):
    with pytest.raises(ValueError, match=re.escape(text.splitlines()[-1])):
        verify.numbers_in(text)
