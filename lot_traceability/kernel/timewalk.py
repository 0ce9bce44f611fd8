"""The time-aware walk: which nodes are still reached when a lot passes on only what it handed over after it
was itself reached (trace contract, "excluded by date").

Dates are recording times, so this never narrows the answer: it marks. Labels only go down (downstream: the
earliest instant), ties count. Upstream is the mirror image: the latest instant at which a lot can still have
passed something on.
"""

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from .closure import Closure
from .records import Line, Link, OrderKey

LOT, MOVE = "lot", "move"
_EPOCH = datetime(1970, 1, 1)


class TimeWalk:
    """Instants of one closure: ``lots``, ``orders`` and ``moves`` hold the label of every node reached by date.

    The origins are reached from the beginning; their label is None.
    """

    def __init__(self, closure: Closure, lines: Iterable[Line]):
        self._closure = closure
        self._down = closure.is_downstream()
        self.lots: dict[int, datetime | None] = dict.fromkeys(closure.origins)
        self.orders: dict[OrderKey, datetime] = {}
        self.moves: dict[int, datetime] = {}
        self._entered_by_all: dict[OrderKey, datetime] = {}  # by somebody who reaches everything behind the order
        self._near_dates: dict[tuple, list[datetime]] = {}
        self._far_dates: dict[tuple, list[datetime]] = {}
        self._behind: dict[tuple, list[OrderKey]] = defaultdict(list)
        self._far_moves: dict[OrderKey, list[tuple[int, list[datetime]]]] = defaultdict(list)
        self._origins = frozenset(closure.origins)
        self._collect(lines)
        self._walk()

    def _collect(self, lines):
        closure = self._closure
        for order, links in closure.near.items():
            for link in links:
                self._behind[LOT, link.lot_id].append(order)
        near, far = self._near_dates, self._far_dates = _ends_of(closure.near), _ends_of(closure.far)
        # a link tells its first and its last instant: only where they differ may there be more between them
        spread = [{key: set(dates) for key, dates in side.items() if len(dates) > 1} for side in (near, far)]
        for line in lines if any(spread) else ():
            if line.order.model:
                consumed = line.to_usage == "production" or line.transit_out
                dates = spread[consumed != self._down].get((line.lot_id, line.order))
                if dates:
                    dates.add(line.date)
        for side, found in zip((near, far), spread):
            side.update((key, sorted(dates)) for key, dates in found.items())
        self._collect_untracked()

    def _collect_untracked(self):
        closure = self._closure
        if not closure.moves:
            return
        made = closure.untracked.made
        for order, steps in closure.steps_in.items():
            for step in steps:
                if self._down:
                    self._behind[MOVE, step.move_id].append(order)
                    self._near_dates[(MOVE, step.move_id), order] = list(step.dates)
                else:
                    self._far_moves[order].append((step.move_id, list(step.dates)))
        for move_id in closure.moves:
            order, dates = made[move_id].order, list(made[move_id].dates)
            if self._down:
                self._far_moves[order].append((move_id, dates))
            else:
                self._behind[MOVE, move_id].append(order)
                self._near_dates[(MOVE, move_id), order] = dates

    def _next(self, dates, label):
        """First instant that still counts after (downstream) or before (upstream) the label; None = none."""
        if not dates:
            return None
        if self._down:
            at = 0 if label is None else bisect_left(dates, label)
            return dates[at] if at < len(dates) else None
        at = len(dates) if label is None else bisect_right(dates, label)
        return dates[at - 1] if at else None

    def _better(self, new, old):
        return old is None or (new < old if self._down else new > old)

    def _walk(self):
        heap = []
        for lot in self._closure.origins:
            self._relax((LOT, lot), lot, None, heap)
        while heap:
            _rank, kind, key, label = heapq.heappop(heap)
            if label == (self.lots if kind == LOT else self.moves).get(key):
                self._relax((kind, key), key if kind == LOT else (MOVE, key), label, heap)

    def _rank(self, label):
        seconds = (label - _EPOCH).total_seconds()  # not timestamp(): that would bend with the server's time zone
        return seconds if self._down else -seconds

    def _relax(self, node, near_key, label, heap):
        closure = self._closure
        if closure.is_at_limit((closure.lots if node[0] == LOT else closure.moves)[node[1]]):
            return
        for order in self._behind.get(node, ()):
            entered = self._next(self._near_dates.get((near_key, order)), label)
            if entered is None:
                continue
            allowed = closure.allowed(order, node[1] if node[0] == LOT else 0)
            if self._better(entered, self.orders.get(order)):
                self.orders[order] = entered
            if allowed is None:
                if not self._better(entered, self._entered_by_all.get(order)):
                    continue
                self._entered_by_all[order] = entered
            for link in closure.far.get(order, ()):
                if link.lot_id and (allowed is None or link.lot_id in allowed):
                    reached = self._next(self._far_dates.get((link.lot_id, order)), entered)
                    self._label(self.lots, LOT, link.lot_id, reached, heap)
            for move_id, dates in self._far_moves.get(order, ()):
                self._label(self.moves, MOVE, move_id, self._next(dates, entered), heap)

    def _label(self, labels, kind, key, reached, heap):
        if reached is None or (key in labels and not self._better(reached, labels[key])):
            return
        if kind == LOT and key in self._origins:
            return
        labels[key] = reached
        heapq.heappush(heap, (self._rank(reached), kind, key, reached))


def _ends_of(links_by_order: dict[OrderKey, list[Link]]) -> dict[tuple[int, OrderKey], list[datetime]]:
    """First and last instant of each lot in each order."""
    ends: dict[tuple[int, OrderKey], list[datetime]] = {}
    for order, links in links_by_order.items():
        for link in links:
            if link.lot_id:
                first, last = link.first_date, link.last_date
                dates = [first] if first == last else [first, last]
                known = ends.get((link.lot_id, order))
                ends[link.lot_id, order] = sorted({*known, *dates}) if known else dates
    return ends
