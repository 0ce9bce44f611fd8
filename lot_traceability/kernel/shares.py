"""Expected fraction of each lot's units that contain origin material (trace contract, ``share``).

Replays the done lines of the reached lots in date order (ties by id) with perfect mixing inside a lot. An
order's outputs carry 1 − Π(1 − f_p) over the consumed products p, f_p = affected ÷ total consumed of p. An
expectation, never proof about a unit.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from .closure import Closure
from .records import DECLARED, INSIDE, NO_ORDER, DeclaredShipment, Line, Link, OrderKey

ZERO, ONE = Decimal(0), Decimal(1)
CONSUME, OUTPUT, REPAIRED, MOVE, IMPORTED = range(5)


class Event(NamedTuple):
    """One step of the replay; sorts by (date, id, rank): an order's outputs never come before its inputs."""

    date: datetime
    id: int
    rank: int
    action: int
    lot_id: int
    product_id: int
    qty: Decimal
    order: OrderKey
    line_id: int
    origin: str  # usage of the place it came from
    stays: bool  # it is inside afterwards


class Shares:
    """Result: ``lots`` and ``orders`` (fraction 0..1), ``lines`` and ``imported`` (fraction a line carried then)."""

    def __init__(
        self,
        closure: Closure,
        lines: Iterable[Line],
        order_inputs: Iterable[Link],
        imported: Iterable[DeclaredShipment] = (),
    ):
        self._closure = closure
        self._origins = frozenset(closure.origins)
        self._inside: dict[int, Decimal] = defaultdict(Decimal)
        self._share: dict[int, Decimal] = dict.fromkeys(self._origins, ONE)
        self._inflow: dict[int, list[Decimal]] = {}
        self._affected: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self._by_lot: dict[tuple[OrderKey, int], list[Decimal]] = {}
        self._total: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self._lotless: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.lines: dict[int, Decimal] = {}
        self.imported: dict[int, Decimal] = {}
        self._repaired: set[int] = set()
        self._computing: set[OrderKey] = set()
        self._fraction_of: dict[OrderKey, Decimal] = {}
        for link in order_inputs:
            self._total[link.order][link.product_id] += link.qty
            if not link.lot_id:
                self._lotless[link.order][link.product_id] += link.qty
        for event in sorted([*self._events(lines), *_imported_events(imported)]):
            self._replay(event)
        self.orders = {order: self._fraction(order) for order in closure.orders}
        self.lots = {lot: self._final(lot) for lot in closure.lots}

    def _events(self, lines):
        last_consumed: dict[OrderKey, tuple] = {
            order: max(step.last for step in steps) for order, steps in self._closure.steps_in.items() if steps
        }
        events = []
        for line in lines:
            action = _action(line)
            if action == CONSUME:
                at = (line.date, line.id)
                last_consumed[line.order] = max(at, last_consumed.get(line.order, at))
            events.append((line, action))
        for line, action in events:
            origin = "" if line.transit_in else line.from_usage
            stays = line.to_usage in INSIDE and action != CONSUME and not line.transit_out
            if action == MOVE and stays and origin in INSIDE:
                continue  # from place to place: nothing mixes
            date, ident, rank = line.date, line.id, 0
            if action in (OUTPUT, REPAIRED):
                after = last_consumed.get(line.order)
                rank = 1
                if after and after > (date, ident):
                    date, ident = after
            yield Event(
                date, ident, rank, action, line.lot_id, line.product_id, line.qty, line.order, line.id, origin, stays
            )
        yield from self._declared_events()

    def _declared_events(self):
        """Imported links have no lines: their rows take part as if they were."""
        closure = self._closure
        for order, kind in closure.kinds.items():
            if kind != DECLARED:
                continue
            # imported on one day: what an order puts out comes before what the next one consumes
            rank = 2 * abs(closure.orders[order])
            for link in closure.near.get(order, ()):
                yield Event(
                    link.first_date,
                    -1,
                    rank,
                    CONSUME,
                    link.lot_id,
                    link.product_id,
                    link.qty,
                    order,
                    0,
                    "internal",
                    False,
                )
            for link in closure.far.get(order, ()):
                yield Event(
                    link.first_date, -1, rank + 1, OUTPUT, link.lot_id, link.product_id, link.qty, order, 0, "", True
                )

    def _replay(self, event):
        action, lot, qty, origin = event.action, event.lot_id, event.qty, event.origin
        if action == IMPORTED:
            self.imported[event.line_id] = self._share.get(lot, ZERO)
            return
        before_repair = self._share.get(lot, ZERO) if action == REPAIRED else None
        if action == OUTPUT:
            self._mix(lot, qty, self._fraction(event.order, lot))
        elif origin == "supplier":
            self._mix(lot, qty, ZERO)
        elif action == REPAIRED:
            self._repair(lot, qty, event.order)
        elif origin not in INSIDE:
            self._inside[lot] += qty
        share = self._share.get(lot, ZERO) if before_repair is None else before_repair
        if not event.stays:
            self._inside[lot] -= qty
        if action == CONSUME:
            self._consume(event, share)
        if event.line_id:
            self.lines[event.line_id] = share

    def _consume(self, event, share):
        self._affected[event.order][event.product_id] += event.qty * share
        row = self._by_lot.setdefault((event.order, event.lot_id), [ZERO, ZERO])
        row[0] += event.qty
        row[1] += event.qty * share
        self._fraction_of.pop(event.order, None)

    def _mix(self, lot, qty, fraction):
        if lot in self._origins:
            fraction = ONE
        before = max(self._inside[lot], ZERO)
        if before + qty > 0 and lot not in self._origins:
            self._share[lot] = (before * self._share.get(lot, ZERO) + qty * fraction) / (before + qty)
        self._inside[lot] += qty
        flow = self._inflow.setdefault(lot, [ZERO, ZERO])
        flow[0] += qty
        flow[1] += qty * fraction

    def _repair(self, lot, qty, order):
        if lot in self._origins:
            return
        share = self._share.get(lot, ZERO)
        repaired = ONE - (ONE - share) * (ONE - self._fraction(order))
        total = max(self._inside[lot], qty)
        self._share[lot] = share + qty / total * (repaired - share)
        self._repaired.add(lot)

    def _fraction(self, order, produced_lot=0):
        """1 − Π(1 − f_p) for the order's outputs, or for one produced lot where rows were allotted."""
        passing = self._closure.passes.get(order)
        if passing is not None and produced_lot:
            return self._allotted_fraction(order, passing, produced_lot)
        if order in self._fraction_of:
            return self._fraction_of[order]
        if order in self._computing:
            return ZERO  # a loop of untracked steps: what it feeds back into itself is already counted once
        self._computing.add(order)
        clean = ONE
        for product, affected in self._affected_by_product(order).items():
            clean *= ONE - _part(affected, self._total[order][product])
        self._computing.discard(order)
        if not self._closure.steps_in.get(order):  # with untracked steps it changes when their makers change
            self._fraction_of[order] = ONE - clean
        return ONE - clean

    def _affected_by_product(self, order):
        affected = dict(self._affected.get(order, {}))
        steps = self._closure.steps_in.get(order)
        if steps:
            left = dict(self._lotless[order])
            for step in sorted(steps, key=lambda step: step.move_id):
                qty = min(step.qty, left.get(step.product_id, ZERO))
                left[step.product_id] = left.get(step.product_id, ZERO) - qty
                maker = self._closure.untracked.made[step.move_id].order
                share = self._fraction(maker)
                affected[step.product_id] = affected.get(step.product_id, ZERO) + qty * share
        return affected

    def _allotted_fraction(self, order, passing, produced_lot):
        clean = ONE
        for product, affected in self._affected_by_product(order).items():
            total = self._total[order][product]
            rows = [row for row in passing.rows if row.component_product_id == product]
            if passing.is_fully_allotted(produced_lot, product):
                own = [row for row in rows if row.produced_lot_id == produced_lot]
                clean *= ONE - _part(self._affected_rows(order, own), sum((row.qty for row in own), ZERO))
            else:
                rest = total - sum((row.qty for row in rows), ZERO)
                clean *= ONE - _part(affected - self._affected_rows(order, rows), rest)
        return ONE - clean

    def _affected_rows(self, order, rows):
        affected = ZERO
        for row in rows:
            qty, bad = self._by_lot.get((order, row.component_lot_id), (ZERO, ZERO))
            affected += row.qty * _part(bad, qty)
        return affected

    def _final(self, lot):
        if lot in self._origins:
            return ONE
        total, affected = self._inflow.get(lot, (ZERO, ZERO))
        share = _part(affected, total)
        return max(share, self._share.get(lot, ZERO)) if lot in self._repaired else share


def _imported_events(rows):
    for row in rows:
        yield Event(row.date, 0, 0, IMPORTED, row.lot_id, row.product_id, row.qty, NO_ORDER, row.id, "", False)


def _part(affected, total):
    if total <= 0 or affected <= 0:
        return ZERO
    return min(affected / total, ONE)


def _action(line: Line) -> int:
    if line.order != NO_ORDER:
        if line.to_usage == "production" or line.transit_out:
            return CONSUME
        if line.from_usage == "production" or line.transit_in:
            return OUTPUT
        return REPAIRED
    return MOVE
