"""The dates of a lot and what they allow: is it too old for a use, and how do its dates follow the expiration date.

Instants are naive UTC as Odoo stores them; days are counted on the calendar of a time zone, as people count them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

# Dates that Odoo derives from the expiration date, so many days before it.
FOLLOWING = ("use_date", "removal_date", "alert_date")


def follow(
    before: datetime | None,
    after: datetime | None,
    dates: Mapping[str, datetime | None],
    lead_days: Mapping[str, int],
) -> dict[str, datetime | None]:
    """The dates that go with a changed expiration date.

    A moved expiration date takes the others along, so that a distance set by hand stays; without one before, they are
    the product's; without one after, they are empty.

    Args:
        before: the expiration date until now.
        after: the expiration date from now on.
        dates: ``{name: date until now}`` for the names of ``FOLLOWING``.
        lead_days: ``{name: days before the expiration date}``, the product's.
    """
    if after is None:
        return dict.fromkeys(FOLLOWING)
    if before is None or not any(dates.get(name) for name in FOLLOWING):
        return {name: after - timedelta(days=lead_days[name]) for name in FOLLOWING}
    return {name: dates[name] and dates[name] + (after - before) for name in FOLLOWING}


def day_of(instant: datetime, zone: str) -> date:
    """The calendar day of an instant in a time zone."""
    return instant.replace(tzinfo=timezone.utc).astimezone(ZoneInfo(zone)).date()


def day_start(day: date, zone: str) -> datetime:
    """The instant at which a calendar day begins in a time zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(timezone.utc).replace(tzinfo=None)


def day_end(day: date, zone: str) -> datetime:
    """The last second of a calendar day in a time zone."""
    return day_start(day + timedelta(days=1), zone) - timedelta(seconds=1)


@dataclass(frozen=True)
class Life:
    """The dates of one lot; None where it has none."""

    production: date | None = None
    expiration: datetime | None = None
    removal: datetime | None = None


@dataclass(frozen=True)
class Limit:
    """What a use asks of a lot.

    at: the instant of the use; the lot must not be expired or due for removal then.
    days: so many calendar days must remain until it expires, 0 = no demand.
    percent: so much of its life from production to expiration must remain, 0 = no demand.
    zone: time zone in which days are counted.
    """

    at: datetime
    days: int = 0
    percent: float = 0.0
    zone: str = "UTC"

    @property
    def earliest(self) -> datetime | None:
        """The first expiration date that leaves enough days; None without a demand."""
        return day_start(day_of(self.at, self.zone) + timedelta(days=self.days), self.zone) if self.days > 0 else None

    def refusal(self, life: Life) -> str:
        """Why a lot cannot be used, or "": expired, removed, undated, unmade, short.

        A lot whose date is the very instant of the use is expired (removed) already, as Odoo shows it.
        """
        if life.expiration and life.expiration <= self.at:
            return "expired"
        if life.removal and life.removal <= self.at:
            return "removed"
        if self.days <= 0 and self.percent <= 0:
            return ""
        if not life.expiration:
            return "undated"
        if self.earliest and life.expiration < self.earliest:
            return "short"
        return self._refusal_by_share(life) if self.percent > 0 else ""

    def _refusal_by_share(self, life):
        if not life.production:
            return "unmade"
        whole = life.expiration - day_start(life.production, self.zone)
        return "short" if (life.expiration - self.at) * 100 < whole * self.percent else ""
