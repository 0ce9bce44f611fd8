"""Rows of ``sql.ledger_lines`` as the kernel's lines, and who was on the other side of them."""

from decimal import Decimal

from ..kernel.records import INTERNAL, NO_ORDER, Line, OrderKey
from ..sql import ledger_partners

_OUTSIDE = frozenset(("customer", "supplier"))
_BEFORE_PARTNER = Line._fields.index("partner_id")


class TraceLines:
    """Makes lines. ``ledger`` runs the queries and knows the locations."""

    def __init__(self, ledger):
        self._ledger = ledger
        self._parties: dict[tuple, tuple] = {}

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
        ends = self.ask_partners(lines)
        return [self._named(line, ends[line.id]) if line.id in ends else line for line in lines]

    def ask_partners(self, lines) -> dict[int, tuple]:
        """Make the partners of these lines known; what names them, by line."""
        ends = {line.id: _end(line) for line in lines if _crosses(line)}
        unknown = set(ends.values()) - self._parties.keys()
        if unknown:
            for row in self._ledger.run(ledger_partners.parties(self._ledger.columns, sorted(unknown))):
                self._parties[row[:3]] = row[3:]
        return ends

    def _named(self, line, end):
        partner, consignee, channel, vendor, is_ordered = self._parties[end]
        if line.to_usage == "customer" and not is_ordered:
            # a drop-ship transfer names its customer: without a purchase order nobody says who the vendor is
            vendor = 0
        return Line._make((*line[:_BEFORE_PARTNER], partner, consignee, channel, vendor))


def _end(line):
    """What tells the partner: the transfer, else the move; the move also where it knows the purchase."""
    return line.doc_id if line.doc_model == "stock.picking" else 0, line.move_id or 0, line.from_usage == "supplier"


def _crosses(line):
    return line.from_usage in _OUTSIDE or line.to_usage in _OUTSIDE
