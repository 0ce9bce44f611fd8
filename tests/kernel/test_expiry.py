"""Dates of a lot without a database: what follows the expiration date, and what is too old for a use."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_traceability.kernel import expiry
from odoo.addons.lot_traceability.kernel.expiry import Life, Limit

NOW = datetime(2026, 11, 21, 10, 0)
LEAD = {"use_date": 30, "removal_date": 15, "alert_date": 60}


def days(number):
    return NOW + timedelta(days=number)


def test_first_expiration_date_brings_the_products_days():
    found = expiry.follow(None, NOW, {}, LEAD)
    assert found == {"use_date": days(-30), "removal_date": days(-15), "alert_date": days(-60)}


def test_a_moved_expiration_date_takes_the_others_along():
    dates = {"use_date": days(-3), "removal_date": days(-1), "alert_date": None}
    assert expiry.follow(NOW, days(7), dates, LEAD) == {
        "use_date": days(4),
        "removal_date": days(6),
        "alert_date": None,
    }


def test_without_expiration_date_there_is_none():
    dates = {"use_date": days(-3), "removal_date": days(-1), "alert_date": days(-9)}
    assert set(expiry.follow(NOW, None, dates, LEAD).values()) == {None}


@given(st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_there_and_back_changes_nothing(one, two):
    dates = expiry.follow(None, days(one), {}, LEAD)
    there = expiry.follow(days(one), days(two), dates, LEAD)
    assert there == expiry.follow(None, days(two), {}, LEAD)
    assert expiry.follow(days(two), days(one), there, LEAD) == dates


@pytest.mark.parametrize(
    ("life", "limit", "refusal"),
    [
        (Life(), Limit(NOW), ""),
        (Life(expiration=NOW), Limit(NOW), "expired"),
        (Life(expiration=NOW + timedelta(seconds=1)), Limit(NOW), ""),
        (Life(expiration=days(9), removal=NOW), Limit(NOW), "removed"),
        (Life(expiration=days(9), removal=days(1)), Limit(NOW), ""),
        (Life(), Limit(NOW, days=1), "undated"),
        (Life(expiration=days(90)), Limit(NOW, days=90), ""),
        (Life(expiration=days(89)), Limit(NOW, days=90), "short"),
        # Days are counted on the calendar: 89 days and 14 hours are 90 days later.
        (Life(expiration=datetime(2027, 2, 19)), Limit(NOW, days=90), ""),
        (Life(expiration=datetime(2027, 2, 18, 23)), Limit(NOW, days=90), "short"),
        (Life(expiration=datetime(2027, 2, 18, 23)), Limit(NOW, days=90, zone="Europe/Berlin"), ""),
        (Life(expiration=days(9)), Limit(NOW, percent=50), "unmade"),
        (Life(date(2026, 11, 11), datetime(2026, 12, 1)), Limit(datetime(2026, 11, 21), percent=50), ""),
        (Life(date(2026, 11, 11), datetime(2026, 12, 1)), Limit(datetime(2026, 11, 21), percent=50.1), "short"),
        (Life(date(2026, 11, 11), datetime(2026, 12, 1)), Limit(datetime(2026, 11, 21), 11, 10), "short"),
        # Made on the day it expires, or later by mistake: nothing is left to divide.
        (Life(date(2026, 12, 1), datetime(2026, 12, 1)), Limit(NOW, percent=50), ""),
        (Life(expiration=days(-1)), Limit(NOW, days=-5, percent=-5), "expired"),
        (Life(expiration=days(1)), Limit(NOW, days=-5, percent=-5), ""),
    ],
)
def test_what_is_refused_for_a_use(life, limit, refusal):
    assert limit.refusal(life) == refusal


def test_midnight_of_the_user_belongs_to_the_users_day():
    midnight = datetime(2026, 12, 31, 23)  # UTC; 1 January in Berlin
    assert expiry.day_of(midnight, "Europe/Berlin") == date(2027, 1, 1)
    assert expiry.day_start(date(2027, 1, 1), "Europe/Berlin") == midnight
    assert expiry.day_of(midnight, "UTC") == date(2026, 12, 31)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns"]))
def test_a_day_begins_on_that_day(day, zone):
    start = expiry.day_start(day, zone)
    assert expiry.day_of(start, zone) == day
    assert expiry.day_of(start - timedelta(seconds=1), zone) == day - timedelta(days=1)
