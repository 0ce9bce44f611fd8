"""The balance of a recall: what went out is found again in exactly one place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.balance import Own, Part, is_within, recovery, share, total

D = Decimal
quantities = st.decimals(0, 10**6, places=3)
parts = st.builds(Part, *[quantities] * 9)


def test_one_consignee_by_hand():
    # 100 delivered; 60 in stock when the notice came, 25 used, 10 sold on, 5 nobody knows.
    # Of the 60: 20 destroyed, 30 sent back, of which 18 have arrived.
    part = Part(
        net=D(100), had=D(60), used=D(25), sold_on=D(10), destroyed=D(20), announced=D(30), received=D(18)
    )  # fmt: skip
    assert (part.unaccounted, part.recovered, part.outstanding, part.underway) == (5, 38, 22, 12)
    assert part.residual == 37  # 22 there, 10 sold on, 5 unknown
    assert recovery(part) == D("0.5066")


def test_two_consignees_and_one_is_silent():
    answered = Part(net=D(40), had=D(40), destroyed=D(40))
    silent = Part(net=D(60), unanswered=D(60))
    both = total([answered, silent])
    assert (both.answered, both.unaccounted, both.outstanding, both.residual) == (40, 0, 0, 60)
    assert not is_within(both, D("0.5"))
    assert is_within(answered, D(0))


def test_more_answered_than_delivered_is_shown_with_its_sign():
    part = Part(net=D(10), had=D(12), received=D(12))
    assert (part.unaccounted, part.residual, part.underway) == (-2, -2, 0)
    assert not is_within(part, D("0.1"))
    assert is_within(part, D("0.2"))
    assert recovery(part) == 1


def test_what_came_back_was_there_whatever_was_told():
    silent = Part.at_consignee(is_answered=False, net=D(100), received=D(100))
    assert (silent.unanswered, silent.had, silent.outstanding, silent.unaccounted, silent.residual) == (0, 100, 0, 0, 0)
    assert is_within(silent, D(0))
    some = Part.at_consignee(is_answered=False, net=D(100), received=D(30))
    assert (some.unanswered, some.answered, some.outstanding, some.residual) == (70, 30, 0, 70)
    more = Part.at_consignee(is_answered=False, net=D(10), received=D(12))
    assert (more.unanswered, more.outstanding, more.unaccounted) == (0, 0, -2)
    # They told of 4 of 6, or that they have none; then all 6 came.
    for had in (4, 0):
        late = Part.at_consignee(is_answered=True, net=D(6), received=D(6), had=D(had))
        assert (late.had, late.outstanding, late.unaccounted) == (6, 0, 0)
    on_hand = Part.at_consignee(is_answered=True, net=D(6), received=D(2), had=D(6), destroyed=D(1))
    assert (on_hand.had, on_hand.outstanding) == (6, 3)


def test_strangers_bring_what_was_sold_on_to_them():
    told = Part.at_consignee(is_answered=True, net=D(10), had=D(6), sold_on=D(4), received=D(6))
    part = told.with_strangers(D(3))
    assert (part.sold_on, part.received, part.outstanding, part.unaccounted, part.residual) == (1, 9, 0, 0, 1)
    part = told.with_strangers(D(5))
    assert (part.sold_on, part.outstanding, part.unaccounted, part.residual) == (0, 0, -1, -1)


def test_used_goods_are_no_recovered_goods():
    part = Part(net=D(10), used=D(10))
    assert (part.recovered, part.residual, recovery(part)) == (0, 0, 1)
    assert is_within(part, D(0))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (D(0), D(0), D(1)),
        (D(1), D(3), D("0.3333")),
        (D(99999), D(100000), D("0.9999")),
        (D(5), D(4), D(1)),
        (D(-1), D(4), D(0)),
    ],
)
def test_a_share_says_all_only_when_it_is_all(part, whole, expected):
    assert share(part, whole) == expected


def test_our_own_stock_adds_up():
    assert Own(D(5), D(3), D(2), D(1)) + Own(D(1), D(1), D(1)) == Own(D(6), D(4), D(3), D(1))


@given(st.booleans(), quantities, st.lists(quantities, min_size=7, max_size=7))
def test_nobody_has_less_than_nothing(is_answered, strange, told):
    names = ("net", "received", "used", "sold_on", "destroyed", "corrected", "had")
    values = dict(zip(names, told, strict=True)) if is_answered else dict(zip(names[:2], told, strict=False))
    part = Part.at_consignee(is_answered=is_answered, **values).with_strangers(strange)
    assert min(part.outstanding, part.unanswered, part.sold_on) >= 0


@given(st.lists(parts, max_size=5))
def test_nothing_is_lost_and_nothing_counted_twice(rows):
    whole = total(rows)
    ends = whole.used + whole.recovered + whole.outstanding + whole.sold_on + whole.unaccounted + whole.unanswered
    assert ends == whole.net
    assert whole.residual == sum((row.residual for row in rows), D(0))
