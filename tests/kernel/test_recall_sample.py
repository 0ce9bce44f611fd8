"""Effectiveness checks: sizes by level, and a draw that anybody can repeat."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.sample import draw, sample_size


@pytest.mark.parametrize(
    ("level", "population", "percent", "size"),
    [
        ("A", 57, None, 57),
        ("B", 57, Decimal(50), 29),
        ("B", 1, Decimal("10.5"), 1),
        ("C", 57, None, 6),
        ("C", 50, None, 5),
        ("D", 51, None, 2),
        ("D", 50, None, 1),
        ("D", 1, None, 1),
        ("E", 57, None, 0),
        ("A", 0, None, 0),
    ],
)
def test_sizes_are_rounded_up(level, population, percent, size):
    assert sample_size(level, population, percent) == size


@pytest.mark.parametrize("percent", [None, Decimal(10), Decimal(100), Decimal(0), Decimal(-5)])
def test_level_b_needs_its_percentage(percent):
    with pytest.raises(ValueError, match="level B"):
        sample_size("B", 10, percent)


def test_there_is_no_other_level():
    with pytest.raises(ValueError, match="no level"):
        sample_size("F", 10)


def test_the_same_seed_draws_the_same():
    assert draw(range(1, 101), 5, "RC/2026/0001 rev 1") == draw(reversed(range(1, 101)), 5, "RC/2026/0001 rev 1")
    assert draw(range(1, 101), 5, "RC/2026/0001 rev 1") != draw(range(1, 101), 5, "RC/2026/0001 rev 2")


@given(st.sets(st.integers(1, 10**6), max_size=60), st.integers(0, 70), st.text(max_size=8))
def test_a_draw_has_its_size_and_nothing_twice(numbers, size, seed):
    drawn = draw(list(numbers) * 2, size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, len(numbers))
    assert set(drawn) <= numbers


@given(st.sets(st.integers(1, 10**4), min_size=1, max_size=60), st.integers(10**5, 10**6), st.integers(1, 10))
def test_a_newcomer_throws_out_nobody_but_for_itself(numbers, newcomer, size):
    before, after = draw(numbers, size, "seed"), draw(numbers | {newcomer}, size, "seed")
    assert set(after) - set(before) <= {newcomer}
