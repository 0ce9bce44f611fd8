"""Were other lots taken than the removal strategy proposes, and which ones would it have been?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stock:
    """Free stock of a lot. ``rank``: the strategy's preference, lowest first; equal ranks are equally good."""

    lot: int
    rank: int
    quantity: float


@dataclass(frozen=True)
class Deviation:
    """A quantity of a lot taken although better ones were there: ``instead_of`` are their ids, best first."""

    lot: int
    quantity: float
    instead_of: tuple[int, ...]


def deviations(
    taken: Mapping[int, float], proposed: Mapping[int, float], stock: Sequence[Stock], digits: int = 6
) -> list[Deviation]:
    """What was taken although the strategy prefers other lots that are free.

    Args:
        taken: ``{lot: quantity}``.
        proposed: ``{lot: quantity}`` that was reserved for it; what it does not cover, the stock would have.
        stock: what is free now, with what was taken, in the order of the strategy.
        digits: decimals that count.
    """
    wanted = _complete(proposed, sum(taken.values()), stock)
    ranks = {}
    for item in stock:
        ranks[item.lot] = min(item.rank, ranks.get(item.lot, item.rank))
    # A proposed lot that cannot be had any more is no better one.
    missed = [lot for lot in ranks if round(wanted.get(lot, 0) - taken.get(lot, 0), digits) > 0]
    found = []
    for lot, quantity in taken.items():
        more = round(quantity - wanted.get(lot, 0), digits)
        better = tuple(other for other in missed if lot not in ranks or ranks[other] < ranks[lot])
        if more > 0 and better:
            found.append(Deviation(lot, more, better))
    return found


def _complete(proposed, total, stock):
    """The proposal with what the strategy takes for the part that it does not cover."""
    wanted, used = defaultdict(float, proposed), defaultdict(float, proposed)
    rest = total - sum(proposed.values())
    for item in stock:
        if rest <= 0:
            break
        covered = min(item.quantity, used[item.lot])
        used[item.lot] -= covered
        more = min(item.quantity - covered, rest)
        wanted[item.lot] += more
        rest -= more
    return wanted
