"""Which component lots of an order reach which of its produced lots, once operators have allotted some.

Without allotment every consumed lot reaches every produced lot: that is all Odoo records. Rows of the
as-built table replace that for the units they name (trace contract, "As built").
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from .records import AsBuilt, Link, OrderKey

ZERO = Decimal(0)


class OrderPass:
    """The pass-through of one order that has as-built rows."""

    def __init__(self, rows: Iterable[AsBuilt], inputs: Iterable[Link], outputs: Iterable[Link]):
        self.rows = list(rows)
        self.consumed: dict[int, Decimal] = defaultdict(Decimal)
        self.product_total: dict[int, Decimal] = defaultdict(Decimal)
        self.produced: dict[int, Decimal] = defaultdict(Decimal)
        output_total: dict[int, Decimal] = defaultdict(Decimal)
        output_product: dict[int, int] = {}
        self.component_product: dict[int, int] = {}
        for link in inputs:
            self.product_total[link.product_id] += link.qty
            if link.lot_id:
                self.consumed[link.lot_id] += link.qty
                self.component_product[link.lot_id] = link.product_id
        for link in outputs:
            output_total[link.product_id] += link.qty
            if link.lot_id:
                self.produced[link.lot_id] += link.qty
                output_product[link.lot_id] = link.product_id
        self.allotted: dict[int, Decimal] = defaultdict(Decimal)
        self.into: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
        self.named: dict[int, set[int]] = defaultdict(set)
        for row in self.rows:
            self.allotted[row.component_lot_id] += row.qty
            self.into[row.produced_lot_id, row.component_product_id] += row.qty
            self.named[row.component_lot_id].add(row.produced_lot_id)
        self._share_of_outputs = {lot: qty / output_total[output_product[lot]] for lot, qty in self.produced.items()}
        self._targets = {lot: self._find_targets(lot) for lot in self.consumed}

    def is_fully_allotted(self, produced_lot: int, product: int) -> bool:
        """Rows cover the lot's proportional part of what the order consumed of this component product."""
        part = self._share_of_outputs.get(produced_lot)
        rows = self.into.get((produced_lot, product), ZERO)
        return part is not None and rows > 0 and rows >= self.product_total[product] * part

    def is_used_up(self, component_lot: int) -> bool:
        """All that was consumed of the lot is allotted."""
        return self.allotted.get(component_lot, ZERO) >= self.consumed[component_lot]

    def _find_targets(self, component_lot):
        targets = set(self.named.get(component_lot, ())) & self.produced.keys()
        if not self.is_used_up(component_lot):
            product = self.component_product[component_lot]
            targets |= {lot for lot in self.produced if not self.is_fully_allotted(lot, product)}
        return frozenset(targets)

    def targets(self, component_lot: int) -> frozenset[int]:
        """Produced lots that this consumed lot reaches."""
        return self._targets.get(component_lot, frozenset(self.produced))

    def sources(self, produced_lot: int) -> frozenset[int]:
        """Consumed lots that reach this produced lot."""
        return frozenset(lot for lot, targets in self._targets.items() if produced_lot in targets)

    def partial_components(self) -> list[int]:
        """Consumed lots with a rest that nobody allotted (only those whose product has rows at all)."""
        products = {row.component_product_id for row in self.rows}
        return sorted(
            lot for lot, product in self.component_product.items() if product in products and not self.is_used_up(lot)
        )

    def input_is_as_built(self, component_lot: int) -> bool:
        """The edge lot → order rests on rows alone."""
        return component_lot in self.named and self.is_used_up(component_lot)

    def output_is_as_built(self, produced_lot: int) -> bool:
        """The edge order → lot rests on rows for every component product that has rows into it."""
        products = {row.component_product_id for row in self.rows}
        return bool(products) and all(self.is_fully_allotted(produced_lot, product) for product in products)


def order_passes(
    rows: Iterable[AsBuilt],
    inputs: dict[OrderKey, list[Link]],
    outputs: dict[OrderKey, list[Link]],
) -> dict[OrderKey, OrderPass]:
    """One ``OrderPass`` for each order that has rows; every other order passes everything."""
    by_order = defaultdict(list)
    for row in rows:
        by_order[row.order].append(row)
    return {
        order: OrderPass(order_rows, inputs.get(order, ()), outputs.get(order, ()))
        for order, order_rows in by_order.items()
    }
