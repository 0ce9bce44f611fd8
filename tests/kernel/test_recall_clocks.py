"""Time limits: working days, days off, day 0, summer time, colours."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lot_recall.kernel.clocks import TimeLimit, add_working_days, due, is_working_day, standing
from odoo.addons.lot_traceability.kernel.expiry import day_of

NEW_YORK = "America/New_York"
# Thanksgiving, Christmas (a Friday) and New Year of 2026/27, as the United States keep them.
US = {date(2026, 11, 26), date(2026, 12, 25), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday → Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday → Monday: day 0 is not counted anyway
        (date(2026, 11, 20), 10, date(2026, 12, 7)),  # across Thanksgiving
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 24), 5, date(2027, 1, 4)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_working_days_pass_over_weekends_and_days_off(day, count, expected):
    assert add_working_days(day, count, US) == expected


def test_ten_working_days_of_a_report_end_with_the_day_where_the_firm_is():
    # Friday 22:30 in New York is already Saturday in UTC.
    start = datetime(2026, 11, 21, 3, 30)
    assert due(start, TimeLimit(10, "working_days"), NEW_YORK, US) == datetime(2026, 12, 8, 4, 59, 59)
    assert due(start, TimeLimit(10, "working_days"), "UTC", US) == datetime(2026, 12, 7, 23, 59, 59)


def test_hours_run_day_and_night_and_across_the_change_of_clocks():
    # The clocks of New York go back on 2026-11-01 at 02:00.
    start = datetime(2026, 10, 31, 20, 0)
    assert due(start, TimeLimit(24, "hours"), NEW_YORK) == start + timedelta(hours=24)
    # Days end when people's day ends: an hour later in UTC after the change.
    assert due(start, TimeLimit(1, "days"), NEW_YORK) == datetime(2026, 11, 2, 4, 59, 59)


def test_a_clock_takes_its_colour_from_the_time_that_has_passed():
    start = datetime(2026, 11, 20, 8, 0)
    end = start + timedelta(hours=10)
    at = {hours: standing(start, end, None, start + timedelta(hours=hours)).state for hours in (0, 4, 5, 8, 10, 11)}
    assert at == {0: "running", 4: "running", 5: "amber", 8: "red", 10: "red", 11: "late"}
    now = start + timedelta(days=3)
    assert standing(start, end, end, now).state == "met"
    assert standing(start, end, end + timedelta(seconds=1), now).state == "missed"
    assert standing(None, None, None, now).state == "waiting"
    # What was done before the clock started is in time.
    assert standing(start, end, start - timedelta(days=1), now) == standing(start, end, start, now)


@pytest.mark.parametrize(("count", "unit"), [(-1, "days"), (10**6, "hours"), (1, "weeks")])
def test_limits_that_nobody_means_are_refused(count, unit):
    with pytest.raises(ValueError, match="time limits"):
        TimeLimit(count, unit)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(["hours", "days", "working_days"]),
    st.sampled_from(["UTC", NEW_YORK, "Asia/Kolkata", "Pacific/Auckland"]),
)
def test_more_time_is_never_due_earlier(start, count, unit, zone):
    start = start.replace(microsecond=0)
    first, second = (due(start, TimeLimit(number, unit), zone, US) for number in (count, count + 1))
    assert start <= first
    # From a day off both none and one working day lead to the next working day.
    is_day_off = not is_working_day(day_of(start, zone), US)
    assert first == second if unit == "working_days" and count == 0 and is_day_off else first < second


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 40), st.sets(st.dates(date(2020, 1, 1))))
def test_as_many_working_days_lie_between_as_were_asked_for(day, count, days_off):
    end = add_working_days(day, count, days_off)
    between = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert sum(is_working_day(one, days_off) for one in between) == count
    assert is_working_day(end, days_off)
