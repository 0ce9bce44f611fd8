"""The walk: from the origins through every order to every lot they reach, each node once.

Level by level, so that a reader over a database answers a level with a fixed number of queries; a node is
visited once, so cycles end the walk and shared parts cost nothing. Downstream and upstream are one
algorithm over a ``_Way``: which side of an order is near, which is far.
"""

from collections import defaultdict
from collections.abc import Collection

from .answer import DOWNSTREAM, UPSTREAM
from .ledger import Ledger
from .pass_through import OrderPass, order_passes
from .records import Link, OrderKey
from .untracked import Step, UntrackedSteps


class Closure:
    """What one walk reached. ``near`` = links lot → order crossed, ``far`` = links order → lot reached."""

    def __init__(self, direction: str, origins: Collection[int]):
        self.direction = direction
        self.origins = tuple(sorted(set(origins)))
        self.lots: dict[int, int] = dict.fromkeys(self.origins, 0)
        self.orders: dict[OrderKey, int] = {}
        self.moves: dict[int, int] = {}  # untracked nodes by producing move
        self.kinds: dict[OrderKey, str] = {}
        self.near: dict[OrderKey, list[Link]] = defaultdict(list)
        self.far: dict[OrderKey, list[Link]] = {}
        self.steps_in: dict[OrderKey, list[Step]] = defaultdict(list)  # untracked node → order
        self.passes: dict[OrderKey, OrderPass] = {}
        self.untracked: UntrackedSteps | None = None
        self.cut_lots: set[int] = set()
        self.cut_moves: set[int] = set()
        self.max_depth = 0
        self.untracked_gaps: set[tuple[OrderKey, int, bool]] = set()  # order, product, product is tracked

    def is_downstream(self) -> bool:
        """Whether the walk follows where the lots went."""
        return self.direction == DOWNSTREAM

    def is_cut(self) -> bool:
        """The depth limit left something out."""
        return bool(self.cut_lots or self.cut_moves)

    def is_at_limit(self, depth: int) -> bool:
        """A node of this depth may not be walked on from."""
        return self.is_cut() and abs(depth) >= self.max_depth

    def allowed(self, order: OrderKey, lot_id: int) -> frozenset[int] | None:
        """Lots on the far side that this near lot reaches through the order; None = all of them."""
        passing = self.passes.get(order)
        if passing is None or not lot_id:
            return None
        return passing.targets(lot_id) if self.is_downstream() else passing.sources(lot_id)


def close(ledger: Ledger, origins: Collection[int], direction: str, max_depth: int = 0) -> Closure:
    """Walk from the origins in one direction.

    Args:
        ledger: reader of the facts.
        origins: lot ids.
        direction: ``downstream`` (what was made of them) or ``upstream`` (what they were made of).
        max_depth: orders to cross at most; 0 = no limit. Lots at the border with more behind them are in ``cut_lots``.
    """
    if direction not in (DOWNSTREAM, UPSTREAM):
        raise ValueError(f"direction {direction!r}: expected {DOWNSTREAM!r} or {UPSTREAM!r}")
    walk = _Walk(ledger, Closure(direction, origins))
    walk.closure.max_depth = max_depth
    while walk.pending_lots or walk.pending_moves:
        if not walk.level(max_depth):
            break
    walk.tidy()
    return walk.closure


class _Walk:
    def __init__(self, ledger: Ledger, closure: Closure):
        self.ledger = ledger
        self.closure = closure
        self.untracked = closure.untracked = UntrackedSteps(ledger)
        self.pending_lots = set(closure.lots)
        self.pending_moves: set[int] = set()
        self.depth = 0
        self._crossed: set[OrderKey] = set()
        self._answered: set[tuple[OrderKey, int]] = set()
        down = closure.is_downstream()
        self.ask_near = ledger.uses if down else ledger.makers
        self.ask_far = ledger.outputs if down else ledger.inputs
        self.ask_across = ledger.inputs if down else ledger.outputs

    def level(self, max_depth) -> bool:
        """Cross one generation of orders; False when the depth limit stopped it."""
        closure = self.closure
        links = list(self.ask_near(self.pending_lots)) if self.pending_lots else []
        steps = self._steps()
        if max_depth and self.depth >= max_depth:
            self._stop(links, steps)
            return False
        self.depth += 1
        self.pending_lots, self.pending_moves = set(), set()
        fresh = self._enter(links, steps)
        self._load_far(fresh)
        for link in links:
            closure.near[link.order].append(link)
            self._cross(link.order, link.lot_id)
        for order, _move, step in steps:
            if step:
                closure.steps_in[order].append(step)
            self._cross(order, 0)
        return True

    def _steps(self) -> list[tuple[OrderKey, int, Step | None]]:
        """(order, producing move, step) behind the untracked nodes of the last level."""
        if not self.pending_moves:
            return []
        if self.closure.is_downstream():
            return [(step.order, step.move_id, step) for step in self.untracked.consumers(self.pending_moves)]
        return [(self.untracked.made[move].order, move, None) for move in sorted(self.pending_moves)]

    def _stop(self, links, steps):
        """At the depth limit: keep what leads into orders that are in the answer anyway, name the rest as cut."""
        closure = self.closure
        for link in links:
            if link.order in closure.orders:
                closure.near[link.order].append(link)
            if self._leads_on(link.order, link.lot_id):
                closure.cut_lots.add(link.lot_id)
        for order, move_id, step in steps:
            if step and order in closure.orders:
                closure.steps_in[order].append(step)
            if self._leads_on(order, 0):
                closure.cut_moves.add(move_id)

    def _leads_on(self, order, near_lot):
        """Something lies behind the order, for who enters it from here, that the answer does not hold."""
        closure = self.closure
        if order not in closure.orders:
            return True
        allowed = closure.allowed(order, near_lot)
        return any(
            link.lot_id and link.lot_id not in closure.lots and (allowed is None or link.lot_id in allowed)
            for link in closure.far[order]
        )

    def _enter(self, links, steps) -> list[OrderKey]:
        orders = self.closure.orders
        sign = 1 if self.closure.is_downstream() else -1
        fresh = []
        for order in [*(link.order for link in links), *(order for order, _move, _step in steps)]:
            if order not in orders:
                orders[order] = sign * self.depth
                fresh.append(order)
        for link in links:
            self.closure.kinds.setdefault(link.order, link.kind)
        return fresh

    def _load_far(self, fresh):
        closure = self.closure
        if not fresh:
            return
        for order in fresh:
            closure.far[order] = []
        lotless = []
        for link in self.ask_far(fresh):
            closure.far[link.order].append(link)
            closure.kinds.setdefault(link.order, link.kind)
            if not link.lot_id:
                lotless.append(link)
        rows = list(self.ledger.as_built(fresh))
        if rows:
            self._load_passes(rows)
        if lotless:
            moves = [link.move_id for link in lotless] if closure.is_downstream() else ()
            self.untracked.load({link.product_id for link in lotless}, moves)

    def _load_passes(self, rows):
        closure = self.closure
        orders = {row.order for row in rows}
        across = defaultdict(list)
        for link in self.ask_across(orders):
            across[link.order].append(link)
        inputs, outputs = (across, closure.far) if closure.is_downstream() else (closure.far, across)
        closure.passes.update(order_passes(rows, inputs, outputs))

    def _cross(self, order, near_lot):
        """Reach what lies behind the order for somebody who enters it from this lot (0 = from an untracked node)."""
        closure = self.closure
        allowed = closure.allowed(order, near_lot)
        sign = 1 if closure.is_downstream() else -1
        if allowed is None:
            if order in self._crossed:
                return
            self._crossed.add(order)
        for link in closure.far[order]:
            if not link.lot_id:
                self._reach_untracked(order, link)
            elif (allowed is None or link.lot_id in allowed) and link.lot_id not in closure.lots:
                closure.lots[link.lot_id] = sign * self.depth
                self.pending_lots.add(link.lot_id)

    def _reach_untracked(self, order, link):
        closure = self.closure
        if closure.is_downstream():
            self._reach_move(link.move_id)
            if link.move_id in closure.moves:
                closure.untracked_gaps.add((order, link.product_id, link.tracked))
            return
        if (order, link.product_id) in self._answered:
            return
        self._answered.add((order, link.product_id))
        for step in self.untracked.producers(order, link.product_id):
            closure.steps_in[order].append(step)
            closure.untracked_gaps.add((self.untracked.made[step.move_id].order, link.product_id, link.tracked))
            self._reach_move(step.move_id)

    def _reach_move(self, move_id):
        if move_id in self.untracked.made and move_id not in self.closure.moves:
            self.closure.moves[move_id] = self.depth if self.closure.is_downstream() else -self.depth
            self.pending_moves.add(move_id)

    def tidy(self):
        """Keep only links whose lot was reached; an as-built order may put out lots that nobody here reaches."""
        closure = self.closure
        closure.far = {
            order: [link for link in links if not link.lot_id or link.lot_id in closure.lots]
            for order, links in closure.far.items()
        }
