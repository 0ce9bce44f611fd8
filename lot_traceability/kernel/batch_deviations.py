"""Where an order was made otherwise than planned: components used in another quantity, not planned, or not used."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

MORE, LESS, EXTRA, MISSING = "more", "less", "extra", "missing"
_SMALLEST = Decimal("0.000001")  # differences below are those of binary fractions


@dataclass(frozen=True)
class Difference:
    """A component, by its number, with what was planned for as much as was made, and what was used."""

    kind: str
    product: int
    planned: Decimal
    used: Decimal


def differences(
    planned: Mapping[int, Decimal], used: Mapping[int, Decimal], planned_output: Decimal, output: Decimal
) -> tuple[Difference, ...]:
    """Compare what an order used with its plan, in order of the components' numbers.

    Args:
        planned: quantities by component for the planned output, in the components' own units.
        used: quantities by component, in the same units.
        planned_output: what the plan is for. output: what was made; the plan counts in proportion.
    """
    share = output / planned_output if planned_output else Decimal(1)
    found = []
    for product in sorted({*planned, *used}):
        wanted, taken = planned.get(product, Decimal(0)) * share, used.get(product, Decimal(0))
        if abs(wanted - taken) < _SMALLEST:
            continue
        kind = _kind(wanted, taken)
        found.append(Difference(kind, product, wanted.quantize(_SMALLEST), taken))
    return tuple(found)


def _kind(wanted: Decimal, taken: Decimal) -> str:
    if not wanted:
        return EXTRA
    if not taken:
        return MISSING
    return MORE if taken > wanted else LESS
