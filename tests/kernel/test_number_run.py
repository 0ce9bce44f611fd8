"""Runs of consecutive numbers, as people give them: the first by scan, the last by scan or keys."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.number_run import between


def test_the_last_run_of_digits_counts_up():
    assert between("A1-098/x", "A1-101/x", 10) == (("A1-098/x", "A1-099/x", "A1-100/x", "A1-101/x"), "")
    assert between("7", "7", 1) == (("7",), "")


def test_what_is_no_run_is_refused():
    for first, last, code in (
        ("SN1", "SN10", "pattern"),
        ("SN1", "SM2", "pattern"),
        ("A1B", "A1C", "pattern"),
        ("ABC", "ABD", "pattern"),
        ("SN٣", "SN٤", "pattern"),
        ("", "", "pattern"),
        ("SN5", "SN4", "order"),
        ("SN001", "SN011", "many"),
        ("1" + "0" * 30, "2" + "0" * 30, "many"),
    ):
        assert between(first, last, 10) == ((), code), (first, last)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_are_answered(first, last):
    numbers, code = between(first, last, 50)
    assert bool(numbers) != bool(code)
    assert len(numbers) <= 50
    assert not numbers or (numbers[0], numbers[-1]) == (first, last)
    assert len(set(numbers)) == len(numbers)
