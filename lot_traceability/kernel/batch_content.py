"""Figures of a batch record: quantities, yield, and what a component's status was when it was used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

LOW_YIELD = 95  # percent; below it whoever reviews is told


@dataclass(frozen=True)
class Change:
    """A change of a lot's disposition ``at`` an instant, from ``before``."""

    at: datetime
    before: str


@dataclass(frozen=True)
class Held:
    """A hold from ``since`` until ``until`` (None: still open)."""

    name: str
    since: datetime
    until: datetime | None = None


def plain(value: float | Decimal) -> str:
    """A quantity as text, exact and without needless zeros."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    text = f"{number.normalize():f}"
    return "0" if text in ("-0", "") else text


def quantities(planned: Decimal, made: Decimal, scrapped: Decimal, sampled: int) -> dict:
    """Quantities of a lot as texts; ``left`` is what remains to be decided on, scrapped units taken off."""
    percent = made * 100 / planned if planned else None
    return {
        "planned": plain(planned),
        "made": plain(made),
        "scrapped": plain(scrapped),
        "left": plain(max(made - scrapped, Decimal(0))),
        "sampled": str(sampled),
        "yield_percent": "" if percent is None else plain(percent.quantize(Decimal("0.1"))),
        "yield_low": percent is not None and percent < LOW_YIELD,
    }


def status_at(use: datetime, now: str, changes: Iterable[Change], holds: Iterable[Held]) -> tuple[str, tuple[str, ...]]:
    """``(disposition, names of holds)`` of a lot at an instant.

    Args:
        use: the instant.
        now: its disposition of today.
        changes: what the ledger tells of its disposition, in any order.
        holds: those on the lot.
    """
    later = min((change for change in changes if change.at > use), key=lambda change: change.at, default=None)
    held = tuple(hold.name for hold in holds if hold.since <= use and (hold.until is None or use < hold.until))
    return (later.before if later else now), held
