"""Rows of ``sql.ledger_lines`` as the kernel's lines, and who was on the other side of them."""

from decimal import Decimal

from ..kernel.records import INTERNAL, NO_ORDER, Line, OrderKey
from ..sql import ledger_partners

_OUTSIDE = frozenset(("customer", "supplier"))
_BEFORE_PARTNER = Line._fields.index("partner_id")
_LINE = Line._make


class Kept(dict):
    """What a function makes of a key, made once."""

    def __init__(self, make):
        super().__init__()
        self._make = make

    def __missing__(self, key):
        made = self[key] = self._make(key)
        return made


class Ways(dict):
    """Two locations → from usage, to usage, into, out of the transit between companies (fields of a line)."""

    def __init__(self, ledger):
        super().__init__()
        self._ledger = ledger

    def __missing__(self, key):
        source, target = key
        usage, transit = self._ledger.usages, self._ledger.columns.places.inter_company
        way = self[key] = (
            usage.get(source, INTERNAL), usage.get(target, INTERNAL),
            target == transit != source, source == transit != target,
        )  # fmt: skip
        return way


class TraceLines:
    """Makes lines. ``ledger`` runs the queries and knows the locations."""

    def __init__(self, ledger):
        self._ledger = ledger
        # end of a line → the partner fields of a line, and of one that a customer got
        self._parties: dict[tuple, tuple[tuple, tuple]] = {}
        self._ways = Ways(ledger)
        # a big trace holds few different quantities and a line for each order at both of its ends
        self.quantities, self.orders = Kept(Decimal), Kept(OrderKey._make)

    def of(self, question) -> list[Line]:
        """The lines of a question, without partners: the walk needs none."""
        return self.made(self._ledger.run(question))

    def made(self, rows) -> list[Line]:
        """Rows of such a question as lines."""
        ways, qty_of, order_of = self._ways, self.quantities, self.orders
        lines = []
        for row in rows:
            (line_id, move_id, lot_id, product_id, qty, date, source, target, is_scrap, is_inventory,
             order_model, order_id, company_id, doc_model, doc_id) = row  # fmt: skip
            lines.append(
                _LINE((
                    line_id, move_id, lot_id, product_id, qty_of[qty], date, source, target, *ways[source, target],
                    is_scrap, is_inventory, order_of[order_model, order_id] if order_model else NO_ORDER,
                    company_id, doc_model, doc_id, 0, 0, "", -1,
                ))
            )  # fmt: skip
        return lines

    def with_partners(self, lines: list[Line]) -> list[Line]:
        """The same lines; those that a customer or a supplier stands on name them."""
        ends = self._ask_partners(lines)
        parties = self._parties
        return [
            _LINE((*line[:_BEFORE_PARTNER], *parties[end][line.to_usage == "customer"])) if end else line
            for line, end in zip(lines, ends, strict=True)
        ]

    def _ask_partners(self, lines) -> list[tuple | None]:
        """Make the partners of these lines known; what names them, for each line."""
        ends = [_end(line) if _crosses(line) else None for line in lines]
        unknown = set(ends) - self._parties.keys() - {None}
        if unknown:
            pickings, moves, by_move = map(list, zip(*sorted(unknown), strict=True))
            question = ledger_partners.parties(self._ledger.columns, pickings, moves, by_move)
            self.know_partners(self._ledger.run(question))
        return ends

    def know_partners(self, rows):
        """Keep rows of ``sql.ledger_partners``."""
        for *end, partner, consignee, channel, vendor, is_ordered in rows:
            # a drop-ship transfer names its customer: without a purchase order nobody says who the vendor is
            to_customer = (partner, consignee, channel, vendor if is_ordered else 0)
            self._parties[tuple(end)] = ((partner, consignee, channel, vendor), to_customer)


def _end(line):
    """What tells the partner: the transfer, else the move; the move also where it knows the purchase."""
    return line.doc_id if line.doc_model == "stock.picking" else 0, line.move_id or 0, line.from_usage == "supplier"


def _crosses(line):
    return line.from_usage in _OUTSIDE or line.to_usage in _OUTSIDE
