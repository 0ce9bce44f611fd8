"""Who has it: shipments, customers, suppliers, and how much of the answer is known."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import attrgetter

from .answer import RECORDED, Customer, Shipment, Supply
from .records import DeclaredShipment, Line, OpenLine, Quant

ZERO = Decimal(0)
CUSTOMER = "customer"
# of 20,000 rows naming 14 fields each time takes twice as long
_SHIPMENT = Shipment._make
_ABOUT = attrgetter(
    "id", "lot_id", "product_id", "doc_model", "doc_id", "company_id", "date", "partner_id", "commercial_partner_id"
)


def touches_customer(line: Line) -> bool:
    """Whether a customer gave or got what the line moved."""
    return CUSTOMER in (line.from_usage, line.to_usage)


def shipped_kind(line: Line) -> str:
    """delivery, dropship, pos or other, of a line to a customer."""
    if line.from_usage == CUSTOMER:
        return "other"  # from one customer to the next
    if line.channel == "pos":
        return "pos"
    if line.from_usage == "supplier":
        return "dropship"
    return "delivery" if line.doc_model == "stock.picking" else "other"


def shipments(lines: Iterable[Line], known_of: Callable) -> list[Shipment]:
    """Lines to and from customers; one from customer to customer is a return and a shipment.

    Odoo records one partner per move, who is taken for the receiver: who passed goods on is not known.

    Args:
        lines: done lines of the lots covered.
        known_of: line → (fraction that it carried, whether the time-aware walk counts it too, certainty).
    """
    rows = []
    for line in lines:
        is_shipped, is_returned = line.to_usage == CUSTOMER, line.from_usage == CUSTOMER
        if is_returned:
            about = (*_ABOUT(line)[:-2], 0, 0) if is_shipped else _ABOUT(line)
            rows.append(_SHIPMENT((*about, "return", -line.qty, *known_of(line))))
        if is_shipped:
            rows.append(_SHIPMENT((*_ABOUT(line), shipped_kind(line), line.qty, *known_of(line))))
    return rows


def declared(rows: Iterable[DeclaredShipment], known_of: Callable) -> list[Shipment]:
    """Imported shipments from before go-live as rows; they have no move line and stay out of the balance."""
    return [
        Shipment(
            0, row.lot_id, row.product_id, "lot.declared.link", row.id, row.company_id, row.date,
            row.partner_id, row.commercial_partner_id, "other", row.qty, *known_of(row),
        )
        for row in rows
    ]  # fmt: skip


def customers(rows: Iterable[Shipment]) -> list[Customer]:
    """One row per (consignee, product); somebody who returned everything stays listed with net 0."""
    groups: dict[tuple[int, int], list[Shipment]] = defaultdict(list)
    for row in rows:
        groups[row.commercial_partner_id, row.product_id].append(row)
    return [_customer(*key, groups[key]) for key in sorted(groups)]


def _customer(partner, product, rows):
    shipped = returned = by_date = proportional = ZERO
    documents = set()
    for row in rows:
        qty = row.qty
        if qty > ZERO:
            shipped += qty
            documents.add((row.model, row.res_id or row.move_line_id))
        else:
            returned -= qty
        if row.by_date:
            by_date += qty
        proportional += qty * row.share
    lots = {row.lot_id for row in rows} - {0}
    return Customer(
        partner, product, len(lots), len(documents), shipped, returned, shipped - returned, by_date, proportional
    )


def supplies(lines: Iterable[Line]) -> list[Supply]:
    """Lines received from a supplier, drop-shipped ones included."""
    return [
        Supply(
            line.id, _vendor(line), line.lot_id, line.product_id, line.doc_model,
            line.doc_id, line.date, line.qty, line.company_id,
        )
        for line in lines
        if line.from_usage == "supplier" and line.to_usage != "supplier"
    ]  # fmt: skip


def _vendor(line: Line) -> int:
    """Who it was bought from: a drop-ship line has a customer beside the vendor."""
    return line.commercial_partner_id if line.vendor_id < 0 else line.vendor_id


def known_rows(
    on_hand: Iterable[Quant], open_lines: Iterable[OpenLine], shipped: Iterable[Shipment], certainty_of: Callable
) -> tuple[int, int]:
    """(known rows, all rows) of on hand, open and shipments; see the contract's ``completeness``."""
    known = total = 0
    for quant in on_hand:
        total += 1
        known += certainty_of(quant.lot_id) == RECORDED
    for line in open_lines:
        total += 1
        known += certainty_of(line.lot_id) == RECORDED and (line.to_usage != "customer" or bool(line.partner_id))
    for row in shipped:
        total += 1
        known += row.certainty == RECORDED and bool(row.commercial_partner_id)
    return known, total


def completeness(known: int, total: int, hidden: int = 0) -> Decimal:
    """Known share of all rows, hidden ones counted as unknown; 1 when there is nothing to know."""
    if not total + hidden:
        return Decimal(1)
    return round(Decimal(known) / Decimal(total + hidden), 6)
