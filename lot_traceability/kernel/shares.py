"""Expected fraction of each lot's units that contain origin material (trace contract, ``share``).

Replays the done lines of the reached lots in date order (ties by id) with perfect mixing inside a lot. An
order's outputs carry 1 − Π(1 − f_p) over the consumed products p, f_p = affected ÷ total consumed of p. An
expectation, never proof about a unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from operator import itemgetter

from .closure import Closure
from .records import DECLARED, INSIDE, NO_ORDER, DeclaredShipment, Line, OrderKey

ZERO, ONE = Decimal(0), Decimal(1)
CONSUME, OUTPUT, REPAIRED, MOVE, IMPORTED = range(5)
_BY_DATE = itemgetter(Line._fields.index("date"))


class Shares:
    """Result: ``lots`` and ``orders`` (fraction 0..1), ``lines`` and ``imported`` (fraction a line carried then).

    The steps of the replay are plain tuples, since a big trace has many: instant, id, rank, action, lot, product,
    quantity, order, line, usage of the place it came from, whether it is inside afterwards. They sort by their first
    three: an order's outputs never come before its inputs. Most lines only take something of a lot out; such a line
    waits until the next step of its lot. ``lines`` are in the order of their ids.
    """

    def __init__(
        self,
        closure: Closure,
        lines: Collection[Line],
        consumed: Iterable[tuple[OrderKey, int, Decimal, Decimal]],
        imported: Iterable[DeclaredShipment] = (),
    ):
        self._closure = closure
        self._origins = frozenset(closure.origins)
        self._inside: dict[int, Decimal] = defaultdict(Decimal)
        self._share: dict[int, Decimal] = dict.fromkeys(self._origins, ONE)
        self._inflow: dict[int, list[Decimal]] = {}
        self._leaving: dict[int, list[Line]] = defaultdict(list)  # by lot, the first one last
        self._affected: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self._by_lot: dict[tuple[OrderKey, int], list[Decimal]] = {}
        self._total: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self._lotless: dict[OrderKey, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.lines: dict[int, Decimal] = {}
        self.imported: dict[int, Decimal] = {}
        self._repaired: set[int] = set()
        self._computing: set[OrderKey] = set()
        self._fraction_of: dict[OrderKey, Decimal] = {}
        for order, product, qty, lotless in consumed:
            self._total[order][product] += qty
            if lotless:
                self._lotless[order][product] += lotless
        self._replay(sorted([*self._events(lines), *_imported_events(imported)]))
        self.orders = {order: self._fraction(order) for order in closure.orders}
        self.lots = {lot: self._final(lot) for lot in closure.lots}

    def _events(self, lines):
        linked = []
        for line in reversed(sorted(lines, key=_BY_DATE)):
            if line.order.model:
                linked.append(line)
                continue
            stays = line.to_usage in INSIDE and not line.transit_out
            if line.from_usage not in INSIDE or line.transit_in:
                origin = "" if line.transit_in else line.from_usage
                about = (line.lot_id, line.product_id, line.qty, line.order, line.id)
                yield (line.date, line.id, 0, MOVE, *about, origin, stays)
            elif not stays:  # from place to place nothing mixes
                self._leaving[line.lot_id].append(line)
        yield from self._order_events(linked)
        yield from self._declared_events()

    def _order_events(self, lines):
        last_consumed: dict[OrderKey, tuple] = {
            order: max(step.last for step in steps) for order, steps in self._closure.steps_in.items() if steps
        }
        acted = [(line, _action(line)) for line in lines]
        for line, action in acted:
            if action == CONSUME:
                at = (line.date, line.id)
                last_consumed[line.order] = max(at, last_consumed.get(line.order, at))
        for line, action in acted:
            date, ident, rank = line.date, line.id, 0
            if action != CONSUME:
                rank = 1
                after = last_consumed.get(line.order)
                if after and after > (date, ident):
                    date, ident = after
            yield (
                date, ident, rank, action, line.lot_id, line.product_id, line.qty, line.order, line.id,
                "" if line.transit_in else line.from_usage,
                line.to_usage in INSIDE and action != CONSUME and not line.transit_out,
            )  # fmt: skip

    def _declared_events(self):
        """Imported links have no lines: their rows take part as if they were."""
        closure = self._closure
        for order, kind in closure.kinds.items():
            if kind != DECLARED:
                continue
            # imported on one day: what an order puts out comes before what the next one consumes
            rank = 2 * abs(closure.orders[order])
            for link in closure.near.get(order, ()):
                about = (link.lot_id, link.product_id, link.qty, order, 0)
                yield (link.first_date, -1, rank, CONSUME, *about, "internal", False)
            for link in closure.far.get(order, ()):
                about = (link.lot_id, link.product_id, link.qty, order, 0)
                yield (link.first_date, -1, rank + 1, OUTPUT, *about, "", True)

    def _replay(self, events):
        inside, shares, lines = self._inside, self._share, self.lines
        for date, ident, _rank, action, lot, product, qty, order, line_id, origin, stays in events:
            if lot in self._leaving:
                self._leave(lot, (date, ident))
            share = shares.get(lot, ZERO)  # a repaired unit is told with the share it had before
            if action == IMPORTED:
                self.imported[line_id] = share
                continue
            self._take_in(action, lot, qty, order, origin)
            if action != REPAIRED:
                share = shares.get(lot, ZERO)
            if not stays:
                inside[lot] -= qty
            if action == CONSUME:
                self._consume(order, lot, product, qty, share)
            if line_id:
                lines[line_id] = share
        for lot in self._leaving:
            self._leave(lot)

    def _leave(self, lot, until=None):
        """What left the lot before that instant and id carries the share that the lot has now."""
        waiting, share = self._leaving[lot], self._share.get(lot, ZERO)
        while waiting and (until is None or (waiting[-1].date, waiting[-1].id) < until):
            line = waiting.pop()
            self._inside[lot] -= line.qty
            self.lines[line.id] = share

    def _take_in(self, action, lot, qty, order, origin):
        if action == OUTPUT:
            self._mix(lot, qty, self._fraction(order, lot))
        elif origin == "supplier":
            self._mix(lot, qty, ZERO)
        elif action == REPAIRED:
            self._repair(lot, qty, order)
        elif origin not in INSIDE:
            self._inside[lot] += qty

    def _consume(self, order, lot, product, qty, share):
        self._affected[order][product] += qty * share
        if order in self._closure.passes:
            row = self._by_lot.setdefault((order, lot), [ZERO, ZERO])
            row[0] += qty
            row[1] += qty * share
        self._fraction_of.pop(order, None)

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
        yield row.date, 0, 0, IMPORTED, row.lot_id, row.product_id, row.qty, NO_ORDER, row.id, "", False


def _part(affected, total):
    if total <= 0 or affected <= 0:
        return ZERO
    return min(affected / total, ONE)


def _action(line: Line) -> int:
    if line.to_usage == "production" or line.transit_out:
        return CONSUME
    if line.from_usage == "production" or line.transit_in:
        return OUTPUT
    return REPAIRED
