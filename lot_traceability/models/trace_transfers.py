"""Inter-company transfers between two lots: same product and lot name through the inter-company transit.

Where products belong to one company each, the receiving company has a lot record of its own; the transit
joins the two. Each receipt is attributed to the latest despatch of a namesake that is not later than it,
else to the earliest one. The order of a transfer is the despatching document.
"""

from collections import defaultdict

from ..kernel.records import NO_ORDER, TRANSFER, Line, Link, OrderKey
from ..sql import ledger_lines


class Transfers:
    """Knows, for lots that were asked about, which of their transit lines belong to a transfer."""

    def __init__(self, ledger):
        self._ledger = ledger
        self._seen: set[int] = set()
        self._orders: dict[int, OrderKey] = {}  # line id -> transfer
        self._legs: dict[OrderKey, dict[int, Line]] = defaultdict(dict)

    def mark(self, lines: list[Line]) -> list[Line]:
        """Put the order on both legs of transfers among these lines."""
        lots = {line.lot_id for line in lines if line.transit_out or line.transit_in}
        if not lots:
            return lines
        self._load(lots)
        return [
            line._replace(order=self._orders[line.id]) if line.id in self._orders and line.order == NO_ORDER else line
            for line in lines
        ]

    def _load(self, lots):
        lots = lots - self._seen
        if not lots or not self._ledger.columns.places.inter_company:
            return
        self._seen |= lots
        legs = self._ledger.read_lines(ledger_lines.transit_lines(self._ledger.columns, sorted(lots)))
        self._attribute(legs)

    def _attribute(self, legs):
        names = self._names({line.lot_id for line in legs})
        sent = defaultdict(list)
        for line in sorted(legs, key=lambda line: (line.date, line.id)):
            if line.transit_out:
                sent[names[line.lot_id]].append(line)
        for line in legs:
            if not line.transit_in:
                continue
            candidates = [other for other in sent[names[line.lot_id]] if other.lot_id != line.lot_id]
            if not candidates:
                continue
            earlier = [other for other in candidates if other.date <= line.date]
            source = earlier[-1] if earlier else candidates[0]
            order = OrderKey(source.doc_model or "stock.move", source.doc_id or source.move_id)
            for leg in (source, line):
                self._orders[leg.id] = order
                self._legs[order][leg.id] = leg._replace(order=order)

    def _names(self, lots):
        facts = self._ledger.lot_facts(sorted(lots)) if lots else ()
        return {lot.id: (lot.product_id, lot.name) for lot in facts}

    def uses(self, lot_ids) -> list[Link]:
        """Transfers that sent these lots away (for the walk that reads no lines)."""
        wanted = set(lot_ids)
        self._load(wanted)
        return [
            link
            for legs in self._legs.values()
            for link in _links(line for line in legs.values() if line.transit_out and line.lot_id in wanted)
        ]

    def links(self, side: str, orders) -> list[Link]:
        """What these transfers took (``input``) or put out (``output``)."""
        found = []
        for order in orders if self._legs else ():
            legs = self._legs.get(order, {})
            found += _links(line for line in legs.values() if line.transit_out == (side == "input"))
        return found


def _links(lines) -> list[Link]:
    return [
        Link(
            line.order, TRANSFER, line.lot_id, line.product_id, 0, line.qty, line.date, line.date, True, line.company_id
        )
        for line in lines
    ]
