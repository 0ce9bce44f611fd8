"""Taking out of an answer what its reader may not see, and saying how much that was.

The walk itself runs over everything; only the answer is cut. A hidden node keeps its place in the graph (side,
depth, edges) and loses everything else; hidden rows are counted.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from .answer import HIDDEN, LOT, ORDER, Edge, Gap, Node
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


def hide_nodes(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], reader: Reader
) -> tuple[tuple[Node, ...], tuple[Edge, ...], int]:
    """(nodes, edges, number hidden) with unreadable nodes reduced to ``hidden:n``."""
    lots = reader.lots([node.lot_id for node in nodes if node.kind == LOT])
    companies = reader.companies({node.company_id for node in nodes if node.company_id})
    orders = _readable_orders(nodes, reader)
    renamed, kept = {}, []
    for node in nodes:
        if node.kind == LOT:
            is_readable = node.lot_id in lots
        else:
            is_readable = not node.company_id or node.company_id in companies
            is_readable = is_readable and (node.kind != ORDER or (node.model, node.res_id) in orders)
        if is_readable:
            kept.append(node)
            continue
        renamed[node.key] = f"hidden:{len(renamed) + 1}"
        kept.append(
            replace(
                node,
                key=renamed[node.key],
                kind=HIDDEN,
                lot_id=0,
                product_id=0,
                model="",
                res_id=0,
                date=None,
                company_id=0,
                since=None,
                share=Decimal(0),
            )  # fmt: skip
        )
    if renamed:
        visible = [node for node in kept if node.kind != HIDDEN]
        kept = visible + [node for node in kept if node.kind == HIDDEN]
        edges = tuple(
            replace(
                edge,
                from_key=renamed.get(edge.from_key, edge.from_key),
                to_key=renamed.get(edge.to_key, edge.to_key),
            )
            for edge in edges
        )
    return tuple(kept), edges, len(renamed)


def _readable_orders(nodes, reader):
    by_model: dict[str, list[int]] = {}
    for node in nodes:
        if node.kind == ORDER:
            by_model.setdefault(node.model, []).append(node.res_id)
    return {(model, order) for model, ids in by_model.items() for order in reader.orders(model, ids)}


def readable_gaps(gaps: Iterable[Gap], lots: set[int], orders: set[str], hidden_count: int) -> tuple[Gap, ...]:
    """Gaps about readable lots and orders, and one that says how much is hidden."""
    kept = []
    for gap in gaps:
        about_order = gap.model and f"{ORDER}:{gap.model}:{gap.res_id}"
        if gap.lot_id and gap.lot_id not in lots:
            continue
        if gap.code in ("untracked_step", "missing_lot", "partial_as_built") and about_order not in orders:
            continue
        kept.append(gap)
    if hidden_count:
        kept.append(Gap("hidden", "", 0, 0, Decimal(hidden_count)))
    return tuple(sorted(kept))
