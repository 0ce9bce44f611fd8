"""Which component went into which unit of an order: the first guess that an operator then corrects."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class ComponentLot(NamedTuple):
    """A component lot of an order; ``qty`` consumed, in the product's reference unit."""

    lot_id: int
    product_id: int
    qty: Decimal
    is_serial: bool


class Unit(NamedTuple):
    """A produced lot or serial; ``qty`` made of it."""

    lot_id: int
    qty: Decimal


class Allotment(NamedTuple):
    """So much of the component lot went into the produced lot."""

    component_lot_id: int
    produced_lot_id: int
    qty: Decimal


def suggest(
    components: Sequence[ComponentLot], units: Sequence[Unit], taken: Iterable[Allotment], digits: int
) -> tuple[list[Allotment], set[int]]:
    """Spread what is left of every component over the units, in order: first serial to first unit, and so on.

    Each unit gets its even part of a component, by its quantity, less what it already has. Serials are not
    divided: when they do not come out even, guessing would be worse than asking.

    Args:
        components, units: in the order of posting.
        taken: rows that exist already; they are left alone.
        digits: decimals that quantities keep.

    Returns:
        (new rows to add to ``taken``, products whose serials do not come out even)
    """
    left = {lot.lot_id: lot.qty for lot in components}
    product_of = {lot.lot_id: lot.product_id for lot in components}
    has: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for row in taken:
        left[row.component_lot_id] -= row.qty
        has[product_of[row.component_lot_id], row.produced_lot_id] += row.qty
    rows: list[Allotment] = []
    uneven: set[int] = set()
    for product_id in dict.fromkeys(product_of.values()):
        lots = [lot for lot in components if lot.product_id == product_id]
        parts = even_parts(sum((lot.qty for lot in lots), Decimal()), units, digits)
        if any(lot.is_serial for lot in lots) and any(part % 1 for part in parts):
            uneven.add(product_id)
            continue
        for unit, part in zip(units, parts):
            rows += _fill(unit, part - has[product_id, unit.lot_id], lots, left)
    return rows, uneven


def even_parts(total: Decimal, units: Sequence[Unit], digits: int) -> list[Decimal]:
    """The units' parts of a total, by their quantity; rounded so that they add up to the total."""
    whole = sum((unit.qty for unit in units), Decimal())
    step = Decimal(1).scaleb(-digits)
    parts: list[Decimal] = []
    reached, given = Decimal(), Decimal()
    for index, unit in enumerate(units):
        reached += unit.qty
        even = total if index == len(units) - 1 else (total * reached / whole).quantize(step, ROUND_HALF_UP)
        upto = min(even, total)  # a total with more decimals than are kept may be rounded beyond itself
        parts.append(upto - given)
        given = upto
    return parts


def _fill(unit: Unit, need: Decimal, lots: Sequence[ComponentLot], left: dict[int, Decimal]) -> list[Allotment]:
    """Take what one unit needs of one product from the first lots that still have something."""
    rows = []
    for lot in lots:
        qty = min(need, left[lot.lot_id])
        if qty > 0:
            rows.append(Allotment(lot.lot_id, unit.lot_id, qty))
            left[lot.lot_id] -= qty
            need -= qty
    return rows
