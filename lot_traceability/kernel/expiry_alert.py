"""Which stage of its ageing a lot has reached, and whether somebody was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .expiry import day_of, day_start

BEFORE, ALERT, REMOVAL, EXPIRED = "before", "alert", "removal", "expired"
# Of stages that fall on one instant, the later of these is told.
_URGENCY = (BEFORE, ALERT, REMOVAL, EXPIRED)


@dataclass(frozen=True)
class Stage:
    """A point in a lot's life at which people are told.

    kind: ``before`` (``days`` calendar days before it expires), or a date of the lot: ``alert``, ``removal`` or
        ``expired``.
    product, category, company: ids that it is for, 0 = all.
    """

    id: int
    kind: str
    days: int = 0
    product: int = 0
    category: int = 0
    company: int = 0


@dataclass(frozen=True)
class Aging:
    """Dates of a lot in stock, and what was told of it: the stage's id and the expiration date of then."""

    expiration: datetime
    removal: datetime | None = None
    alert: datetime | None = None
    told_stage: int = 0
    told_expiration: datetime | None = None


def stages_for(stages: Iterable[Stage], product: int, categories: Sequence[int], company: int) -> list[Stage]:
    """The stages of a product: its own, else those of its nearest category that has any, else the general ones.

    Args:
        stages: all there are.
        product: its id.
        categories: its category and those above it, nearest first.
        company: whose stock it is.
    """
    stages = [stage for stage in stages if stage.company in (0, company)]
    own = [stage for stage in stages if stage.product == product]
    if own:
        return own
    for category in categories:
        found = [stage for stage in stages if not stage.product and stage.category == category]
        if found:
            return found
    return [stage for stage in stages if not stage.product and not stage.category]


def to_tell(stages: Iterable[Stage], aging: Aging, now: datetime, zone: str) -> Stage | None:
    """The latest stage that a lot has reached, if nobody was told of it yet for this expiration date."""
    due = [(instant, stage) for stage in stages if (instant := _instant(stage, aging, zone)) and instant <= now]
    if not due:
        return None
    _instant_of, stage = max(due, key=lambda item: (item[0], _URGENCY.index(item[1].kind), -item[1].days, -item[1].id))
    known = (aging.told_stage, aging.told_expiration) == (stage.id, aging.expiration)
    return None if known else stage


def _instant(stage, aging, zone):
    if stage.kind == BEFORE:
        return day_start(day_of(aging.expiration, zone) - timedelta(days=stage.days), zone)
    return {ALERT: aging.alert, REMOVAL: aging.removal, EXPIRED: aging.expiration}[stage.kind]
