"""Drills: the pick is fair, explained by its seed and independent of order; shares and limits by hand."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest

from odoo.addons.lot_recall.kernel.drill import Candidate, found_again, grade, is_passed, limits_met, pick

LOTS = [Candidate(7, 40, 0), Candidate(8, 0, 13), Candidate(9, 1, 0)]


def balance(**values):
    names = (
        "received_qty", "produced_qty", "found_qty", "transferred_in_qty", "returned_in_qty", "on_hand_qty",
        "consumed_qty", "scrapped_qty", "returned_to_supplier_qty", "transferred_out_qty", "shipped_qty",
    )  # fmt: skip
    return {"uom": "Units", **dict.fromkeys(names, 0.0), **values}


def test_the_same_seed_picks_the_same_lot_in_whatever_order():
    assert {pick(order, "s") for order in (LOTS, LOTS[::-1], LOTS[1:] + LOTS[:1])} == {pick(LOTS, "s")}
    assert pick([], "s") is None


def test_risk_decides_how_often():
    # 41, 40 and 2 points of 83
    counts = Counter(pick(LOTS, f"seed {n}").lot_id for n in range(3000))
    assert 0.44 < counts[7] / 3000 < 0.55
    assert 0.43 < counts[8] / 3000 < 0.54
    assert 0.01 < counts[9] / 3000 < 0.045


@pytest.mark.parametrize(
    ("hours", "wanted"), [(2, "own"), (2.01, "scheme"), (4, "scheme"), (4.01, "law"), (24, "law"), (24.01, "late")]
)
def test_grades(hours, wanted):
    assert grade(timedelta(hours=hours)) == wanted
    assert limits_met(timedelta(hours=hours))["law"] is (wanted != "late")


def test_everything_found_again():
    rows = [balance(produced_qty=50.0, on_hand_qty=20.0, shipped_qty=34.0, returned_in_qty=4.0)]
    assert found_again(rows, []) == 1
    assert found_again([], []) == 1


def test_shipped_to_nobody_known_is_not_found():
    rows = [balance(produced_qty=50.0, on_hand_qty=20.0, shipped_qty=30.0)]
    shipments = [
        {"commercial_partner_id": False, "partner": False, "qty": 5.0, "uom": "Units"},
        {"commercial_partner_id": False, "partner": "Customer 1 of Nordic", "qty": 5.0, "uom": "Units"},
    ]
    assert found_again(rows, shipments) == Decimal("0.9")


def test_too_much_is_as_wrong_as_too_little_and_the_worst_unit_counts():
    rows = [
        balance(received_qty=100.0, on_hand_qty=110.0),
        balance(uom="kg", received_qty=3.0, on_hand_qty=2.0),
    ]
    assert found_again(rows[:1], []) == Decimal("0.9")
    assert found_again(rows, []) == Decimal("0.6666")
    assert found_again([balance(received_qty=1.0, on_hand_qty=5.0)], []) == 0


def test_lost_goods_are_not_found_again():
    assert found_again([balance(received_qty=100.0, on_hand_qty=99.0, lost_qty=1.0)], []) == Decimal("0.99")


def test_passed():
    assert is_passed(timedelta(hours=4), Decimal("0.995"))
    assert not is_passed(timedelta(hours=4), Decimal("0.9949"))
    assert not is_passed(timedelta(hours=4, seconds=1), Decimal(1))
