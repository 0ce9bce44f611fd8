"""Nodes and edges of the answer, drawn from what the walks reached."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from .answer import (
    DOWNSTREAM,
    INFERRED,
    KIND_RANK,
    LOT,
    ORDER,
    ORIGIN,
    RECORDED,
    UNTRACKED,
    Edge,
    Node,
    lot_key,
    order_key,
    untracked_key,
)
from .closure import Closure
from .timewalk import TimeWalk

ZERO = Decimal(0)


class Certainty:
    """Nodes that some path of recorded steps alone leads to."""

    def __init__(self):
        self.lots: set[int] = set()
        self.orders: set = set()
        self.makers: set = set()  # orders that the downstream walk enters by recorded steps


def certainty(walks: dict[str, Closure]) -> Certainty:
    """Walk again without the inferred steps."""
    result = Certainty()
    for walk in sorted(walks.values(), key=lambda walk: walk.direction != DOWNSTREAM):
        behind = defaultdict(list)
        for order, links in walk.near.items():
            for link in links:
                behind[link.lot_id].append(order)
        lots, crossed, level = set(walk.origins), set(), list(walk.origins)
        while level:
            reached = []
            for lot in level:
                # the recorded way may be longer than the one that the lot's depth counts
                for order in () if walk.is_at_limit(walk.lots[lot]) else behind.get(lot, ()):
                    result.orders.add(order)
                    reached += _recorded_behind(walk, order, lot, lots, crossed)
            level = reached
        result.lots |= lots
        if walk.direction == DOWNSTREAM:
            result.makers |= result.orders
    return result


def _recorded_behind(walk, order, lot, lots, crossed):
    """Lots behind the order that this lot reaches first; adds them to ``lots``."""
    allowed = walk.allowed(order, lot)
    if allowed is None:
        if order in crossed:
            return []
        crossed.add(order)
    found = [
        link.lot_id
        for link in walk.far.get(order, ())
        if link.lot_id and link.lot_id not in lots and (allowed is None or link.lot_id in allowed)
    ]
    lots.update(found)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """One walk with what was computed about it. ``fraction(kind, key)`` gives the share of a lot or an order."""

    walk: Closure
    times: TimeWalk
    certainty: Certainty
    fraction: Callable
    products: dict[int, int]  # product of each lot


def nodes(parts: Parts) -> dict[str, Node]:
    """The nodes of one walk by key."""
    return {node.key: node for of_kind in (_lots, _orders, _untracked) for node in of_kind(parts)}


def _lots(parts):
    walk, times, known, share = parts.walk, parts.times.lots, parts.certainty.lots, parts.fraction
    origins = frozenset(walk.origins)
    for lot, depth in walk.lots.items():
        yield Node(
            lot_key(lot), LOT, ORIGIN if lot in origins else walk.direction, depth,
            RECORDED if lot in known else INFERRED, lot, parts.products.get(lot, 0), "", 0, None, 0,
            times.get(lot), lot in times, share(LOT, lot),
        )  # fmt: skip


def _orders(parts):
    walk, times, known, share = parts.walk, parts.times.orders, parts.certainty.orders, parts.fraction
    for order, depth in walk.orders.items():
        links = [*walk.near.get(order, ()), *walk.far.get(order, ())]
        dates = [link.last_date for link in links]
        if order in walk.steps_in:
            dates += [date for step in walk.steps_in[order] for date in step.dates]
        yield Node(
            order_key(order), ORDER, walk.direction, depth, RECORDED if order in known else INFERRED, 0, 0,
            order.model, order.res_id, max(dates, default=None), links[0].company_id if links else 0,
            times.get(order), order in times, share(ORDER, order),
        )  # fmt: skip


def _untracked(parts):
    walk, times, known = parts.walk, parts.times.moves, parts.certainty
    for move, depth in walk.moves.items():
        made = walk.untracked.made[move]
        # downstream the step from the order into its own output is recorded; upstream it was guessed from the far end
        is_known = made.order in known.makers
        yield Node(
            untracked_key(move), UNTRACKED, walk.direction, depth, RECORDED if is_known else INFERRED, 0,
            made.product_id, "stock.move", move, made.dates[-1], made.company_id, times.get(move),
            move in times, parts.fraction(ORDER, made.order),
        )  # fmt: skip


def node_rank(node: Node) -> tuple[int, str, int, str]:
    """Sort key of a node: kind, document model, then id."""
    return KIND_RANK[node.kind], node.model, node.lot_id or node.res_id, node.key


def merge_nodes(sides: list[dict[str, Node]]) -> tuple[Node, ...]:
    """Downstream (walked first) wins where both walks reached a node."""
    merged: dict[str, Node] = {}
    for side in sides:
        for key, node in side.items():
            merged.setdefault(key, node)
    return tuple(sorted(merged.values(), key=node_rank))


def edges(walks: Iterable[Closure]) -> tuple[Edge, ...]:
    """The edges of all walks, each once."""
    found: dict[tuple, Edge] = {}
    for walk in walks:
        for ends, edge in _edges(walk):
            found.setdefault(ends, edge)
    return tuple(found[ends] for ends in sorted(found))


def key_rank(key: str) -> tuple[int, str, int]:
    """Sort key of a node's key: kind, document model, then number."""
    kind, _, rest = key.partition(":")
    model, _, number = rest.rpartition(":")
    return KIND_RANK[kind], model, int(number)


def _edges(walk: Closure):
    """(ranks of both ends, as ``key_rank`` would tell them, edge)."""
    down = walk.direction == DOWNSTREAM
    consumed, produced = (walk.near, walk.far) if down else (walk.far, walk.near)
    for order in walk.orders:
        passing = walk.passes.get(order)
        kind = walk.kinds.get(order, "inferred")
        key, rank = order_key(order), (KIND_RANK[ORDER], *order)
        for (lot, product), (qty, date) in _summed(consumed.get(order, ())).items():
            as_built = passing is not None and passing.input_is_as_built(lot)
            of_kind = "as_built" if as_built else kind
            yield ((_LOT_RANK, "", lot), rank), Edge(lot_key(lot), key, qty, product, date, of_kind, RECORDED)
        for (lot, product), (qty, date) in _summed(produced.get(order, ())).items():
            as_built = passing is not None and passing.output_is_as_built(lot)
            of_kind = "as_built" if as_built else kind
            yield (rank, (_LOT_RANK, "", lot)), Edge(key, lot_key(lot), qty, product, date, of_kind, RECORDED)
        for step in walk.steps_in.get(order, ()):
            if step.move_id in walk.moves:
                edge = (untracked_key(step.move_id), key, step.qty, step.product_id, step.dates[-1])
                yield (_move_rank(step.move_id), rank), Edge(*edge, "inferred", INFERRED)
    for move in walk.moves:
        made = walk.untracked.made[move]
        if made.order in walk.orders:
            edge = (order_key(made.order), untracked_key(move), made.qty, made.product_id, made.dates[-1])
            kind = walk.kinds.get(made.order, "production")
            yield ((KIND_RANK[ORDER], *made.order), _move_rank(move)), Edge(*edge, kind, RECORDED)


_LOT_RANK = KIND_RANK[LOT]


def _move_rank(move_id):
    return key_rank(untracked_key(move_id))


def _summed(links):
    sums = {}
    for link in links:
        if link.lot_id:
            key = link.lot_id, link.product_id
            if key in sums:
                qty, date = sums[key]
                sums[key] = qty + link.qty, max(date, link.last_date)
            else:
                sums[key] = link.qty, link.last_date
    return sums
