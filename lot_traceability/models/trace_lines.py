"""Rows of ``sql.ledger_lines`` as the kernel's lines, and who was on the other side of them."""

from decimal import Decimal

from ..kernel.records import INTERNAL, NO_ORDER, Line, OrderKey
from ..sql import ledger_partners

_OUTSIDE = frozenset(("customer", "supplier"))
_BEFORE_PARTNER = Line._fields.index("partner_id")
_NOBODY = (0, 0, "", 0, False)


class TraceLines:
    """Makes lines. ``ledger`` runs the queries and knows the locations."""

    def __init__(self, ledger):
        self._ledger = ledger
        self._by_picking: dict[int, tuple] = {}
        self._by_move: dict[int, tuple] = {}

    def of(self, query) -> list[Line]:
        """The lines of a query, without partners: the walk needs none."""
        usage, transit = self._ledger.usages.get, self._ledger.columns.places.inter_company
        lines = []
        for row in self._ledger.run(query):
            (line_id, move_id, lot_id, product_id, qty, date, source, target, is_scrap, is_inventory,
             order_model, order_id, company_id, doc_model, doc_id) = row  # fmt: skip
            lines.append(
                Line(
                    line_id, move_id, lot_id, product_id, Decimal(qty), date, source, target,
                    usage(source, INTERNAL), usage(target, INTERNAL),
                    target == transit != source, source == transit != target,
                    is_scrap, is_inventory, OrderKey(order_model, order_id) if order_model else NO_ORDER,
                    company_id, doc_model, doc_id,
                )
            )  # fmt: skip
        return lines

    def with_partners(self, lines: list[Line]) -> list[Line]:
        """The same lines; those that a customer or a supplier stands on name them."""
        self._ask(lines)
        return [self._named(line) if _crosses(line) else line for line in lines]

    def _ask(self, lines):
        crossing = [line for line in lines if _crosses(line)]
        pickings = {line.doc_id for line in crossing if _is_delivery(line)} - self._by_picking.keys()
        if pickings:
            self._load(self._by_picking, ledger_partners.of_pickings, pickings)
        moves = {line.move_id for line in crossing if not (_is_delivery(line) and line.doc_id in self._by_picking)}
        moves -= self._by_move.keys()
        if moves:
            self._load(self._by_move, ledger_partners.of_moves, moves)

    def _load(self, store, question, ids):
        for row in self._ledger.run(question(self._ledger.columns, sorted(ids))):
            store[row[0]] = row[1:]

    def _named(self, line):
        party = self._by_picking.get(line.doc_id) if _is_delivery(line) else None
        partner, consignee, channel, vendor, is_ordered = party or self._by_move.get(line.move_id, _NOBODY)
        if line.to_usage == "customer" and not is_ordered:
            # a drop-ship transfer names its customer: without a purchase order nobody says who the vendor is
            vendor = 0
        return Line._make((*line[:_BEFORE_PARTNER], partner, consignee, channel, vendor))


def _crosses(line):
    return line.from_usage in _OUTSIDE or line.to_usage in _OUTSIDE


def _is_delivery(line):
    """A transfer to or from a customer; what came from a supplier is told by its move, which knows the purchase."""
    return line.doc_model == "stock.picking" and line.from_usage != "supplier"
