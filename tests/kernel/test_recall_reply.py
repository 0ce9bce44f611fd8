"""Answers of consignees: numbers as people write them, half-filled forms, other people's lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.reply import NAMES, Fault, LineAnswer, nothing, own_customers, read, read_quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0), ("0", 0), ("12", 12), (" 3 ", 3), ("1 200", 1200), ("1.5", "1.5"), ("1,5", "1.5"), ("0,25", "0.25"),
        ("\u0661\u0662\u066b\u0665", "12.5"), ("\uff13", 3),
        ("0,250", "0.25"),
        ("1.0000", 1), ("12,50", "12.5"), ("999999999999.999999", "999999999999.999999"),
    ],
)  # fmt: skip
def test_numbers(text, expected):
    assert read_quantity(text) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "negative"), ("\u22125", "negative"), ("1,000", "unclear"), ("250,000", "unclear"), ("1.000", "unclear"),
        ("ten", "not_a_number"),
        ("1e3", "not_a_number"), ("NaN", "not_a_number"), ("1.2.3", "not_a_number"), ("=1+1", "not_a_number"),
        ("<b>1</b>", "not_a_number"), ("\u00b2", "not_a_number"), ("--1", "not_a_number"), ("1" * 40, "not_a_number"),
        ("1.", "not_a_number"), ("1.1234567", "not_a_number"),
    ],
)  # fmt: skip
def test_what_is_no_number(text, code):
    assert read_quantity(text) == code


def test_a_half_filled_form_keeps_what_it_says():
    answer = read({"had-1": "4", "used-1": "", "had-2": "", "sold_on-3": "2"}, [1, 2, 3])
    assert answer.lines == {1: LineAnswer(had=Decimal(4)), 3: LineAnswer(sold_on=Decimal(2))}
    assert not answer.faults


def test_a_wrong_line_does_not_lose_the_others():
    answer = read({"had-1": "4", "had-2": "many", "used-2": "-1"}, [1, 2])
    assert set(answer.lines) == {1}
    assert answer.faults == (Fault("not_a_number", 2, "had", "many"), Fault("negative", 2, "used", "-1"))


def test_nobody_sends_back_or_destroys_more_than_they_had():
    form = {"had-1": "4", "destroyed-1": "2", "returning-1": "2", "corrected-1": "1"}
    assert read(form, [1]).faults == (Fault("more_than_had", 1, "had", "4"),)
    assert read({**form, "corrected-1": ""}, [1]).lines[1].returning == 2


def test_lines_of_others_are_not_looked_at():
    assert read({"had-9": "4", "had-x": "1", "name": "Ann"}, [1]) == read({}, [1])


def test_none_of_it_answers_every_line():
    assert nothing([1, 2]).lines == {1: LineAnswer(), 2: LineAnswer()}


@given(st.dictionaries(st.sampled_from([f"{name}-1" for name in NAMES]), st.text(max_size=12)))
def test_whatever_is_written_is_a_sound_line_or_a_fault(form):
    answer = read(form, [1])
    for line in answer.lines.values():
        assert all(getattr(line, name) >= 0 for name in NAMES)
        assert line.destroyed + line.corrected + line.returning <= line.had
    assert not (answer.lines and answer.faults)


def test_a_single_piece_has_one_fate():
    answer = read({"fate-1": "destroyed", "had-1": "9", "fate-2": "stolen", "fate-3": "missing"}, [1, 2, 3])
    assert answer.lines == {1: LineAnswer(had=Decimal(1), destroyed=Decimal(1)), 3: LineAnswer()}
    assert not answer.faults


def test_own_customers_are_lines_that_say_something():
    assert own_customers(" Ward 1,  555\n\n\t\nB\r\n") == ("Ward 1, 555", "B")
    assert own_customers("") == ()
    assert len(own_customers("x\n" * 900)) == 500
    assert own_customers("y" * 999) == ("y" * 200,)
