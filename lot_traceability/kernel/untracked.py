"""Following a product through steps that name no lot (trace contract, "Untracked steps").

A product put out without lot by one order and consumed without lot by another is followed through Odoo's
move chain where there is one, else through product, place and time: from the instant the batch came to a
place until stock of the product ran out there, whatever left that place may have been the batch. The
result is inferred, never recorded, and says so.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .ledger import Ledger
from .records import INSIDE, NO_ORDER, Line, OrderKey

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Made:
    """A producing move that put a product out without lot: the untracked node."""

    move_id: int
    product_id: int
    order: OrderKey
    qty: Decimal
    dates: tuple[datetime, ...]
    company_id: int


@dataclass(frozen=True, slots=True)
class Step:
    """What an order consumed of an untracked node (lines summed; ``qty`` at most what was made)."""

    move_id: int
    order: OrderKey
    product_id: int
    qty: Decimal
    dates: tuple[datetime, ...]
    last: tuple[datetime, int]  # date and id of the last line


class _Place:
    """One product in one location: its lot-less lines in time and the points where stock ran out."""

    def __init__(self):
        self.lines: list[Line] = []
        self.signed: list[Decimal] = []
        self.empty: list[int] = []
        self.position: dict[int, int] = {}

    def add(self, line: Line, qty: Decimal):
        self.position[line.id] = len(self.lines)
        self.lines.append(line)
        self.signed.append(qty)

    def close(self):
        balance = ZERO
        for at, qty in enumerate(self.signed):
            balance += qty
            if balance <= 0:
                self.empty.append(at)

    def after(self, line: Line) -> list[Line]:
        """Lines that leave between this arrival and the one that empties the place (included)."""
        start = self.position[line.id]
        stop = bisect_right(self.empty, start)
        last = self.empty[stop] if stop < len(self.empty) else len(self.lines) - 1
        return [self.lines[at] for at in range(start + 1, last + 1) if self.signed[at] < 0]

    def before(self, line: Line) -> list[Line]:
        """Arrivals from which this leaving line may have come."""
        stop = self.position[line.id]
        at = bisect_left(self.empty, stop)
        first = self.empty[at - 1] if at else 0
        return [self.lines[index] for index in range(first, stop) if self.signed[index] > 0]


class UntrackedSteps:
    """Answers both directions for untracked products; asks the ledger once per set of new products."""

    def __init__(self, ledger: Ledger):
        self._ledger = ledger
        self._loaded: set[int] = set()
        self._places: dict[tuple[int, int], _Place] = {}
        self._by_move: dict[int, list[Line]] = defaultdict(list)
        self._by_product: dict[int, list[Line]] = defaultdict(list)
        self._chain_to: dict[int, set[int]] = {}
        self.made: dict[int, Made] = {}

    def load(self, product_ids: Collection[int], producing_moves: Collection[int] = ()):
        """Read the lot-less lines of these products and the move chains from their producing moves."""
        new = set(product_ids) - self._loaded
        if new:
            self._loaded |= new
            self._read_lines(new)
        moves = (set(producing_moves) | {m.move_id for m in self.made.values()}) - self._chain_to.keys()
        if moves:
            for move in moves:
                self._chain_to[move] = set()
            for origin, consuming in self._ledger.chained(moves):
                if origin in self._chain_to:
                    self._chain_to[origin].add(consuming)

    def _read_lines(self, products):
        lines = sorted(self._ledger.untracked_lines(products), key=lambda line: (line.date, line.id))
        produced: dict[int, list[Line]] = defaultdict(list)
        fresh = set()
        for line in lines:
            self._by_move[line.move_id].append(line)
            self._by_product[line.product_id].append(line)
            if line.from_usage == "production" and line.order != NO_ORDER:
                produced[line.move_id].append(line)
            for location, usage, qty in (
                (line.from_location_id, line.from_usage, -line.qty),
                (line.to_location_id, line.to_usage, line.qty),
            ):
                if usage in INSIDE and line.from_location_id != line.to_location_id:
                    key = (line.product_id, location)
                    place = self._places.get(key)
                    if place is None:
                        place = self._places[key] = _Place()
                    fresh.add(key)
                    place.add(line, qty)
        for key in fresh:
            self._places[key].close()
        for move_id, rows in produced.items():
            self.made[move_id] = Made(
                move_id, rows[0].product_id, rows[0].order, sum((row.qty for row in rows), ZERO),
                tuple(sorted({row.date for row in rows})), rows[0].company_id,
            )  # fmt: skip

    def _forward(self, move_id: int) -> list[Line]:
        """Every lot-less line that the batch of this producing move may have left in."""
        if self._chain_to.get(move_id):
            return [line for move in sorted(self._chain_to[move_id]) for line in self._by_move.get(move, ())]
        found: dict[int, Line] = {}
        todo = [line for line in self._by_move[move_id] if line.from_usage == "production"]
        arrived = {line.id for line in todo}
        while todo:
            line = todo.pop()
            place = self._places.get((line.product_id, line.to_location_id))
            if place is None or line.id not in place.position:
                continue
            for leaving in place.after(line):
                found[leaving.id] = leaving
                if leaving.to_usage in INSIDE and leaving.id not in arrived:
                    arrived.add(leaving.id)
                    todo.append(leaving)
        return [found[line_id] for line_id in sorted(found)]

    def consumers(self, move_ids: Collection[int]) -> list[Step]:
        """The orders that consumed these untracked nodes."""
        steps = []
        for move_id in sorted(move_ids):
            made = self.made.get(move_id)
            if not made:
                continue
            by_order: dict[OrderKey, list[Line]] = defaultdict(list)
            for line in self._forward(move_id):
                if line.to_usage == "production" and line.order != NO_ORDER:
                    by_order[line.order].append(line)
            steps += [_step(made, order, lines) for order, lines in sorted(by_order.items())]
        return steps

    def shipped(self, move_id: int) -> list[Line]:
        """Lines to customers that may have carried this untracked node."""
        return [line for line in self._forward(move_id) if line.to_usage == "customer"]

    def producers(self, order: OrderKey, product_id: int) -> list[Step]:
        """The untracked nodes that may stand in what this order consumed of the product without lot."""
        consumed = [
            line for line in self._by_product[product_id] if line.order == order and line.to_usage == "production"
        ]
        steps = []
        for move_id in sorted(self._behind(consumed)):
            made = self.made[move_id]
            reached = [line for line in self._forward(move_id) if line.order == order and line.to_usage == "production"]
            if reached:
                steps.append(_step(made, order, reached))
        return steps

    def _behind(self, lines) -> set[int]:
        """Producing moves that chain or pool may lead to these consuming lines (checked forward by the caller)."""
        moves = {line.move_id for line in lines}
        producing = {origin for origin, targets in self._chain_to.items() if targets & moves}
        todo, seen = list(lines), {line.id for line in lines}
        while todo:
            line = todo.pop()
            place = self._places.get((line.product_id, line.from_location_id))
            if place is None or line.id not in place.position:
                continue
            for arriving in place.before(line):
                if arriving.from_usage == "production" and arriving.order != NO_ORDER:
                    producing.add(arriving.move_id)
                elif arriving.from_usage in INSIDE and arriving.id not in seen:
                    seen.add(arriving.id)
                    todo.append(arriving)
        return {move for move in producing if move in self.made}


def _step(made: Made, order: OrderKey, lines: list[Line]) -> Step:
    qty = min(sum((line.qty for line in lines), ZERO), made.qty)
    return Step(made.move_id, order, made.product_id, qty, tuple(sorted({line.date for line in lines})),
                max((line.date, line.id) for line in lines))  # fmt: skip
