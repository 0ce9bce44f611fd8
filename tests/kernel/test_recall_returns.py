"""What is to come back, with which deliveries it went out, and what nobody expected; the sums of a reconciliation."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel import account, returns
from odoo.addons.lot_recall.kernel.balance import Part


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ({"net": 10, "announced": 0, "is_answered": False}, 10),
        ({"net": 10, "announced": 4, "is_answered": True}, 4),
        ({"net": 10, "announced": 4, "is_answered": True, "received": 3}, 1),
        ({"net": 10, "announced": 4, "is_answered": True, "received": 3, "underway": 1}, 0),
        ({"net": 10, "announced": 0, "is_answered": True}, 0),
        ({"net": -2, "announced": 0, "is_answered": False}, 0),
        ({"net": 1, "announced": 9, "is_answered": True}, 9),  # more than they got is taken at its word
    ],
)
def test_a_return_asks_for_what_was_announced(told, wanted):
    assert returns.to_ask_for(**told) == wanted


amounts = st.decimals(min_value=0, max_value=1000, places=3)


@given(wanted=amounts.filter(bool), rooms=st.lists(amounts, max_size=6))
def test_allotting_loses_nothing_and_overfills_nothing(wanted, rooms):
    parts = returns.allot(wanted, list(enumerate(rooms)))
    assert sum(part for _delivery, part in parts) == wanted
    assert all(0 < part <= rooms[delivery] for delivery, part in parts if delivery is not None)
    rest = dict(parts).get(None, 0)
    assert rest == max(wanted - sum(rooms), 0)


def test_the_gravest_doubt_is_told():
    sound = {"is_known": True, "is_recalled": True, "was_shipped": True, "received": D(2), "expected": D(2)}
    assert returns.flag(**sound) == returns.EXPECTED
    for key, flag in (
        ("is_known", returns.UNKNOWN_SENDER),
        ("is_recalled", returns.NOT_RECALLED),
        ("was_shipped", returns.NEVER_SHIPPED),
    ):
        assert returns.flag(**{**sound, key: False}) == flag
    assert returns.flag(**{**sound, "received": D(3)}) == returns.TOO_MUCH


def lot(key="1", uom="pcs", own=None, **part):
    own = {"made": D(100), **(own or {})}
    return account.Lot(key, f"L{key}", "Needle", uom, own, Part(**{name: D(value) for name, value in part.items()}))


def test_a_lot_is_closed_by_its_own_records_and_by_the_consignees():
    assert lot(net=10, had=10, received=10).is_within(D(0))
    assert not lot(net=10, had=9, received=9).is_within(D(0))
    assert lot(net=10, had=9, received=9).is_within(D("0.1"))
    assert not lot(own={"own_residual": D(-1)}).is_within(D(0))
    assert lot(own={"own_residual": D(-1)}).is_within(D("0.01"))


def test_units_are_never_added_together():
    sums = account.sums([lot("1", net=3), lot("2", net=4), lot("3", uom="l", net=5)])
    assert [(row.uom, row.part.net, row.own["made"]) for row in sums] == [("l", 5, 100), ("pcs", 7, 200)]


def test_a_row_has_every_figure():
    row = lot(net=10, used=2, had=8, received=5).to_row(D(0))
    assert (row["net_qty"], row["residual_qty"], row["outstanding_qty"], row["is_within"]) == (10, 3, 3, False)
    assert {f"{name}_qty" for name in (*account.OWN_NAMES, *account.PART_NAMES)} <= row.keys()
