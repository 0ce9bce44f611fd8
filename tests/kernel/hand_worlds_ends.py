"""Where the way ends or runs outside the house, worked out on paper: no order, no border crossed, one unit twice.

See ``hand_worlds`` for how to read these.
"""

from fractions import Fraction as F

from hand_worlds import ORIGIN, Case, downstream, upstream
from world import Book, day


def _without_orders():
    """Lot 1 → order 1 → lot 2. Beside it, in nobody's name: 3 of lot 1 from stock, 2 of it straight from the supplier
    and, of one move in two lines, 1 + 1 of lot 2 went to production; 4 of lot 2 came out of production; 1 of lot 1 did
    both, from one production place to the other. A repair took 1 of lot 1 out of some unit.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    one = book.production(1)
    book.receive(1, 10, day(0))
    book.use(one, 1, 4, day(1))
    book.make(one, 2, 5, day(1))
    ends = [
        book.move(1, 3, day(2), "stock", "work"),
        book.receive(1, 2, day(2), target="work"),
        book.move(2, 1, day(3), "stock", "work", move=90),
        book.move(2, 1, day(3), "stock", "work", move=90),
        book.move(2, 4, day(3), "work", "stock"),
        book.move(1, 1, day(4), "work", "work2"),
    ]
    book.move(1, 1, day(5), "work", "stock", doc_model="repair.order", doc_id=1)
    book.move(3, 1, day(5), "stock", "work")  # a bystander
    return book.count_stock(), [line.move_id for line in ends]


def used_up_without_order():
    """R7, R10: downstream, what went into production is told per move and lot; what came out is no matter there.

    Lot 1: received 10 + 2, produced 1 + 1, consumed 4 + 3 + 2 + 1, 4 left. Lot 2: produced 5 + 4, consumed 2, 7 left.
    """
    world, (stocked, bought, twice, _again, _out, through) = _without_orders()
    ends = {(stocked, 1), (bought, 1), (through, 1), (twice, 2)}
    return Case(world, [1], {
        "lots": {1: ORIGIN, 2: downstream(1)},
        "told": {"cut": {("stock.move", move, lot) for move, lot in ends}},
        "balance": {
            1: {"received": 12, "produced": 2, "consumed": 10, "on_hand": 4},
            2: {"produced": 9, "consumed": 2, "on_hand": 7},
        },
        "truncated": False,
        "completeness": 1,
    })  # fmt: skip


def came_out_without_order():
    """R7, R10: upstream, what came out of production. What the repair took out had been built in, not made there."""
    world, (_stocked, _bought, _twice, _again, out, through) = _without_orders()
    return Case(world, [2], {
        "lots": {2: ORIGIN, 1: upstream(1)},
        "told": {"cut": {("stock.move", out, 2), ("stock.move", through, 1)}},
        "truncated": False,
    }, direction="upstream")  # fmt: skip


def one_unit_twice():
    """R8: a serial number is one unit. On hand + net with customers + used up less made, none of them below 0, is > 1:

    1: on hand and with 81 (found again by a count). 2: on hand and with 81 by the import. 3: used up in order 1 and on
    hand. 4: used up and with 81. 5: made, used up in order 2 and again without order: 2 − 1 = 1, and on hand.
    And is not: 6: shipped, back, on hand. 7: used up, recovered by unbuild 1, on hand. 8: in one place −1, in the
    other 1. 9: came back without ever having been shipped, on hand. 10: passed on from customer to customer.
    11: made, taken apart, made again, on hand.
    """
    book = Book()
    for serial in range(1, 12):
        book.lot(serial, 40 + serial, tracking="serial")
    book.lots((20, 20))
    one, two, apart = book.production(1), book.production(2), book.order("mrp.unbuild", 1, "unbuild")
    for serial in (1, 3, 4, 6, 7, 10):
        book.receive(serial, 1, day(0))
    for serial in (1, 4, 6, 10):
        book.ship(serial, 1, day(1), partner=81)
    for serial in (1, 2, 3, 5):
        book.move(serial, 1, day(2), "loss", "stock", is_inventory=True)
    book.declare_shipment(2, 1, day(-100), partner=81)
    for serial in (3, 4, 7):
        book.use(one, serial, 1, day(1))
    book.make(one, 20, 1, day(1))
    book.make(two, 5, 1, day(1))
    book.use(two, 5, 1, day(1))
    book.move(5, 1, day(2), "stock", "work")
    book.move(5, 1, day(2), "loss", "stock", is_inventory=True)
    book.take_back(6, 1, day(2), partner=81)
    book.use(apart, 20, 1, day(3))
    book.make(apart, 7, 1, day(3))
    book.receive(8, 1, day(0), target="shelf")
    book.move(8, 1, day(1), "stock", "loss", is_inventory=True)
    book.take_back(9, 1, day(1), partner=81)
    book.move(10, 1, day(2), "customer", "customer", partner=82, doc_model="stock.picking", doc_id=99)
    book.make(one, 11, 1, day(1))
    book.use(apart, 11, 1, day(2))
    book.make(one, 11, 1, day(3))
    twice = {("stock.lot", serial, serial) for serial in range(1, 6)}
    return Case(book.count_stock(), list(range(1, 12)), {"told": {"duplicate_serial": twice}})


def passed_on():
    """R7, R8: 81 got 5 of lot 1; 2 of them went straight on to 82, 1 to nobody known; 82 brought 1 back.

    Each of the two lines is two rows: who had it is not recorded (a return of an unknown consignee), who has it is the
    line's partner. So 81 keeps its 5 at worst, 82 has 2 − 1, unknown 1 − 2 − 1; in all 8 − 4 = 4 are out.
    Balance: shipped 5 + 2 + 1, returned 2 + 1 + 1, 6 on hand of 10.
    Rows: 1 on hand, 6 shipments; known: on hand, 81's, 82's two: 4/7.
    """
    book = Book()
    book.lots((1, 10))
    book.receive(1, 10, day(0))
    book.ship(1, 5, day(1), partner=81)
    on = {"doc_model": "stock.picking", "doc_id": 77}
    book.move(1, 2, day(2), "customer", "customer", partner=82, **on)
    book.move(1, 1, day(2), "customer", "customer", **on)
    book.take_back(1, 1, day(3), partner=82)
    return Case(book.count_stock(), [1], {
        "shipments": {
            (2, 1): ("delivery", 5), (3, 1): [("return", -2), ("other", 2)], (4, 1): [("return", -1), ("other", 1)],
            (5, 1): ("return", -1),
        },
        "customers": {
            (0, 10): {"shipped_qty": 1, "returned_qty": 3, "net_qty": -2},
            (81, 10): {"shipped_qty": 5, "returned_qty": 0, "net_qty": 5},
            (82, 10): {"shipped_qty": 2, "returned_qty": 1, "net_qty": 1, "proportional_qty": 1, "delivery_count": 1},
        },
        "balance": {1: {"received": 10, "shipped": 8, "returned_in": 4, "on_hand": 6}},
        "gaps": {("unknown_consignee", 1)},
        "completeness": round(F(4, 7), 6),
    })  # fmt: skip


def from_outside_to_outside():
    """R7: a line between two outside places counts at both borders, so nothing is lost and nothing is left over.

    Lot 1: supplier to supplier, no receipt of ours. Lot 2: customer 81 sent 2 of 3 on to the supplier: a return.
    Lot 3: counted out, then thrown away. Lot 4: found and sent to the supplier.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (3, 10), (4, 10))
    book.receive(1, 4, day(0), target="vendor")
    book.receive(2, 3, day(0))
    book.ship(2, 3, day(1), partner=81)
    book.take_back(2, 2, day(2), partner=81, target="vendor")
    book.receive(3, 5, day(0))
    book.move(3, 5, day(1), "stock", "loss", is_inventory=True)
    book.move(3, 5, day(2), "loss", "scrap", doc_model="stock.scrap", doc_id=1)
    book.move(4, 1, day(0), "loss", "vendor")
    return Case(book.count_stock(), [1, 2, 3, 4], {
        "balance": {
            1: {"received": 4, "returned_to_supplier": 4},
            2: {"received": 3, "shipped": 3, "returned_in": 2, "returned_to_supplier": 2},
            3: {"received": 5, "lost": 5, "found": 5, "scrapped": 5},
            4: {"found": 1, "returned_to_supplier": 1},
        },
        "suppliers": {2: (70, 2, 3), 5: (70, 3, 5)},
        "customers": {(81, 10): {"shipped_qty": 3, "returned_qty": 2, "net_qty": 1}},
        "gaps": set(),
    })  # fmt: skip
