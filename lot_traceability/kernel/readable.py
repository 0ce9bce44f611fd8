"""Taking out of an answer what its reader may not see, and saying how much that was.

The walk itself runs over everything; only the answer is cut. A hidden node keeps its place in the graph (side,
depth, edges without quantity and instant) and loses everything else; hidden rows are counted.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Protocol

from .answer import HIDDEN, LOT, ORDER, Edge, Gap, Node, untracked_key
from .graph import key_rank
from .records import Line, OpenLine, Quant


class Reader(Protocol):
    """Who reads the answer. Each method gives the ids that may be seen."""

    def lots(self, lot_ids: Collection[int]) -> set[int]:
        """Readable lots."""

    def lines(self, lines: Iterable[Line]) -> set[int]:
        """Ids of readable done lines."""

    def quants(self, quants: Iterable[Quant]) -> set[int]:
        """Ids of readable stock."""

    def open_lines(self, lines: Iterable[OpenLine]) -> set[int]:
        """Ids of readable planned lines."""

    def companies(self, company_ids: Collection[int]) -> set[int]:
        """Companies whose documents may be named."""

    def orders(self, model: str, order_ids: Collection[int]) -> set[int]:
        """Those of these orders that may be named."""


_OF_ORDERS = ("untracked_step", "missing_lot", "partial_as_built")


def hide_nodes(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], reader: Reader
) -> tuple[tuple[Node, ...], tuple[Edge, ...], int]:
    """(nodes, edges, number hidden) with unreadable nodes reduced to ``hidden:n``."""
    lots = reader.lots([node.lot_id for node in nodes if node.kind == LOT])
    companies = reader.companies({node.company_id for node in nodes if node.company_id})
    orders = _readable_orders(nodes, reader)

    def is_readable(node):
        if node.kind == LOT:
            return node.lot_id in lots
        if node.company_id and node.company_id not in companies:
            return False
        return node.kind != ORDER or (node.model, node.res_id) in orders

    if all(map(is_readable, nodes)):
        return nodes, edges, 0
    renamed, kept = {}, []
    for node in nodes:
        if is_readable(node):
            kept.append(node)
            continue
        renamed[node.key] = f"hidden:{len(renamed) + 1}"
        kept.append(
            node._replace(
                key=renamed[node.key],
                kind=HIDDEN,
                lot_id=0,
                product_id=0,
                model="",
                res_id=0,
                date=None,
                company_id=0,
                since=None,
                share=None,
            )  # fmt: skip
        )
    visible = [node for node in kept if node.kind != HIDDEN]
    kept = visible + [node for node in kept if node.kind == HIDDEN]
    edges = tuple(sorted((_hide_ends(edge, renamed) for edge in edges), key=_edge_rank))
    return tuple(kept), edges, len(renamed)


def _hide_ends(edge, renamed):
    if edge.from_key not in renamed and edge.to_key not in renamed:
        return edge
    ends = {"from_key": renamed.get(edge.from_key, edge.from_key), "to_key": renamed.get(edge.to_key, edge.to_key)}
    return edge._replace(**ends, qty=None, product_id=0, date=None)


def _edge_rank(edge):
    return key_rank(edge.from_key), key_rank(edge.to_key)


def hide_history(nodes: Iterable[Node], lots: Collection[int]) -> tuple[Node, ...]:
    """Take instant and share off lots that the reader may read but never handled, others' lines alone tell them."""
    return tuple(
        node._replace(since=None, share=None) if node.lot_id in lots and node.depth else node for node in nodes
    )


def _readable_orders(nodes, reader):
    by_model: dict[str, list[int]] = {}
    for node in nodes:
        if node.kind == ORDER:
            by_model.setdefault(node.model, []).append(node.res_id)
    return {(model, order) for model, ids in by_model.items() for order in reader.orders(model, ids)}


def readable_gaps(gaps: Iterable[Gap], lots: set[int], keys: set[str], hidden_count: int) -> tuple[Gap, ...]:
    """Gaps about readable lots and nodes, and one that says how much is hidden.

    The others are not told: what each is about is a hidden node or row, and counted as such.
    """
    kept = []
    for gap in gaps:
        if gap.lot_id and gap.lot_id not in lots:
            continue
        if gap.code in _OF_ORDERS and f"{ORDER}:{gap.model}:{gap.res_id}" not in keys:
            continue
        if gap.code == "cut" and not gap.lot_id and untracked_key(gap.res_id) not in keys:
            continue
        kept.append(gap)
    if hidden_count:
        kept.append(Gap("hidden", "", 0, 0, Decimal(hidden_count)))
    return tuple(sorted(kept))
