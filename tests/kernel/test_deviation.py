"""Other lots than the strategy proposes: seen, but never where it is equally good or could not be had."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.deviation import Deviation, Stock, deviations

A, B, C = 1, 2, 3
STOCK = [Stock(A, 0, 5), Stock(B, 1, 10), Stock(C, 1, 10)]


def test_taking_what_was_proposed_is_none():
    assert deviations({A: 5, B: 2}, {A: 5, B: 2}, STOCK) == []
    assert deviations({A: 3}, {A: 5, B: 2}, STOCK) == [], "less is none"


def test_another_lot_than_proposed():
    assert deviations({B: 5}, {A: 5}, STOCK) == [Deviation(B, 5, (A,))]
    assert deviations({A: 2, B: 3}, {A: 5}, STOCK) == [Deviation(B, 3, (A,))]


def test_without_proposal_the_strategy_is_asked():
    assert deviations({A: 5, B: 1}, {}, STOCK) == []
    assert deviations({B: 6}, {}, STOCK) == [Deviation(B, 5, (A,))]


def test_equally_good_lots_are_none():
    assert deviations({A: 5, C: 4}, {A: 5, B: 4}, STOCK) == []
    assert deviations({A: 5, C: 4}, {}, STOCK) == []


def test_a_better_lot_than_proposed_is_none():
    assert deviations({A: 5}, {B: 5}, STOCK) == []


def test_a_proposed_lot_that_is_gone_or_blocked_is_none():
    assert deviations({B: 5}, {A: 5}, STOCK[1:]) == []


def test_a_lot_that_is_not_among_the_free_ones_deviates():
    assert deviations({9: 5}, {}, STOCK) == [Deviation(9, 5, (A,))]


@given(
    st.dictionaries(st.integers(1, 5), st.integers(1, 20), min_size=1),
    st.dictionaries(st.integers(1, 5), st.integers(1, 20)),
    st.lists(st.builds(Stock, st.integers(1, 5), st.integers(0, 3), st.integers(1, 20)), max_size=8),
)
def test_never_more_than_taken_and_always_for_a_better_one(taken, proposed, stock):
    stock = sorted(stock, key=lambda item: item.rank)
    best = {item.lot: item.rank for item in reversed(stock)}
    for found in deviations(taken, proposed, stock):
        assert 0 < found.quantity <= taken[found.lot]
        assert found.instead_of
        assert all(found.lot not in best or best[lot] < best[found.lot] for lot in found.instead_of)


@given(st.lists(st.builds(Stock, st.integers(1, 9), st.integers(0, 3), st.integers(1, 20)), min_size=1), st.integers(1))
def test_following_the_strategy_is_never_a_deviation(stock, total):
    stock = sorted(stock, key=lambda item: item.rank)
    taken, rest = {}, min(total, sum(item.quantity for item in stock))
    for item in stock:
        amount = min(rest, item.quantity)
        if amount:
            taken[item.lot] = taken.get(item.lot, 0) + amount
        rest -= amount
    assert deviations(taken, {}, stock) == []
