"""The facts that a trace is computed from, as plain immutable rows.

Corridor between the Ledger room (SQL over Odoo's own tables) and the Map room (``closure``, ``shares``,
``balance`` …). Rows are named tuples, not dataclasses: a big trace holds a hundred thousand of them, and a
named tuple is made straight from a database row at a quarter of the cost.

Units: every ``qty`` is a ``Decimal`` > 0 in the product's reference unit of measure. Instants are naive
``datetime`` values in UTC, to the second, as Odoo records them. ``0`` or ``""`` stand for "none".
"""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

# Usages of a location, Odoo's words. Inside = internal or transit.
INTERNAL = "internal"
INSIDE = frozenset((INTERNAL, "transit"))

# Order kinds (an order's edges carry them, see the contract).
PRODUCTION, UNBUILD, REPAIR, REPACK, TRANSFER, DECLARED = (
    "production",
    "unbuild",
    "repair",
    "repack",
    "transfer",
    "declared",
)


class OrderKey(NamedTuple):
    """One order: the document that consumed lots and produced lots, e.g. ``("mrp.production", 12)``."""

    model: str
    res_id: int


NO_ORDER = OrderKey("", 0)


class Line(NamedTuple):
    """One done stock move line.

    ``order`` is set only where the far side is a production place and the line is a consumption or an
    output of that order (scraps made from an order carry none), and on both legs of an inter-company
    transfer between two different lots, and on the moved (repaired) product of a repair order.
    ``transit_out``/``transit_in``: the line goes into / comes out of the inter-company transit location.
    ``lot_id`` 0: the line names no lot (untracked product, or a tracked one whose lot is missing).
    """

    id: int
    move_id: int
    lot_id: int
    product_id: int
    qty: Decimal
    date: datetime
    from_location_id: int
    to_location_id: int
    from_usage: str
    to_usage: str
    transit_out: bool
    transit_in: bool
    is_scrap: bool
    is_inventory: bool  # an inventory adjustment
    order: OrderKey
    company_id: int
    doc_model: str  # the document that a person would open: picking, order, scrap … ("" = none)
    doc_id: int
    partner_id: int = 0  # delivery address or supplier, 0 = unknown
    commercial_partner_id: int = 0
    channel: str = ""  # "pos" when a point-of-sale order made the line
    vendor_id: int = -1  # commercial partner it was bought from, 0 = unknown, -1 = the line's own partner


class Link(NamedTuple):
    """A lot (or an untracked product, ``lot_id`` 0) consumed or produced by an order, summed.

    One row per (order, lot, product) and, when ``lot_id`` is 0, per move.
    """

    order: OrderKey
    kind: str
    lot_id: int
    product_id: int
    move_id: int  # 0 unless lot_id is 0
    qty: Decimal
    first_date: datetime
    last_date: datetime
    tracked: bool  # the product is tracked by lot or serial (a missing lot is then a gap)
    company_id: int


class AsBuilt(NamedTuple):
    """Operators' allotment: this quantity of the component lot went into the produced lot."""

    order: OrderKey
    component_lot_id: int
    component_product_id: int
    produced_lot_id: int
    qty: Decimal


class Quant(NamedTuple):
    """Stock on hand, one row of Odoo's quants in an inside location (quantity may be negative)."""

    id: int
    lot_id: int
    product_id: int
    location_id: int
    usage: str
    inter_company: bool  # stands in the inter-company transit location
    package_id: int
    owner_id: int
    company_id: int
    qty: Decimal
    reserved_qty: Decimal


class OpenLine(NamedTuple):
    """A move line that is not done or cancelled and already names the lot."""

    id: int
    lot_id: int
    product_id: int
    doc_model: str
    doc_id: int
    partner_id: int
    state: str
    qty: Decimal
    company_id: int
    to_usage: str


class LotFact(NamedTuple):
    """What the trace must know of a lot itself."""

    id: int
    product_id: int
    name: str
    company_id: int
    tracking: str  # the product's: lot, serial, none
    uses_expiration: bool
    expiration_date: datetime | None
    ref: str = ""  # the supplier's own number


class DeclaredShipment(NamedTuple):
    """A shipment from before go-live, imported."""

    id: int
    lot_id: int
    product_id: int
    partner_id: int
    commercial_partner_id: int
    qty: Decimal
    date: datetime
    company_id: int
