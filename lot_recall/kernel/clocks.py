"""Time limits: when something is due, and how a clock stands.

Instants are naive UTC as Odoo stores them; days are counted on the calendar of a time zone. The day on which a limit
starts is day 0 and does not count (21 CFR 810.3, applied to 806 and 821 as well); a limit in days ends with the last
second of its last day. Hours run day and night.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from odoo.addons.lot_traceability.kernel.expiry import day_end, day_of

HOURS, DAYS, WORKING_DAYS = "hours", "days", "working_days"
AMBER, RED = 0.5, 0.8  # share of the time that has passed
LONGEST = 3660  # days; more is a typing mistake
SATURDAY = 5


@dataclass(frozen=True)
class TimeLimit:
    """So many units of time. Working days are Monday to Friday without the days off (21 CFR 803.3)."""

    count: int
    unit: Literal["hours", "days", "working_days"]

    def __post_init__(self):
        if self.unit not in (HOURS, DAYS, WORKING_DAYS):
            raise ValueError(f"no unit of time limits: {self.unit!r}")
        if not 0 <= self.count <= LONGEST * (24 if self.unit == HOURS else 1):
            raise ValueError(f"no count of time limits: {self.count}")


@dataclass(frozen=True)
class Standing:
    """How a clock stands.

    state: "waiting" (its start has not happened), "running", "amber", "red", "late", or, once it was stopped, "met" or
        "missed".
    due: the last instant in time; None while waiting.
    share: how much of the time has passed, 0 to 1 and above; 0 while waiting.
    """

    state: Literal["waiting", "running", "amber", "red", "late", "met", "missed"]
    due: datetime | None = None
    share: float = 0.0


def due(start: datetime, limit: TimeLimit, zone: str, days_off: Collection[date] = ()) -> datetime:
    """The last instant at which something that must happen within a limit is in time."""
    if limit.unit == HOURS:
        return start + timedelta(hours=limit.count)
    first = day_of(start, zone)
    if limit.unit == DAYS:
        return day_end(first + timedelta(days=limit.count), zone)
    return day_end(add_working_days(first, limit.count, days_off), zone)


def add_working_days(day: date, count: int, days_off: Collection[date] = ()) -> date:
    """The count-th working day after a day; with 0 the day itself if it is one, else the next that is."""
    days_off = frozenset(days_off)
    if count == 0:
        return day if is_working_day(day, days_off) else add_working_days(day, 1, days_off)
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, days_off)
    return day


def is_working_day(day: date, days_off: Collection[date] = ()) -> bool:
    """Whether a day is one from Monday to Friday and not off."""
    return day.weekday() < SATURDAY and day not in days_off


def standing(start: datetime | None, end: datetime | None, stopped: datetime | None, now: datetime) -> Standing:
    """How a clock stands.

    Args:
        start: what set it going; None when that has not happened.
        end: the last instant in time, see ``due``; None while it waits.
        stopped: when that happened for which it runs; None when it has not.
        now: the instant at which it is looked at.
    """
    if start is None or end is None:
        return Standing("waiting")
    seen = stopped if stopped is not None else now
    whole = (end - start).total_seconds()
    share = max((seen - start).total_seconds() / whole, 0.0) if whole > 0 else float(seen > end)
    if stopped is not None:
        return Standing("missed" if stopped > end else "met", end, share)
    if now > end:
        return Standing("late", end, share)
    state = "red" if share >= RED else "amber" if share >= AMBER else "running"
    return Standing(state, end, share)
