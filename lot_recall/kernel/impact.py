"""What if: the same recall drawn narrower or wider, side by side, before anybody is told.

Each choice is a set of lots with the figures of what it reaches, as ``figures.sums`` gives them. What a choice spares
is counted against the widest of those compared, unit by unit, so it is never below zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

# From the narrowest to the widest, as people ask: these lots, that day, that delivery or order, all of the product.
CHOICES = ("lots", "day", "document", "product")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Amount:
    """A quantity in one unit of measure; ``uom`` is its name."""

    uom: str
    qty: Decimal


@dataclass(frozen=True)
class Impact:
    """What one choice costs and spares.

    choice: one of ``CHOICES``. origins: lots that it starts from. lots, deliveries, customers: what it reaches.
    on_hand, out: in our hands; with customers at worst. spared: of the goods of the widest choice, what this one leaves
        alone. All one amount per unit, units without any left out.
    value: at cost, of what is on hand and out. unpriced: products of these without a cost, which it lacks.
    """

    choice: str
    origins: int
    lots: int
    deliveries: int
    customers: int
    on_hand: tuple[Amount, ...]
    out: tuple[Amount, ...]
    spared: tuple[Amount, ...]
    value: Decimal
    unpriced: tuple[str, ...] = ()


def compare(
    choices: Mapping[str, tuple[int, dict]], costs: Mapping[int, Decimal], order: Sequence[str] = CHOICES
) -> list[Impact]:
    """Put choices side by side.

    Args:
        choices: ``{choice: (number of origin lots, figures)}``; figures as of ``figures.sums``.
        costs: cost of one reference unit by product id, in one currency; absent or 0 is unknown.
        order: the order of the rows; choices that are absent are left out.
    """
    named = [name for name in order if name in choices]
    reached = {name: _reached(choices[name][1]) for name in named}
    widest: dict[str, Decimal] = {}
    for totals in reached.values():
        for uom, qty in totals.items():
            widest[uom] = max(widest.get(uom, ZERO), qty)
    rows = []
    for name in named:
        origins, figures = choices[name]
        value, unpriced = _value(figures["products"], costs)
        counts = figures["counts"]
        rows.append(
            Impact(
                choice=name,
                origins=origins,
                lots=counts["lots"],
                deliveries=counts["deliveries"],
                customers=counts["customers"],
                on_hand=_amounts({row["uom"]: _number(row["on_hand_qty"]) for row in figures["units"]}),
                out=_amounts({row["uom"]: _number(row["net_qty"]) for row in figures["units"]}),
                spared=_amounts({uom: qty - reached[name].get(uom, ZERO) for uom, qty in widest.items()}),
                value=value,
                unpriced=unpriced,
            )
        )
    return rows


def _reached(figures: dict) -> dict[str, Decimal]:
    return {row["uom"]: _at_stake(row) for row in figures["units"]}


def _at_stake(row: dict) -> Decimal:
    """On hand and with customers; a customer who sent back more than they got holds nothing."""
    return _number(row["on_hand_qty"]) + max(_number(row["net_qty"]), ZERO)


def _value(products: list[dict], costs: Mapping[int, Decimal]) -> tuple[Decimal, tuple[str, ...]]:
    value, unpriced = ZERO, []
    for row in products:
        qty = _at_stake(row)
        cost = costs.get(row["product_id"]) or ZERO
        value += qty * cost
        if qty and not cost:
            unpriced.append(row["product"] or "?")
    return value, tuple(unpriced)


def _amounts(totals: Mapping[str, Decimal]) -> tuple[Amount, ...]:
    return tuple(Amount(uom or "", qty) for uom, qty in sorted(totals.items(), key=lambda item: item[0] or "") if qty)


def _number(value: float) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
