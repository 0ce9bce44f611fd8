"""Worlds for tests of the trace kernel: plain lists of ledger records and a ``Book`` that writes them.

A world is everything that the records can say; who asks what of it is the business of ``MemoryLedger`` (the kernel's
view) and of ``oracle`` (which reads the lists themselves). Nothing here knows an answer.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from odoo.addons.lot_traceability.kernel.records import (
    NO_ORDER,
    AsBuilt,
    DeclaredShipment,
    Line,
    LotFact,
    OpenLine,
    OrderKey,
    Quant,
)

# name → (location id, usage); "between" is the inter-company transit
PLACES = {
    "stock": (8, "internal"),
    "shelf": (9, "internal"),
    "road": (10, "transit"),
    "stock2": (18, "internal"),
    "vendor": (4, "supplier"),
    "customer": (5, "customer"),
    "work": (15, "production"),
    "work2": (25, "production"),
    "loss": (14, "inventory"),
    "scrap": (16, "inventory"),
    "between": (20, "transit"),
}
INSIDE_PLACES = ("stock", "shelf", "road", "stock2", "between")
PLACE_NAMES = {number: name for name, (number, _usage) in PLACES.items()}
DAY_ONE = datetime(2026, 1, 1, 8)
DECLARED_MODEL = "lot.declared.link"


def day(number, seconds=0):
    """Instant: 8 o'clock of that day of the story, plus seconds."""
    return DAY_ONE + timedelta(days=number, seconds=seconds)


def dec(value):
    """Quantity from an int, str or Decimal."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


class DeclaredLink(NamedTuple):
    """An imported link from before go-live: so much of this lot went into so much of that lot."""

    id: int
    component_lot_id: int
    component_product_id: int
    component_qty: Decimal
    produced_lot_id: int
    produced_product_id: int
    produced_qty: Decimal
    date: datetime
    company_id: int

    @property
    def order(self):
        return OrderKey(DECLARED_MODEL, self.id)


@dataclass
class World:
    """Everything that is recorded."""

    lots: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    kinds: dict = field(default_factory=dict)  # OrderKey → production, unbuild, repair, repack, transfer
    tracked: dict = field(default_factory=dict)  # product id → lot, serial or none
    as_built: list = field(default_factory=list)
    chains: list = field(default_factory=list)  # (origin move, destination move), Odoo's hops
    quants: list = field(default_factory=list)
    open_lines: list = field(default_factory=list)
    declared: list = field(default_factory=list)
    declared_shipments: list = field(default_factory=list)


def is_consumption(world, line):
    """Whether this line took goods into its order."""
    return bool(line.order.model) and (line.to_usage == "production" or line.transit_out)


def is_output(world, line):
    """Whether this line brought goods out of its order; a repair brings out the lot it repaired."""
    if not line.order.model or is_consumption(world, line):
        return False
    repaired = world.kinds[line.order] == "repair" and line.from_usage != "production"
    return line.from_usage == "production" or line.transit_in or repaired


class Book:
    """Writes a world, one fact at a time."""

    def __init__(self):
        self.world = World()
        self._products = {}
        self._ids = {}

    def next_id(self, what):
        self._ids[what] = self._ids.get(what, 0) + 1
        return self._ids[what]

    def lot(self, lot_id, product_id, *, tracking="lot", expires=False, expiration=None, company=0):
        """A lot of this product (which is thereby tracked)."""
        self._products[lot_id] = product_id
        self.world.tracked[product_id] = tracking
        fact = LotFact(lot_id, product_id, f"LOT{lot_id}", company, tracking, expires, expiration)
        self.world.lots.append(fact)
        return lot_id

    def lots(self, *pairs):
        for lot_id, product_id in pairs:
            self.lot(lot_id, product_id)

    def order(self, model, res_id, kind):
        """An order of this kind; ``kind`` is what its edges will carry."""
        key = OrderKey(model, res_id)
        self.world.kinds[key] = kind
        return key

    def production(self, res_id):
        return self.order("mrp.production", res_id, "production")

    def move(self, lot_id, qty, date, source, target, order=NO_ORDER, **more):
        """A done line from one place (name in ``PLACES``) to another; returns the line."""
        from_id, from_usage = PLACES[source]
        to_id, to_usage = PLACES[target]
        partner = more.pop("partner", 0)
        product = more.pop("product", 0) or self._products[lot_id]
        self.world.tracked.setdefault(product, "none")
        values = {
            "id": more.pop("id", 0) or self.next_id("line"),
            "move_id": more.pop("move", 0) or self.next_id("move"),
            "transit_out": target == "between",
            "transit_in": source == "between",
            "is_scrap": target == "scrap",
            "is_inventory": False,
            "company_id": 2 if "2" in source + target else 1,
            "doc_model": order.model,
            "doc_id": order.res_id,
            "commercial_partner_id": partner,
            "channel": "",
        } | more
        line = Line(
            lot_id=lot_id, product_id=product, qty=dec(qty), date=date, from_location_id=from_id, to_location_id=to_id,
            from_usage=from_usage, to_usage=to_usage, order=order, partner_id=partner, **values,
        )  # fmt: skip
        self.world.lines.append(line)
        return line

    def receive(self, lot_id, qty, date, target="stock", partner=70, **more):
        more = {"doc_model": "stock.picking", "doc_id": self.next_id("picking")} | more
        return self.move(lot_id, qty, date, "vendor", target, partner=partner, **more)

    def use(self, order, lot_id, qty, date, source="stock", **more):
        return self.move(lot_id, qty, date, source, "work", order, **more)

    def make(self, order, lot_id, qty, date, target="stock", **more):
        return self.move(lot_id, qty, date, "work", target, order, **more)

    def ship(self, lot_id, qty, date, partner, source="stock", **more):
        more = {"doc_model": "stock.picking", "doc_id": self.next_id("picking")} | more
        return self.move(lot_id, qty, date, source, "customer", partner=partner, **more)

    def take_back(self, lot_id, qty, date, partner, target="stock", **more):
        more = {"doc_model": "stock.picking", "doc_id": self.next_id("picking")} | more
        return self.move(lot_id, qty, date, "customer", target, partner=partner, **more)

    def allot(self, order, component, produced, qty):
        """As built: so much of the component lot went into the produced lot."""
        self.world.as_built.append(AsBuilt(order, component, self._products[component], produced, dec(qty)))

    def chain(self, origin, target):
        """Odoo's chain: the origin line's move feeds the target line's move."""
        self.world.chains.append((origin.move_id, target.move_id))

    def quant(self, lot_id, qty, place="stock", reserved=0, product=0):
        location, usage = PLACES[place]
        company = 2 if "2" in place else 1
        self.world.quants.append(
            Quant(self.next_id("quant"), lot_id, product or self._products[lot_id], location, usage, place == "between",
                  0, 0, company, dec(qty), dec(reserved))
        )  # fmt: skip

    def count_stock(self):
        """Write the quants that the lines leave behind, per lot and inside place."""
        stock = {}
        for line in self.world.lines:
            for location, sign in ((line.from_location_id, -1), (line.to_location_id, 1)):
                if line.lot_id and PLACE_NAMES[location] in INSIDE_PLACES:
                    key = (line.lot_id, PLACE_NAMES[location])
                    stock[key] = stock.get(key, 0) + sign * line.qty
        for (lot_id, place), qty in sorted(stock.items()):
            if qty:
                self.quant(lot_id, qty, place)
        return self.world

    def open_line(self, lot_id, qty, model="stock.picking", res_id=900, partner=0, to_usage="customer"):
        self.world.open_lines.append(
            OpenLine(self.next_id("open") + 5000, lot_id, self._products[lot_id], model, res_id, partner, "assigned",
                     dec(qty), 1, to_usage)
        )  # fmt: skip

    def declare(self, component, qty, produced, produced_qty, date):
        """An imported link."""
        self.world.declared.append(
            DeclaredLink(self.next_id("declared"), component, self._products[component], dec(qty), produced,
                         self._products[produced], dec(produced_qty), date, 1)
        )  # fmt: skip

    def declare_shipment(self, lot_id, qty, date, partner):
        self.world.declared_shipments.append(
            DeclaredShipment(self.next_id("declared shipment"), lot_id, self._products[lot_id], partner, partner,
                             dec(qty), date, 1)
        )  # fmt: skip
