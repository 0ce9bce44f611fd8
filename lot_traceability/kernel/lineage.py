"""The whole answer: closures, instants, shares, exposure, balance and gaps put together.

How to use: ``trace(ledger, origins, direction)``. How it works: walk (level by level, through the ledger),
then read every done line of the covered lots once, then compute. Reading never writes; the same facts give
the same answer in the same order.
"""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from . import gaps as gap
from .answer import BOTH, DOWNSTREAM, INFERRED, ORDER, RECORDED, UPSTREAM, Lineage
from .closure import Closure, close
from .exposure import completeness, customers, declared, known_rows, shipments, supplies, touches_customer
from .flows import accounts, balances
from .graph import Parts, certainty, edges, merge_nodes, nodes
from .ledger import Ledger
from .readable import Reader, hide_history, hide_nodes, readable_gaps
from .records import Line
from .shares import Shares
from .timewalk import TimeWalk

ONE, ZERO = Decimal(1), Decimal(0)
_BY_ID, _BY_LOT = attrgetter("id"), attrgetter("lot_id")
_BY_LOT_AND_LINE = attrgetter("lot_id", "move_line_id", "res_id")


def trace(
    ledger: Ledger,
    origins: Collection[int],
    direction: str = DOWNSTREAM,
    max_depth: int = 0,
    include_open: bool = True,
    reader: Reader | None = None,
) -> Lineage:
    """Answer where lots came from and went.

    Args:
        ledger: reader of the facts.
        origins: lot ids.
        direction: downstream, upstream or both (the two closures of the origins; it never turns round).
        max_depth: orders to cross at most, 0 = no limit.
        include_open: also read what is planned but not done.
        reader: who reads the answer; None = somebody who may see everything.

    Raises:
        ValueError: unknown direction.
    """
    if direction not in (DOWNSTREAM, UPSTREAM, BOTH):
        raise ValueError(f"direction {direction!r}: expected downstream, upstream or both")
    wanted = (DOWNSTREAM, UPSTREAM) if direction == BOTH else (direction,)
    walks = {way: close(ledger, origins, way, max_depth) for way in wanted}
    return _Answer(ledger, direction, walks, include_open, reader).lineage()


class _Answer:
    def __init__(self, ledger: Ledger, direction: str, walks: dict[str, Closure], include_open: bool, reader):
        self.ledger = ledger
        self.direction = direction
        self.walks = walks
        self.include_open = include_open
        self.reader: Reader | None = reader
        self.hidden_count = 0
        self.visible: set[int] = set()  # lots that the reader may read
        self.origins = next(iter(walks.values())).origins
        self.down = walks.get(DOWNSTREAM)
        self.covered = sorted(self.down.lots) if self.down else list(self.origins)
        self.lines: list[Line] = sorted(ledger.lines(self.covered), key=_BY_ID)
        self.inbound: list[Line] = []
        self.lotless: list[Line] = []  # shipments of untracked steps
        if UPSTREAM in walks:
            others = set(walks[UPSTREAM].lots) - set(self.covered)
            self.inbound = sorted(ledger.inbound(others), key=_BY_ID) if others else []
        self.times = {way: TimeWalk(walk, self._dated_lines(walk)) for way, walk in walks.items()}
        consumed = ledger.consumed(sorted(self.down.orders)) if self.down and self.down.orders else ()
        self.imported = sorted(ledger.declared_shipments(self.covered), key=lambda row: row.id)
        self.shares = Shares(self.down, self.lines, consumed, self.imported) if self.down else None
        self.certainty = certainty(walks)
        reached = {lot for walk in walks.values() for lot in walk.lots}
        self.facts = sorted(ledger.lot_facts(sorted(reached)), key=lambda lot: lot.id)

    def _dated_lines(self, walk):
        """Lines with every instant that matters: a link tells only its first and its last one."""
        if walk is self.down:
            return self.lines  # all of its lots are covered
        links = (link for side in (walk.near, walk.far) for of_order in side.values() for link in of_order)
        spread = {link.lot_id for link in links if link.first_date != link.last_date} - {0, *self.covered}
        return [*self.lines, *self.inbound, *(self.ledger.lines(sorted(spread)) if spread else ())]

    def lineage(self) -> Lineage:
        nodes_, edges_ = self._graph()
        lots = self.visible = {node.lot_id for node in nodes_ if node.lot_id}
        nodes_ = hide_history(nodes_, self._read_lines())
        covered = lots.intersection(self.covered)
        facts = [lot for lot in self.facts if lot.id in covered]
        quants, open_lines = self._stock()
        shipped = self._shipments()
        accounted = accounts(facts, self.lines)
        balance = balances(facts, accounted, quants)
        known, total = known_rows(quants, open_lines, shipped, self._certainty_of)
        found = self._gaps(quants, shipped, balance, edges_)
        found += self._gaps_of_lots(facts, accounted, balance, quants, shipped)
        return Lineage(
            direction=self.direction,
            origins=self.origins,
            nodes=nodes_,
            edges=edges_,
            on_hand=tuple(quants),
            open=tuple(open_lines),
            shipments=tuple(shipped),
            customers=tuple(customers(shipped)),
            suppliers=tuple(self._suppliers()),
            balance=tuple(balance),
            gaps=self._readable_gaps(found, nodes_),
            truncated=any(walk.is_cut() for walk in self.walks.values()),
            completeness=completeness(known, total, self.hidden_count),
            hidden_count=self.hidden_count,
            lots=tuple(lot for lot in self.facts if lot.id in lots),
        )

    def _graph(self):
        products = {fact.id: fact.product_id for fact in self.facts}
        parts = [
            Parts(self.walks[way], self.times[way], self.certainty, self._fraction, products) for way in self.walks
        ]
        nodes_ = merge_nodes([nodes(part) for part in parts])
        edges_ = edges(self.walks.values())
        if self.reader is None:
            return nodes_, edges_
        nodes_, edges_, hidden = hide_nodes(nodes_, edges_, self.reader)
        self.hidden_count += hidden
        return nodes_, edges_

    def _read_lines(self):
        """From here on only lines that the reader may see; a shipment, a supply or an open end counts when hidden.

        Returns the lots of which the reader may see no line although there are some.
        """
        if self.reader is None:
            return set()
        both = [*self.lines, *self.inbound]
        readable = self.reader.lines(both)
        if len(readable) == len(both) and self.visible.issuperset({line.lot_id for line in both}):
            return set()
        kept = {line.id for line in both if line.id in readable and line.lot_id in self.visible}
        hidden = {line.id for line in self.lines if line.id not in kept and touches_customer(line)}
        hidden |= {row.move_line_id for row in self._suppliers() if row.move_line_id not in kept}
        hidden |= {line.id for line in both if line.id not in kept and gap.open_ends(line, *self._both_ways())}
        self.hidden_count += len(hidden)
        self.lines = [line for line in self.lines if line.id in kept]
        self.inbound = [line for line in self.inbound if line.id in kept]
        return {line.lot_id for line in both} - {line.lot_id for line in (*self.lines, *self.inbound)}

    def _both_ways(self):
        """(lots downstream, lots upstream), origins in both; empty for a way that was not asked."""
        return tuple(self.walks[way].lots if way in self.walks else () for way in (DOWNSTREAM, UPSTREAM))

    def _readable(self, rows, kind):
        if self.reader is None:
            return rows
        readable = getattr(self.reader, kind)(rows)
        kept = [row for row in rows if row.id in readable and row.lot_id in self.visible]
        self.hidden_count += len(rows) - len(kept)
        return kept

    def _stock(self):
        """Stock on hand and what is planned, in the order of the answer, as far as the reader may see them."""
        quants, open_lines = self.ledger.stock(self.covered, self.include_open)
        quants = sorted(quants, key=lambda row: (row.lot_id, row.location_id, row.id))
        open_lines = sorted(open_lines, key=lambda row: (row.lot_id, row.id))
        return self._readable(quants, "quants"), self._readable(open_lines, "open_lines")

    def _certainty_of(self, lot_id):
        return RECORDED if lot_id in self.certainty.lots else INFERRED

    def _known_of(self, carried):
        """What the trace knows of a row to a customer: (share, by date, certainty). ``carried``: shares by row."""
        times = self.times.get(DOWNSTREAM)
        if times is None:
            return lambda row: (ONE, True, self._certainty_of(row.lot_id))
        reached = {lot: since or datetime.min for lot, since in times.lots.items()}
        never, recorded = datetime.max, self.certainty.lots
        return lambda row: (
            carried.get(row.id, ZERO),
            row.date >= reached.get(row.lot_id, never),
            RECORDED if row.lot_id in recorded else INFERRED,
        )

    def _shipments(self):
        shares = self.shares
        rows = shipments(self.lines, self._known_of(shares and shares.lines))
        more = declared(self._readable_declared(self.imported), self._known_of(shares and shares.imported))
        if self.down and self.down.moves:
            more += self._untracked_shipments()
        if more:
            return sorted(rows + more, key=_BY_LOT_AND_LINE)
        return sorted(rows, key=_BY_LOT)  # they are in the order of their lines

    def _readable_declared(self, rows):
        if self.reader is None or not rows:
            return rows
        companies = self.reader.companies({row.company_id for row in rows})
        kept = [row for row in rows if row.company_id in companies and row.lot_id in self.visible]
        self.hidden_count += len(rows) - len(kept)
        return kept

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
        readable = set(lines) if self.reader is None else self.reader.lines(lines.values())
        self.hidden_count += len(lines) - len(readable)
        self.lotless = [line for line in lines.values() if line.id in readable]
        return shipments(self.lotless, lambda line: (share[line.id], by_date[line.id], INFERRED))

    def _suppliers(self):
        lots = set(self.origins)
        if UPSTREAM in self.walks:
            lots |= set(self.walks[UPSTREAM].lots)
        lines = [line for line in (*self.lines, *self.inbound) if line.from_usage == "supplier" and line.lot_id in lots]
        return sorted(supplies(lines), key=lambda row: (row.lot_id, row.move_line_id))

    def _fraction(self, kind, key):
        if kind != ORDER:
            if self.shares is None:
                return ONE if key in self.origins else ZERO
            return self.shares.lots.get(key, ZERO)
        return self.shares.orders.get(key, ZERO) if self.shares else ZERO

    def _gaps(self, quants, shipped, balance, all_edges):
        found = gap.of_production([*self.lines, *self.inbound], *self._both_ways())
        for walk in self.walks.values():
            found += gap.of_walk(walk)
        found += gap.of_balance(balance, quants)
        found += gap.of_shipments(shipped, [*self.lines, *self.lotless])
        found += gap.of_cycles(all_edges)
        return found

    def _gaps_of_lots(self, facts, accounted, balance, quants, shipped):
        counted = [line for line in self.lines if line.is_inventory]
        products = {line.product_id for line in counted if line.to_usage == "inventory"}
        gains = self.ledger.found_lines(sorted(products)) if products else ()
        return gap.of_lots(facts, accounted, balance, quants, shipped) + gap.of_counts(facts, counted, gains)

    def _readable_gaps(self, found, all_nodes):
        if self.reader is None:
            return tuple(sorted(set(found)))
        lots = {node.lot_id for node in all_nodes}
        return readable_gaps(set(found), lots, {node.key for node in all_nodes}, self.hidden_count)
