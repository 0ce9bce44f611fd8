"""Reconciliation of a case: of each lot what was made, what went out and what became of it, as plain rows.

Screen, workbook, papers and the frozen record of closing all show these rows; nobody else adds up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from .balance import ZERO, Part, is_within, total

PART_NAMES = (
    *(field.name for field in fields(Part)), "unaccounted", "outstanding", "recovered", "residual"
)  # fmt: skip
OWN_NAMES = ("made", "on_hand", "held", "shipped", "returned", "own_residual")


@dataclass(frozen=True)
class Lot:
    """A lot of a case.

    key: number of the lot; "?" and the product's number for goods without.
    own: quantities of ``OWN_NAMES`` in our hands; own_residual: what our own records do not explain.
    part: the sum over all consignees.
    """

    key: str
    lot: str
    product: str
    uom: str
    own: Mapping[str, Decimal] = field(default_factory=dict)
    part: Part = field(default_factory=Part)

    def is_within(self, tolerance: Decimal) -> bool:
        """Whether a case may close by this lot.

        Args:
            tolerance: share, 0 to 1, of what went out and of what was made.
        """
        own, made = (abs(self.own.get(name, ZERO)) for name in ("own_residual", "made"))
        return is_within(self.part, tolerance) and own <= made * tolerance

    def to_row(self, tolerance: Decimal) -> dict:
        """The lot as ``{"key", "lot", "product", "uom", "<name>_qty": Decimal, …, "is_within"}``."""
        quantities = {f"{name}_qty": self.own.get(name, ZERO) for name in OWN_NAMES}
        quantities |= {f"{name}_qty": getattr(self.part, name) for name in PART_NAMES}
        named = {"key": self.key, "lot": self.lot, "product": self.product, "uom": self.uom}
        return {**named, **quantities, "is_within": self.is_within(tolerance)}


def sums(lots: Iterable[Lot]) -> list[Lot]:
    """One sum for each unit of measure; pieces and litres have none together."""
    by_unit: dict[str, list[Lot]] = {}
    for lot in lots:
        by_unit.setdefault(lot.uom, []).append(lot)
    return [
        Lot(
            key="",
            lot="",
            product="",
            uom=uom,
            own={name: sum((lot.own.get(name, ZERO) for lot in group), ZERO) for name in OWN_NAMES},
            part=total(lot.part for lot in group),
        )
        for uom, group in sorted(by_unit.items())
    ]
