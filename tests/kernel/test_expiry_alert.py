"""Stages of ageing: which is told, once each, and never silence after the first."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel.expiry_alert import Aging, Stage, stages_for, to_tell

START = datetime(2026, 1, 1, 12)
STAGES = [Stage(1, "before", 180), Stage(2, "before", 30), Stage(3, "removal"), Stage(4, "expired"), Stage(5, "alert")]


def days(number):
    return START + timedelta(days=number)


def life(stages=STAGES, until=260, **dates):
    """The stages told on each day of a lot that expires on day 200, as ``[(day, stage id)]``."""
    told, seen = [], {}
    for day in range(until):
        aging = Aging(days(200), **dates, **seen)
        stage = to_tell(stages, aging, days(day), "UTC")
        if stage:
            told.append((day, stage.id))
            seen = {"told_stage": stage.id, "told_expiration": days(200)}
    return told


def test_every_stage_is_told_once_on_its_day():
    assert life(removal=days(190), alert=days(100)) == [(20, 1), (100, 5), (170, 2), (190, 3), (200, 4)]


def test_stages_without_date_are_left_out():
    assert life() == [(20, 1), (170, 2), (200, 4)]


def test_removal_on_the_day_of_expiration_is_told_as_expired():
    assert life(removal=days(200))[-1] == (200, 4)


def test_a_lot_first_seen_late_is_told_its_latest_stage_only():
    assert to_tell(STAGES, Aging(days(200)), days(180), "UTC").id == 2


def test_a_new_expiration_date_is_told_anew():
    aging = Aging(days(200), told_stage=4, told_expiration=days(100))
    assert to_tell(STAGES, aging, days(201), "UTC").id == 4
    assert to_tell(STAGES, aging, days(10), "UTC") is None


@given(st.lists(st.builds(Stage, st.integers(1, 9), st.just("before"), st.integers(0, 250)), unique_by=lambda s: s.id))
def test_no_repeats_and_the_last_stage_is_always_told(stages):
    told = [stage for _day, stage in life(stages)]
    assert len(told) == len(set(told))
    assert not stages or min(stages, key=lambda stage: stage.days).days in {
        stage.days for stage in stages if stage.id in told
    }


def test_own_stages_replace_those_of_the_category_and_these_the_general_ones():
    product, near, far = (
        Stage(1, "before", 5, product=7),
        Stage(2, "expired", category=8),
        Stage(3, "removal", category=9),
    )
    general, other = Stage(4, "before", 90), Stage(5, "before", 60, company=2)
    every = [product, near, far, general, other]
    assert stages_for(every, 7, [8, 9], 1) == [product]
    assert stages_for(every, 6, [8, 9], 1) == [near]
    assert stages_for(every, 6, [10, 9], 1) == [far]
    assert stages_for(every, 6, [], 1) == [general]
    assert stages_for(every, 6, [], 2) == [general, other]
