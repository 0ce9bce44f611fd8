"""What a plan needs before a recall is launched, by kind of action."""

from decimal import Decimal

import pytest

from odoo.addons.lot_recall.kernel import plan


def test_a_recall_needs_all_six_factors_and_their_review():
    assert len(plan.FACTORS) == 6
    empty = plan.missing("recall", ())
    assert set(plan.FACTORS) < set(empty)
    assert "hazard_reviewed_at" in empty
    assert plan.missing("recall", empty) == []
    assert plan.missing("correction", ()) == plan.missing("fsca", ()) == empty


def test_one_part_is_missing():
    rest = [name for name in plan.missing("recall", ()) if name != "depth"]
    assert plan.missing("recall", rest) == ["depth"]


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("withdrawal", "depth", "hazard_likelihood"),
        ("stock_recovery", "decision", "depth"),
        ("drill", None, "decision"),
    ],
)
def test_lesser_actions_need_less(kind, asked, not_asked):
    empty = plan.missing(kind, ())
    assert asked is None or asked in empty
    assert not_asked not in empty


def test_only_level_b_has_a_percentage():
    assert plan.is_percent_sound("B", Decimal("10.5"))
    assert not plan.is_percent_sound("B", Decimal(10))
    assert not plan.is_percent_sound("B", Decimal(100))
    assert all(plan.is_percent_sound(level, Decimal(0)) for level in ("A", "C", "D", "E", False))
