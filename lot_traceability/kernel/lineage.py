"""The whole answer: closures, instants, shares, exposure, balance and gaps put together.

How to use: ``trace(ledger, origins, direction)``. How it works: walk (level by level, through the ledger),
then read every done line of the covered lots once, then compute. Reading never writes; the same facts give
the same answer in the same order.
"""

from collections.abc import Collection
from decimal import Decimal

from . import gaps as gap
from .answer import BOTH, DOWNSTREAM, ORDER, UPSTREAM, Edge, Lineage, Node
from .closure import Closure, close
from .exposure import completeness, customers, declared, known_rows, shipments, supplies
from .flows import balances
from .graph import Parts, certainty, edges, merge_nodes, nodes
from .ledger import Ledger
from .records import Line
from .shares import Shares
from .timewalk import TimeWalk

ONE, ZERO = Decimal(1), Decimal(0)


def trace(
    ledger: Ledger,
    origins: Collection[int],
    direction: str = DOWNSTREAM,
    max_depth: int = 0,
    include_open: bool = True,
) -> Lineage:
    """Answer where lots came from and went.

    Args:
        ledger: reader of the facts.
        origins: lot ids.
        direction: downstream, upstream or both (the two closures of the origins; it never turns round).
        max_depth: orders to cross at most, 0 = no limit.
        include_open: also read what is planned but not done.

    Raises:
        ValueError: unknown direction.
    """
    if direction not in (DOWNSTREAM, UPSTREAM, BOTH):
        raise ValueError(f"direction {direction!r}: expected downstream, upstream or both")
    wanted = (DOWNSTREAM, UPSTREAM) if direction == BOTH else (direction,)
    walks = {way: close(ledger, origins, way, max_depth) for way in wanted}
    return _Answer(ledger, direction, walks, include_open).lineage()


class _Answer:
    def __init__(self, ledger: Ledger, direction: str, walks: dict[str, Closure], include_open: bool):
        self.ledger = ledger
        self.direction = direction
        self.walks = walks
        self.include_open = include_open
        self.origins = next(iter(walks.values())).origins
        self.down = walks.get(DOWNSTREAM)
        self.covered = sorted(self.down.lots) if self.down else list(self.origins)
        self.lines: list[Line] = sorted(ledger.lines(self.covered), key=lambda line: line.id)
        self.inbound: list[Line] = []
        if UPSTREAM in walks:
            others = set(walks[UPSTREAM].lots) - set(self.covered)
            self.inbound = sorted(ledger.inbound(others), key=lambda line: line.id) if others else []
        self.times = {way: TimeWalk(walk, [*self.lines, *self.inbound]) for way, walk in walks.items()}
        inputs = ledger.inputs(sorted(self.down.orders)) if self.down and self.down.orders else ()
        self.shares = Shares(self.down, self.lines, inputs) if self.down else None
        self.certainty = certainty(walks)

    def lineage(self) -> Lineage:
        facts = sorted(self.ledger.lot_facts(self.covered), key=lambda lot: lot.id)
        quants = sorted(self.ledger.quants(self.covered), key=lambda row: (row.lot_id, row.location_id, row.id))
        open_lines = ()
        if self.include_open:
            open_lines = sorted(self.ledger.open_lines(self.covered), key=lambda row: (row.lot_id, row.id))
        shipped = self._shipments()
        balance = balances(facts, self.lines, quants)
        all_edges = self._edges()
        known, total = known_rows(quants, open_lines, shipped, self._certainty_of)
        return Lineage(
            direction=self.direction,
            origins=self.origins,
            nodes=self._nodes(),
            edges=all_edges,
            on_hand=tuple(quants),
            open=tuple(open_lines),
            shipments=tuple(shipped),
            customers=tuple(customers(shipped)),
            suppliers=tuple(self._suppliers()),
            balance=tuple(balance),
            gaps=self._gaps(facts, quants, shipped, balance, all_edges),
            truncated=any(walk.cut_lots for walk in self.walks.values()),
            completeness=completeness(known, total),
        )

    def _certainty_of(self, lot_id):
        return self.certainty.of_lot(lot_id)

    def _share_of(self, row):
        if self.shares is None:
            return ONE
        carried = self.shares.lines.get(row.id) if isinstance(row, Line) else None
        return self.shares.lots.get(row.lot_id, ZERO) if carried is None else carried

    def _is_by_date(self, row):
        times = self.times.get(DOWNSTREAM)
        if times is None:
            return True
        if row.lot_id not in times.lots:
            return False
        since = times.lots[row.lot_id]
        return since is None or row.date >= since

    def _shipments(self):
        rows = shipments(self.lines, self._share_of, self._is_by_date, self._certainty_of)
        rows += declared(
            self.ledger.declared_shipments(self.covered), self._share_of, self._is_by_date, self._certainty_of
        )
        if self.down and self.down.moves:
            rows += self._untracked_shipments()
        return sorted(rows, key=lambda row: (row.lot_id, row.move_line_id, row.res_id))

    def _untracked_shipments(self):
        """What an untracked step itself may have sent to customers; always inferred."""
        lines, share, by_date = {}, {}, {}
        instants = self.times[DOWNSTREAM].moves
        for move in sorted(self.down.moves):
            made = self.down.untracked.made[move]
            for line in self.down.untracked.shipped(move):
                lines[line.id] = line
                share[line.id] = max(share.get(line.id, ZERO), self.shares.orders.get(made.order, ZERO))
                reached = instants.get(move)
                by_date[line.id] = by_date.get(line.id, False) or (reached is not None and line.date >= reached)
        return shipments(
            lines.values(), lambda line: share[line.id], lambda line: by_date[line.id], lambda _lot: "inferred"
        )

    def _suppliers(self):
        lots = set(self.origins)
        if UPSTREAM in self.walks:
            lots |= set(self.walks[UPSTREAM].lots)
        lines = [line for line in (*self.lines, *self.inbound) if line.lot_id in lots]
        return sorted(supplies(lines), key=lambda row: (row.lot_id, row.move_line_id))

    def _nodes(self) -> tuple[Node, ...]:
        parts = [Parts(self.walks[way], self.times[way], self.certainty, self._fraction) for way in self.walks]
        return merge_nodes([nodes(part) for part in parts])

    def _fraction(self, kind, key):
        if kind != ORDER:
            if self.shares is None:
                return ONE if key in self.origins else ZERO
            return self.shares.lots.get(key, ZERO)
        return self.shares.orders.get(key, ZERO) if self.shares else ZERO

    def _edges(self) -> tuple[Edge, ...]:
        return edges(self.walks.values())

    def _gaps(self, facts, quants, shipped, balance, all_edges):
        lines_by_id = {line.id: line for line in self.lines}
        found = []
        for walk in self.walks.values():
            found += gap.of_walk(walk)
        products = {line.product_id for line in self.lines if line.is_inventory and line.to_usage == "inventory"}
        gains = self.ledger.found_lines(sorted(products)) if products else ()
        found += gap.of_balance(balance, quants)
        found += gap.of_shipments(shipped, lines_by_id)
        found += gap.of_lots(facts, self.lines, quants, gains)
        found += gap.of_cycles(all_edges)
        return tuple(sorted(set(found)))
