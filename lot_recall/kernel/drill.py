"""Drills: which lot is taken, what was found again, and how fast.

Limits: 2 hours is the house's own target, 4 hours what certification schemes for food ask of a trace test, 24 hours
what the law gives for records on request (21 CFR 1.1455(c)). A drill passes within 4 hours with everything found again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

LIMITS = {"own": timedelta(hours=2), "scheme": timedelta(hours=4), "law": timedelta(hours=24)}
PASSED_BY = "scheme"
TOLERANCE = Decimal("0.005")  # of what was made; scales and counts are no better
# What explains where goods of a lot went; ``shipped`` counts as far as the customer is known.
_CAME = ("received_qty", "produced_qty", "found_qty", "transferred_in_qty", "returned_in_qty")
_WENT = (
    "on_hand_qty", "consumed_qty", "scrapped_qty", "returned_to_supplier_qty", "transferred_out_qty", "shipped_qty",
)  # fmt: skip
_ONE = Decimal(1)


@dataclass(frozen=True)
class Candidate:
    """A lot that a drill could be about.

    customers, orders: who got it, and in how many orders it was used up, within the time looked at.
    """

    lot_id: int
    customers: int
    orders: int

    @property
    def risk(self) -> int:
        """Points: who would have to be called; an order stands for all that it was made into."""
        return 1 + self.customers + 3 * self.orders


def pick(candidates: Iterable[Candidate], seed: str) -> Candidate | None:
    """Draw one lot, the riskier the likelier; the same seed and lots give the same one in whatever order they come.

    Each lot gets -ln(u) ÷ risk, u from the SHA-256 of seed and lot, and the smallest wins, so that the chance of each
    is its share of all points (Efraimidis and Spirakis, 2006).
    """
    return min(candidates, key=lambda one: (-_uniform(seed, one.lot_id).ln() / one.risk, one.lot_id), default=None)


def _uniform(seed: str, number: int) -> Decimal:
    """A number above 0 and below 1."""
    digits = int.from_bytes(hashlib.sha256(f"{seed}\n{number}".encode()).digest()[:8])
    return (Decimal(digits) + Decimal("0.5")) / Decimal(2**64)


def limits_met(elapsed: timedelta) -> dict[str, bool]:
    """Whether so long is within each of the limits."""
    return {name: elapsed <= limit for name, limit in LIMITS.items()}


def grade(elapsed: timedelta) -> str:
    """The narrowest limit that was kept, or "late"."""
    return next((name for name, is_met in limits_met(elapsed).items() if is_met), "late")


def found_again(balance: Iterable[Mapping], shipments: Iterable[Mapping]) -> Decimal:
    """Share, 0 to 1, of what came to be of the lots whose whereabouts the records tell.

    Args:
        balance: rows of the trace's balance of the affected lots.
        shipments: rows of its shipments; those whose customer nobody knows are not found again.

    Returns:
        The share of the unit of measure that is furthest behind: too much is as wrong as too little. Rounded down to
        four places. 1 when nothing was made.
    """
    came, went = {}, {}
    for row in balance:
        unit = row["uom"]
        came[unit] = came.get(unit, Decimal(0)) + sum(_exact(row[name]) for name in _CAME)
        went[unit] = went.get(unit, Decimal(0)) + sum(_exact(row[name]) for name in _WENT)
    for row in shipments:
        if not row["commercial_partner_id"] and not row["partner"]:
            went[row["uom"]] = went.get(row["uom"], Decimal(0)) - _exact(row["qty"])
    shares = [_ONE - abs(total - went[unit]) / total for unit, total in came.items() if total > 0]
    return max(min(shares, default=_ONE), Decimal(0)).quantize(Decimal("0.0001"), rounding="ROUND_DOWN")


def is_passed(elapsed: timedelta, share: Decimal) -> bool:
    """Whether a drill counts as passed."""
    return limits_met(elapsed)[PASSED_BY] and share >= _ONE - TOLERANCE


def _exact(value: float | bool | None) -> Decimal:
    return Decimal(repr(value or 0.0))
