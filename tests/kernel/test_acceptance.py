"""Acceptance checks: nothing is guessed, rounded or lost between what is typed and what is judged."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import acceptance as kernel
from odoo.addons.lot_traceability.kernel.acceptance import Judgement, Need, Spec, judge, read_number

SEAL = Spec(kernel.MEASURE, Decimal("5.0"), Decimal("9.0"), 2)
NOON = datetime(2026, 6, 1, 12)


@pytest.mark.parametrize("text", ["1.5", "1,5", " 1.5 ", "+1,5", "01.50", "\u0661\u066b\u0665", "\uff11.\uff15"])
def test_point_and_comma_are_the_same_in_any_script(text):
    assert read_number(text) == (Decimal("1.5"), "")


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("1.234,5", kernel.AMBIGUOUS),
        ("1,234,567", kernel.AMBIGUOUS),
        ("1 234", kernel.AMBIGUOUS),
        ("1'234", kernel.AMBIGUOUS),
        ("1\u00a0234,5", kernel.AMBIGUOUS),
        ("", kernel.NO_NUMBER),
        ("-", kernel.NO_NUMBER),
        (".", kernel.NO_NUMBER),
        ("--1", kernel.NO_NUMBER),
        ("5 N", kernel.NO_NUMBER),
        ("1e3", kernel.NO_NUMBER),
        ("inf", kernel.NO_NUMBER),
        ("NaN", kernel.NO_NUMBER),
        ("=1+1", kernel.NO_NUMBER),
        ("\u00bd", kernel.NO_NUMBER),
        ("0x10", kernel.NO_NUMBER),
        ("9" * 13, kernel.TOO_LARGE),
        ("0.1234567", kernel.TOO_PRECISE),
    ],
)
def test_what_is_no_number_is_never_one(text, issue):
    assert read_number(text) == (None, issue)


@given(st.decimals(Decimal(-(10**11)), Decimal(10**11), places=4), st.sampled_from(".,"))
def test_every_number_is_read_exactly(value, separator):
    assert read_number(f"{value:f}".replace(".", separator)) == (value, "")


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    value, issue = read_number(text)
    assert (value is None) == bool(issue)
    for kind in (kernel.PASS_FAIL, kernel.MEASURE, kernel.TEXT, kernel.PHOTO):
        judged = judge(Spec(kind, decimals=2), text)
        assert bool(judged.outcome) != bool(judged.issue)


def test_limits_belong_to_what_passes_and_outside_fails_but_is_kept():
    assert [judge(SEAL, text).outcome for text in ("5", "9,00", "4.99", "9.01")] == [
        "passed", "passed", "failed", "failed",
    ]  # fmt: skip
    assert judge(SEAL, "-7") == Judgement("failed", Decimal(-7))
    assert judge(Spec(kernel.MEASURE), "12345").outcome == "passed"
    assert judge(Spec(kernel.MEASURE, upper=Decimal(0)), "-1").outcome == "passed"


def test_more_decimals_than_asked_for_are_not_rounded_away():
    assert judge(SEAL, "8.995") == Judgement(issue=kernel.TOO_PRECISE)
    assert judge(Spec(kernel.MEASURE), "1,234").issue == kernel.TOO_PRECISE  # meant as thousand: asked, not taken as 1


def test_verdicts_texts_and_files():
    assert judge(Spec(kernel.PASS_FAIL), "passed").outcome == "passed"
    assert judge(Spec(kernel.PASS_FAIL), "failed").outcome == "failed"
    assert judge(Spec(kernel.PASS_FAIL), "yes").issue == kernel.NO_VERDICT
    assert judge(Spec(kernel.PHOTO), "passed").issue == kernel.NO_FILE
    assert judge(Spec(kernel.FILE), "failed", files=1).outcome == "failed"
    assert judge(Spec(kernel.TEXT), " \n").issue == kernel.EMPTY
    assert judge(Spec(kernel.TEXT), "x" * 2001).issue == kernel.TOO_LONG


@pytest.mark.parametrize(
    ("rule", "qty", "count", "percent", "is_counted", "size"),
    [
        ("every", "40", 1, "0", True, 40),
        ("every", "2.5", 1, "0", False, 3),
        ("fixed", "40", 5, "0", True, 5),
        ("fixed", "3", 5, "0", True, 3),
        ("fixed", "3", 5, "0", False, 5),
        ("fixed", "0", 0, "0", True, 1),
        ("percent", "1000", 5, "2.5", True, 25),
        ("percent", "101", 1, "1", True, 2),
        ("percent", "10", 5, "10", True, 5),
        ("percent", "2", 5, "10", True, 2),
    ],
)
def test_how_many_to_sample(rule, qty, count, percent, is_counted, size):
    assert kernel.sample_size(rule, Decimal(qty), count, Decimal(percent), is_counted) == size


def test_state_of_a_check():
    assert kernel.state_of(2, []) == "todo"
    assert kernel.state_of(2, ["passed"]) == "todo"
    assert kernel.state_of(2, ["passed", "passed", "passed"]) == "passed"
    assert kernel.state_of(2, ["failed"]) == "failed"


def test_what_stands_in_the_way_of_a_release():
    missing, optional = Need(1, "todo"), Need(2, "todo", is_required=False)
    held, conceded = Need(3, "failed", is_required=False, is_held=True), Need(4, "failed", is_conceded=True)
    alone, remark = Need(7, "failed"), Need(8, "failed", is_required=False)
    done = [Need(5, "passed"), Need(6, "not_applicable")]
    assert kernel.obstacles([missing, optional, held, conceded, alone, remark, *done]) == [missing, held, alone]


def test_late_and_dated_back_entries_are_marked_and_the_future_is_refused():
    def told(minutes):
        return kernel.timing(NOON - timedelta(minutes=minutes), NOON)

    assert told(0) == told(-4) == told(10) == (kernel.ON_TIME, "")
    assert told(11) == told(24 * 60) == (kernel.DATED_BACK, "")
    assert told(24 * 60 + 1) == (kernel.LATE, "")
    assert told(-6) == ("", kernel.IN_FUTURE)


def test_calibration_holds_through_its_due_day():
    start, due = date(2026, 1, 1), date(2026, 7, 1)
    assert kernel.calibration(due, start, due) == kernel.calibration(start, start, due) == ""
    assert kernel.calibration(date(2026, 7, 2), start, due) == kernel.OVERDUE
    assert kernel.calibration(date(2025, 12, 31), start, due) == kernel.NOT_YET
    assert kernel.calibration(due, None, None) == ""
