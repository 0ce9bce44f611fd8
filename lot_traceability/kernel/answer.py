"""The Map room's answer: what ``lineage.trace`` returns. Keys and meaning: the trace contract, version 1.

Names (lot, product, document, partner, unit) are not facts of the walk; the model adds them, for those rows
only that the reader may see. Instants are naive UTC; quantities are Decimals in the product's reference unit.
Rows of which a big answer holds thousands are named tuples (``records`` says why).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from .records import LotFact, OrderKey

LOT, ORDER, UNTRACKED, HIDDEN = "lot", "order", "untracked", "hidden"
ORIGIN, DOWNSTREAM, UPSTREAM = "origin", "downstream", "upstream"
BOTH = "both"
RECORDED, INFERRED = "recorded", "inferred"
KIND_RANK = {LOT: 0, ORDER: 1, UNTRACKED: 2, HIDDEN: 3}


def lot_key(lot_id: int) -> str:
    """Key of a lot node."""
    return f"lot:{lot_id}"


def order_key(order: OrderKey) -> str:
    """Key of an order node."""
    return f"order:{order.model}:{order.res_id}"


def untracked_key(move_id: int) -> str:
    """Key of an untracked step, named after the move that put the product out without lot."""
    return f"untracked:move:{move_id}"


class Node(NamedTuple):
    """A lot, an order or an untracked step that the walk reached; ``share`` None = not for this reader."""

    key: str
    kind: str
    side: str
    depth: int
    certainty: str
    lot_id: int
    product_id: int
    model: str
    res_id: int
    date: datetime | None
    company_id: int
    since: datetime | None
    by_date: bool
    share: Decimal | None


class Edge(NamedTuple):
    """A quantity that passed from one node into the next; no quantity and instant where either is hidden."""

    from_key: str
    to_key: str
    qty: Decimal | None
    product_id: int
    date: datetime | None
    kind: str
    certainty: str


class Shipment(NamedTuple):
    """One line to or from a customer; a return counts negative."""

    move_line_id: int
    lot_id: int
    product_id: int
    model: str
    res_id: int
    company_id: int
    date: datetime
    partner_id: int
    commercial_partner_id: int
    kind: str
    qty: Decimal
    share: Decimal
    by_date: bool
    certainty: str


@dataclass(frozen=True, slots=True)
class Customer:
    """What one consignee got of one product."""

    commercial_partner_id: int
    product_id: int
    lot_count: int
    delivery_count: int
    shipped_qty: Decimal
    returned_qty: Decimal
    net_qty: Decimal
    by_date_qty: Decimal
    proportional_qty: Decimal


@dataclass(frozen=True, slots=True)
class Supply:
    """One line received from a supplier."""

    move_line_id: int
    commercial_partner_id: int
    lot_id: int
    product_id: int
    model: str
    res_id: int
    date: datetime
    qty: Decimal
    company_id: int


class Balance(NamedTuple):
    """Where all of a lot's quantity came from and went; residual = what the records cannot explain."""

    lot_id: int
    product_id: int
    received_qty: Decimal
    produced_qty: Decimal
    returned_in_qty: Decimal
    found_qty: Decimal
    on_hand_qty: Decimal
    consumed_qty: Decimal
    shipped_qty: Decimal
    returned_to_supplier_qty: Decimal
    scrapped_qty: Decimal
    lost_qty: Decimal
    transferred_in_qty: Decimal
    transferred_out_qty: Decimal
    residual_qty: Decimal


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Something the answer does not know. ``model`` and ``res_id`` name the record to mend ("" = none).

    ``detail`` tells cases of one code apart where people need another sentence ("" = the usual one).
    """

    code: str
    model: str
    res_id: int
    lot_id: int
    qty: Decimal = Decimal(0)
    product_id: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The whole answer; every tuple in stable order."""

    direction: str
    origins: tuple[int, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    on_hand: tuple
    open: tuple
    shipments: tuple[Shipment, ...]
    customers: tuple[Customer, ...]
    suppliers: tuple[Supply, ...]
    balance: tuple[Balance, ...]
    gaps: tuple[Gap, ...]
    truncated: bool
    completeness: Decimal
    hidden_count: int = 0
    lots: tuple[LotFact, ...] = ()  # of the lots that are nodes and not hidden
