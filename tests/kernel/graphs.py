"""Random supply graphs: from a seed, a small factory's history that hangs together, with every oddity of real records.

``build(seed)`` plays some days of buying, making, moving, selling and mending, always from stock that is there (or,
rarely, a little more: records are late or wrong), and returns the world with some origins. Same seed, same world.
"""

import random
from datetime import timedelta
from decimal import Decimal

from world import DAY_ONE, Book

from odoo.addons.lot_traceability.kernel.records import NO_ORDER

QUANTITIES = ("1", "2", "3", "5", "8", "10", "12", "0.333333", "1.25", "0.1", "7.5", "2.000001", "0.666667")
LOT_PRODUCTS, SERIAL_PRODUCTS, LOOSE_PRODUCTS = (10, 11, 12, 20, 30), (31, 32), (50, 51)
EXPIRING = {12, 32}
CUSTOMERS, SUPPLIERS = (81, 82, 83), (70, 71)
ONE = Decimal(1)


def build(seed, size=None):
    """(world, origins) of this seed; ``size`` = number of events, by default 3 to 22."""
    return Story(random.Random(seed)).play(size)


class Story:
    """One factory; every method is one thing that happens."""

    def __init__(self, chance):
        self.chance, self.book, self.clock = chance, Book(), DAY_ONE
        self.stock = {}  # (lot, product, place) → quantity
        self.serial_of = {}
        self.last_made = []  # producing lines without lot, for chains
        self.oddness = chance.choice((0, 0, 0.05, 0.15))

    # -- small tools ------------------------------------------------------------------------------------------

    def odd(self, times=1):
        """Whether something goes wrong now."""
        return self.chance.random() < self.oddness * times

    def now(self):
        """The next instant: often the same second, seldom back in time."""
        self.clock += timedelta(seconds=self.chance.choice((0, 0, 0, 1, 60, 3600, 86400, 200000)))
        if self.odd():
            return self.clock - timedelta(seconds=self.chance.choice((1, 3600, 90000, 400000)))
        return self.clock

    def qty(self, product=0):
        return ONE if product in SERIAL_PRODUCTS else Decimal(self.chance.choice(QUANTITIES))

    def move(self, lot, product, qty, source, target, order=NO_ORDER, *, date=None, **more):
        line = self.book.move(lot, qty, date or self.now(), source, target, order, product=product, **more)
        for place, sign in ((source, -1), (target, 1)):
            key = (lot, product, place)
            self.stock[key] = self.stock.get(key, 0) + sign * qty
        return line

    def new_lot(self, product, company=0):
        expires = product in EXPIRING
        number = self.book.next_id("lot")
        return self.book.lot(
            number, product, tracking="serial" if product in SERIAL_PRODUCTS else "lot", expires=expires,
            company=company, expiration=self.clock + timedelta(days=300) if expires and not self.odd(3) else None,
        )  # fmt: skip

    def some_lot(self, product, reuse=0.25):
        """A lot of the product: new, or one that exists (merging, rework), or none noted."""
        if product in LOOSE_PRODUCTS or self.odd():
            return 0
        known = [fact.id for fact in self.book.world.lots if fact.product_id == product]
        if known and self.chance.random() < reuse and (product not in SERIAL_PRODUCTS or self.odd()):
            return self.chance.choice(known)
        return self.new_lot(product)

    def have(self, *places, lots=True, loose=True):
        """Stock keys with something in them, in these places."""
        return sorted(
            key for key, qty in self.stock.items()
            if qty > 0 and key[2] in places and (lots if key[0] else loose)
        )  # fmt: skip

    def part_of(self, key):
        """Some of what stands there: all, half or a little; seldom more than there is."""
        qty = self.stock[key]
        if key[1] in SERIAL_PRODUCTS:
            return ONE
        part = self.chance.choice((qty, qty, self.qty(), self.qty()))
        return part if self.odd() else min(part, qty)

    def document(self):
        if self.odd():
            return {"doc_model": "", "doc_id": 0}
        return {
            "doc_model": "stock.picking",
            "doc_id": self.book.next_id("picking") if self.chance.random() < 0.7 else 1,
        }

    def partner(self, choices):
        return {"partner": 0 if self.odd() else self.chance.choice(choices)}

    # -- buying and selling -----------------------------------------------------------------------------------

    def receive(self):
        product = self.chance.choice(LOT_PRODUCTS[:4] + LOT_PRODUCTS[:3] + SERIAL_PRODUCTS + LOOSE_PRODUCTS)
        target = "shelf" if self.chance.random() < 0.1 else "stock"
        more = self.partner(SUPPLIERS) | self.document()
        self.move(self.some_lot(product, 0.15), product, self.qty(product), "vendor", target, **more)

    def drop_ship(self):
        product = self.chance.choice(LOT_PRODUCTS)
        more = self.partner(CUSTOMERS) | self.document()
        self.move(self.some_lot(product, 0.6), product, self.qty(product), "vendor", "customer", **more)

    def ship(self):
        here = self.have("stock", "shelf", "stock2")
        if here:
            key = self.chance.choice(here)
            more = self.partner(CUSTOMERS) | self.document()
            if self.chance.random() < 0.15:
                more |= {"channel": "pos", "doc_model": "pos.order", "doc_id": self.book.next_id("pos")}
            self.move(*key[:2], self.part_of(key), key[2], "customer", **more)

    def take_back(self):
        sent = self.have("customer")
        if sent:
            key = self.chance.choice(sent)
            target = "stock" if self.chance.random() < 0.8 else self.chance.choice(("loss", "scrap", "vendor"))
            more = self.partner(CUSTOMERS) | self.document()
            self.move(*key[:2], self.part_of(key), "customer", target, **more)

    def send_back(self):
        here = self.have("stock", lots=True, loose=True)
        if here:
            key = self.chance.choice(here)
            self.move(*key[:2], self.part_of(key), "stock", "vendor", **self.partner(SUPPLIERS), **self.document())

    # -- keeping ----------------------------------------------------------------------------------------------

    def put_away(self):
        here = self.have("stock", "shelf", "road")
        if here:
            key = self.chance.choice(here)
            target = self.chance.choice([place for place in ("stock", "shelf", "road") if place != key[2]])
            self.move(*key[:2], self.part_of(key), key[2], target)

    def scrap(self):
        here = self.have("stock", "shelf", "stock2")
        if here:
            key = self.chance.choice(here)
            self.move(*key[:2], self.part_of(key), key[2], "scrap", doc_model="stock.scrap", doc_id=1)

    def count(self):
        """Inventory adjustment; sometimes the same quantity moves over to another lot of the product."""
        here = self.have("stock", "shelf")
        if not here:
            return
        key = self.chance.choice(here)
        qty, kind = self.part_of(key), self.chance.random()
        if kind < 0.65:
            self.move(*key[:2], qty, key[2], "loss", is_inventory=True)
        if kind > 0.35:
            lot = key[0] if kind > 0.65 else self.some_lot(key[1], 0.7)
            self.move(lot, key[1], qty, "loss", key[2], is_inventory=True)

    def cross_companies(self):
        """Through the transit between companies: the same lot, or an order that joins two companies' lots."""
        here = self.have("stock", lots=True, loose=False)
        if not here:
            return
        lot, product, place = key = self.chance.choice(here)
        qty = self.part_of(key)
        if self.chance.random() < 0.5:
            self.move(lot, product, qty, place, "between")
            if self.chance.random() < 0.8:
                self.move(lot, product, qty, "between", "stock2")
            return
        order = self.book.order("lot.transfer", self.book.next_id("transfer"), "transfer")
        other = self.new_lot(product, company=2)
        self.move(lot, product, qty, place, "between", order)
        more = [each for each in here if each[1] == product and each[0] != lot]
        if more and self.chance.random() < 0.3:
            self.move(*more[0][:2], self.part_of(more[0]), place, "between", order)
        if self.chance.random() < 0.9:
            self.move(other, product, qty, "between", "stock2", order)

    # -- making -----------------------------------------------------------------------------------------------

    def produce(self):
        here = self.have("stock", "shelf")
        if not here:
            return
        kind = self.chance.choice(("production",) * 8 + ("repack",))
        model = "mrp.production" if kind == "production" else "lot.repack"
        order = self.book.order(model, self.book.next_id(model), kind)
        taken = [
            self.take(order, key)
            for key in self.chance.sample(here, min(len(here), self.chance.choice((1, 2, 2, 3, 4))))
        ]
        made = self.put_out(order)
        for _posting in range(self.chance.choice((0,) * 17 + (1, 1, 3))):  # posted again, often of the same lots
            again = self.have("stock", "shelf")
            same = [key for key in again if key[0] in {line.lot_id for line in taken}]
            taken += [self.take(order, self.chance.choice(same or again))] if again else []
            made += self.put_out(order)
        if self.chance.random() < 0.3:
            self.allot(order, taken, made)
        for line in made:
            if not line.lot_id:
                self.last_made.append(line)
        if self.chance.random() < 0.1:
            product = self.chance.choice(LOT_PRODUCTS)
            self.move(
                self.some_lot(product, 0.8), product, self.qty(), "work", "scrap", doc_model="stock.scrap", doc_id=2
            )

    def take(self, order, key):
        source = "vendor" if self.odd(0.3) else "customer" if self.odd(0.3) else key[2]
        line = self.move(*key[:2], self.part_of(key), source, "work", order)
        waiting = [made for made in self.last_made if made.product_id == line.product_id]
        if not line.lot_id and waiting and self.chance.random() < 0.4:
            self.chain(self.chance.choice(waiting), line)
        return line

    def chain(self, made, taken):
        """Odoo's chain from a producing to a consuming move, sometimes with a hop between."""
        if self.chance.random() < 0.4:
            between = self.book.next_id("move")
            self.book.world.chains += [(made.move_id, between), (between, taken.move_id)]
        else:
            self.book.chain(made, taken)

    def put_out(self, order):
        """One to three output lines, several serials, or something without lot."""
        made = []
        for _again in range(self.chance.choice((1, 1, 1, 2, 2, 3))):
            product = self.chance.choice(LOT_PRODUCTS[2:] * 3 + SERIAL_PRODUCTS + LOOSE_PRODUCTS * 2)
            units = self.chance.choice((1, 2, 3)) if product in SERIAL_PRODUCTS else 1
            target = "shelf" if self.chance.random() < 0.1 else "stock"
            for _unit in range(units):
                lot = self.some_lot(product)
                if lot and self.odd():
                    target = self.chance.choice(("customer", "scrap", "loss"))
                more = {"move": made[-1].move_id} if made and not lot and made[-1].product_id == product else {}
                made.append(
                    self.move(lot, product, self.qty(product), "work", target if lot else "stock", order, **more)
                )
        return made

    def allot(self, order, taken, made):
        """As-built rows: each component lot's quantity dealt out to produced lots, wholly or in part."""
        lots = sorted({line.lot_id for line in made} - {0})
        whole = self.chance.random() < 0.5
        components = {}
        for line in taken:
            if line.lot_id:
                components[line.lot_id] = components.get(line.lot_id, 0) + line.qty
        for component, qty in sorted(components.items()):
            left = qty if whole or self.chance.random() < 0.5 else qty * self.chance.choice((0, 1)) / 2
            while left > 0 and lots:
                part = (
                    left
                    if self.chance.random() < 0.5
                    else min(left, self.chance.choice((qty / 2, Decimal(1), Decimal("0.333333"))))
                )
                if part > 0:
                    self.book.allot(order, component, self.chance.choice(lots), part)
                left -= part
                if not whole and self.chance.random() < 0.3:
                    break

    def take_apart(self):
        """Unbuild: a produced lot goes back into component lots that exist, or new ones."""
        here = [key for key in self.have("stock", loose=False) if key[1] in (20, 30, 31)]
        if here:
            order = self.book.order("mrp.unbuild", self.book.next_id("unbuild"), "unbuild")
            self.take(order, self.chance.choice(here))
            for product in self.chance.sample((10, 11, 20, 50), self.chance.choice((1, 2))):
                line = self.move(self.some_lot(product, 0.7), product, self.qty(), "work", "stock", order)
                self.last_made += [] if line.lot_id else [line]

    def mend(self):
        """Repair: parts go into a lot that stays where it is; sometimes an old part comes out."""
        here = self.have("stock", loose=False)
        if len(here) < 2:
            return
        order = self.book.order("repair.order", self.book.next_id("repair"), "repair")
        key, *parts = self.chance.sample(here, min(len(here), self.chance.choice((2, 3))))
        for part in parts:
            self.take(order, part)
        self.move(*key[:2], self.part_of(key), "stock", "stock", order)
        if self.chance.random() < 0.3:
            product = self.chance.choice((10, 11))
            self.move(
                self.some_lot(product, 0.6), product, self.qty(), "work", "stock", doc_model="repair.order", doc_id=1
            )

    def nobody_knows(self):
        """Lines that no operation of Odoo should leave behind: production without an order, from outside to outside."""
        source, target = self.chance.choice(
            (("work", "stock"), ("loss", "customer"), ("stock", "work"), ("customer", "customer"), ("work", "work2"),
             ("vendor", "loss"), ("vendor", "between"), ("between", "customer"), ("vendor", "work"), ("loss", "work"),
             ("customer", "work"), ("work", "customer"), ("work", "vendor"), ("customer", "vendor"),
             ("customer", "customer"), ("vendor", "vendor"), ("loss", "scrap"), ("loss", "vendor"))
        )  # fmt: skip
        known = [(fact.id, fact.product_id) for fact in self.book.world.lots]
        if known:
            lot, product = self.chance.choice(known)
            more = self.partner(CUSTOMERS) if "customer" in (source, target) else {}
            self.move(lot, product, self.qty(product), source, target, **more)

    # -- the whole story --------------------------------------------------------------------------------------

    def play(self, size):
        for _first in range(self.chance.choice((2, 3, 4))):
            self.receive()
        events = (
            [self.produce] * 9 + [self.receive] * 3 + [self.ship] * 5 + [self.put_away] * 2 + [self.take_back] * 2
            + [self.count] * 2 + [self.take_apart, self.mend, self.drop_ship, self.send_back, self.scrap]
            + [self.cross_companies]
        )  # fmt: skip
        for _event in range(self.chance.choice((3, 6, 8, 10, 12, 16, 22)) if size is None else size):
            self.chance.choice(events)()
            if self.odd():
                self.nobody_knows()
        self.history()
        self.shelves()
        known = sorted(fact.id for fact in self.book.world.lots)
        if not known:
            known = [self.new_lot(10)]
        origins = self.chance.sample(known[: 1 + len(known) // 2], 1)
        if self.chance.random() < 0.3:
            origins.append(self.chance.choice(known))
        return self.book.world, sorted(set(origins))

    def history(self):
        """Imported links and shipments, mostly from before the first day."""
        products = {fact.id: fact.product_id for fact in self.book.world.lots}
        lots = sorted(products)
        while len(lots) > 1 and self.chance.random() < 0.25:
            component, produced = self.chance.sample(lots, 2)
            date = DAY_ONE - timedelta(days=self.chance.choice((300, 200, 200, 100)))
            qty_in, qty_out = self.qty(products[component]), self.qty(products[produced])
            self.book.declare(component, qty_in, produced, qty_out, self.clock if self.odd() else date)
        while lots and self.chance.random() < 0.2:
            partner = 0 if self.odd() else self.chance.choice(CUSTOMERS)
            date = DAY_ONE - timedelta(days=self.chance.choice((250, 200, 50)))
            lot = self.chance.choice(lots)
            self.book.declare_shipment(lot, self.qty(products[lot]), date, partner)

    def shelves(self):
        """Quants as the lines left them, sometimes wrong; some open lines."""
        lots = {fact.id: fact for fact in self.book.world.lots}
        for (lot, product, place), qty in sorted(self.stock.items()):
            if lot and place in ("stock", "shelf", "road", "stock2", "between"):
                if self.odd(2):
                    qty += self.chance.choice((Decimal(1), Decimal("-0.000001"), Decimal("-2")))
                if qty:
                    self.book.quant(lot, qty, place, product=product)
        for lot in sorted(lots):
            if self.chance.random() < 0.2:
                usage = self.chance.choice(("customer", "production", "internal"))
                partner = self.chance.choice((0, 81, 82)) if usage == "customer" else 0
                self.book.open_line(lot, self.qty(), partner=partner, to_usage=usage)
