"""Odd corners worked out on paper: as-built rows beside untracked goods, several steps into one order, near misses.

See ``hand_worlds`` for how to read these.
"""

from fractions import Fraction as F

from hand_worlds import ORIGIN, Case, downstream, upstream
from world import Book, day


def _built_beside_loose():
    """Order 9: lot 8 → 4 of untracked 50, beside 4 bought. Order 1: 2 of lot 1 (all allotted to lot 5) and 8 of 50 →
    lots 5 and 6 (product 20, 2 each), lot 7 (product 21, 2), 3 of untracked 51. Order 2: lot 9 → 2 of lot 5, by a row.
    """
    book = Book()
    book.lots((1, 10), (9, 10), (8, 11), (5, 20), (6, 20), (7, 21))
    nine, one, two = book.production(9), book.production(1), book.production(2)
    for lot, qty in ((1, 2), (9, 2), (8, 1)):
        book.receive(lot, qty, day(0))
    book.receive(0, 4, day(0), product=50)
    book.use(nine, 8, 1, day(1))
    first = book.make(nine, 0, 4, day(1), product=50)
    book.use(one, 1, 2, day(2))
    book.use(one, 0, 8, day(2), product=50)
    for lot in (5, 6, 7):
        book.make(one, lot, 2, day(2))
    second = book.make(one, 0, 3, day(2), product=51)
    book.use(two, 9, 2, day(3))
    book.make(two, 5, 2, day(3))
    book.allot(one, 1, 5, 2)
    book.allot(two, 9, 5, 2)
    return book.count_stock(), first.move_id, second.move_id


def built_beside_loose():
    """R2: from lot 1, fully allotted, the walk goes to lot 5 and to the untracked output (that passes everything).

    Lot 5, product 10: portion 2 × 2/4 = 1 ≤ 2: complete, all lot 1: f = 1 for order 1's 2 units; order 2's 2 are clean
    (its own row is lot 9): share 2/4. The untracked step has its order's own share, 1.
    """
    world, _first, second = _built_beside_loose()
    return Case(world, [1], {
        "lots": {1: ORIGIN, 5: downstream(1)},
        "orders": {"mrp.production:1": downstream(1)},
        "untracked": {second: downstream(1)},
        "inferred": set(),
        "edges": {
            ("lot:1", "order:mrp.production:1"): (2, "as_built", "recorded"),
            ("order:mrp.production:1", "lot:5"): (2, "as_built", "recorded"),
            ("order:mrp.production:1", f"untracked:move:{second}"): (3, "production", "recorded"),
        },
        "share": {"order:mrp.production:1": 1, "lot:5": F(1, 2), f"untracked:move:{second}": 1},
        "gaps": {("untracked_step", 0)},
        "completeness": 1,
    })  # fmt: skip


def loose_beside_built():
    """R2, R4: from lot 8 the way leads through untracked 50, which passes to every lot whatever the rows say.

    Edge into order 1: min(8, 4) = 4; f_50 = 4 × 1 ÷ 8 = 1/2 for all outputs, f_10 = 0. Lot 5: (2 × 1/2 + 0) ÷ 4.
    """
    world, first, second = _built_beside_loose()
    one, step, last = "order:mrp.production:1", f"untracked:move:{first}", f"untracked:move:{second}"
    return Case(world, [8], {
        "lots": {8: ORIGIN, 5: downstream(2), 6: downstream(2), 7: downstream(2)},
        "untracked": {first: downstream(1), second: downstream(2)},
        "inferred": {one, last, "lot:5", "lot:6", "lot:7"},
        "edges": {
            ("lot:8", "order:mrp.production:9"): (1, "production", "recorded"),
            ("order:mrp.production:9", step): (4, "production", "recorded"),
            (step, one): (4, "inferred", "inferred"),
            (one, "lot:5"): (2, "as_built", "recorded"),
            (one, "lot:6"): (2, "production", "recorded"),
            (one, "lot:7"): (2, "production", "recorded"),
            (one, last): (3, "production", "recorded"),
        },
        "share": {step: 1, one: F(1, 2), "lot:5": F(1, 4), "lot:6": F(1, 2), "lot:7": F(1, 2), last: F(1, 2)},
        "gaps": {("untracked_step", 0)},
        "completeness": 0,
    })  # fmt: skip


def built_too_little():
    """R2: the portion of a lot is counted among lots of its own product. Lots 1 and 2 (2 each) → 5 and 6 (product 20, 2
    each) and 7 (product 21, 5). Lot 5's portion of product 10 is 4 × 2/4 = 2; its row is 1.5 of lot 1: not complete.

    So lot 1 reaches 5 by its row, 6 and 7 as the rest, gap partial_as_built; all get (2 − 1.5) ÷ (4 − 1.5) = 1/5.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (5, 20), (6, 20), (7, 21))
    one = book.production(1)
    for lot in (1, 2):
        book.receive(lot, 2, day(0))
        book.use(one, lot, 2, day(1))
    for lot, qty in ((5, 2), (6, 2), (7, 5)):
        book.make(one, lot, qty, day(1))
    book.allot(one, 1, 5, "1.5")
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 5: downstream(1), 6: downstream(1), 7: downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (2, "production", "recorded"),
            ("order:mrp.production:1", "lot:5"): (2, "production", "recorded"),
            ("order:mrp.production:1", "lot:6"): (2, "production", "recorded"),
            ("order:mrp.production:1", "lot:7"): (5, "production", "recorded"),
        },
        "share": {"order:mrp.production:1": F(1, 2), "lot:5": F(1, 5), "lot:6": F(1, 5), "lot:7": F(1, 5)},
        "gaps": {("partial_as_built", 1)},
    })  # fmt: skip


def posted_twice():
    """R3, R5: order 1 took lot 1 on days 4 and 2, gave lot 2 on days 5 and 3: reached on days 2, 3; edges of days 4, 5.

    Lot 3 comes from lot 2 on day 6 through order 2, and lot 2 also from lot 3 on day 7: labels stay at the earliest.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    one, two, three = book.production(1), book.production(2), book.production(3)
    book.receive(1, 2, day(0))
    book.use(one, 1, 1, day(4))
    book.use(one, 1, 1, day(2))
    book.make(one, 2, 1, day(5))
    book.make(one, 2, 1, day(3))
    book.use(two, 2, 1, day(6))
    book.make(two, 3, 1, day(6))
    book.use(three, 3, 1, day(7))
    book.make(three, 2, 1, day(7))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1), 3: downstream(2)},
        "since": {"order:mrp.production:1": day(2), "lot:2": day(3), "order:mrp.production:2": day(6), "lot:3": day(6),
                  "order:mrp.production:3": day(7)},
        "dates": {
            ("lot:1", "order:mrp.production:1"): day(4),
            ("order:mrp.production:1", "lot:2"): day(5),
            ("lot:2", "order:mrp.production:2"): day(6),
            ("order:mrp.production:2", "lot:3"): day(6),
            ("lot:3", "order:mrp.production:3"): day(7),
            ("order:mrp.production:3", "lot:2"): day(7),
        },
        "share": {"lot:2": 1, "lot:3": 1},
        "gaps": {("cycle", 2)},
    })  # fmt: skip


def mended_again():
    """R6: lot 3 is half affected (2 of lot 1, 2 of lot 2 → 4). One unit gets parts: 1 of lot 1 and 2 of lot 2, f = 1/3.

    That unit: 1 − (1 − 1/2)(1 − 1/3) = 2/3. Lot 3: 1/2 + 1/4 × (2/3 − 1/2) = 13/24. Then 4 more of lot 3 come from
    production without any order: they carry 13/24. 8 shipped: 13/3.
    Node share: max(4 × 1/2 ÷ 4, 13/24) = 13/24.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (3, 20))
    one, mend = book.production(1), book.order("repair.order", 1, "repair")
    book.receive(1, 3, day(0))
    book.receive(2, 4, day(0))
    book.use(one, 1, 2, day(1))
    book.use(one, 2, 2, day(1))
    book.make(one, 3, 4, day(1))
    book.use(mend, 1, 1, day(2))
    book.use(mend, 2, 2, day(2))
    book.move(3, 1, day(2), "stock", "stock", mend)
    book.move(3, 4, day(3), "work", "stock")
    book.ship(3, 8, day(4), partner=81)
    return Case(book.count_stock(), [1], {
        "share": {"order:mrp.production:1": F(1, 2), "order:repair.order:1": F(1, 3), "lot:3": F(13, 24)},
        "customers": {(81, 20): {"net_qty": 8, "proportional_qty": F(13, 3)}},
        "balance": {3: {"produced": 8, "shipped": 8}},
        "gaps": set(),
    })  # fmt: skip


def two_steps_into_one_order():
    """R4, R6: order 1 (1 of lot 1, 1 of clean lot 2) and order 2 (1 of lot 1) each put out 2 of untracked 50.

    The steps' shares are 1/2 and 1. Order 3 takes 3 of 50 and 6 of untracked 51, which was bought. Steps in the order
    of their numbers: order 1's gives min(3, 2) = 2 × 1/2 = 1, order 2's min(2, what is left 1) × 1 = 1. f_50 = 2/3,
    f_51 = 0: lot 5 has 2/3. The delivery of 51 is nobody's business; both edges say 2.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (5, 20))
    one, two, three = book.production(1), book.production(2), book.production(3)
    book.receive(1, 2, day(0))
    book.receive(2, 1, day(0))
    book.receive(0, 7, day(0), product=51)
    book.use(one, 1, 1, day(1))
    book.use(one, 2, 1, day(1))
    first = book.make(one, 0, 2, day(1), product=50)
    book.use(two, 1, 1, day(1))
    second = book.make(two, 0, 2, day(1), product=50)
    book.use(three, 0, 3, day(2), product=50)
    book.use(three, 0, 6, day(2), product=51)
    book.make(three, 5, 3, day(2))
    book.ship(0, 1, day(3), partner=81, product=51)
    steps = [f"untracked:move:{line.move_id}" for line in (first, second)]
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 5: downstream(2)},
        "untracked": {first.move_id: downstream(1), second.move_id: downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (1, "production", "recorded"),
            ("lot:1", "order:mrp.production:2"): (1, "production", "recorded"),
            ("order:mrp.production:1", steps[0]): (2, "production", "recorded"),
            ("order:mrp.production:2", steps[1]): (2, "production", "recorded"),
            (steps[0], "order:mrp.production:3"): (2, "inferred", "inferred"),
            (steps[1], "order:mrp.production:3"): (2, "inferred", "inferred"),
            ("order:mrp.production:3", "lot:5"): (3, "production", "recorded"),
        },
        "share": {steps[0]: F(1, 2), steps[1]: 1, "order:mrp.production:3": F(2, 3), "lot:5": F(2, 3)},
        "shipments": {},
        "customers": {},
        "gaps": {("untracked_step", 0)},
    })  # fmt: skip


def near_misses():
    """R7, R8, R10: what looks like a gap and is none, all in one world of origins.

    Lot 1 lost 1 by count on day 1; that day lot 2 of another product gained, two days later lot 3 of the same product,
    and lot 4 of the same product on the same day in the other company: not relabelled. Lot 5's quant is 0.000001 off.
    Lot 6: customer 82 got 1 and brought 1 back (net 0); the other went out by a count (no document needed).
    Serial 7 was shipped, came back and was shipped again: net 1. Lot 8 was shipped and bought in the same second.
    The only gap: somebody unknown brought back 1 of lot 8.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 10), (4, 10), (5, 30), (6, 30), (8, 30))
    book.lot(7, 40, tracking="serial")
    for lot in (1, 5, 6):
        book.receive(lot, 2, day(0))
    book.move(1, 1, day(1), "stock", "loss", is_inventory=True)
    book.move(2, 1, day(1), "loss", "stock", is_inventory=True)
    book.move(3, 1, day(3), "loss", "stock", is_inventory=True)
    book.move(4, 1, day(1), "loss", "stock2", is_inventory=True)
    book.ship(6, 1, day(1), partner=82)
    book.take_back(6, 1, day(2), partner=82)
    book.move(6, 1, day(3), "loss", "customer", partner=81, is_inventory=True)
    book.receive(7, 1, day(0))
    book.ship(7, 1, day(1), partner=81)
    book.take_back(7, 1, day(2), partner=81)
    book.ship(7, 1, day(3), partner=81)
    book.ship(8, 3, day(1), partner=81)
    book.receive(8, 3, day(1))
    book.take_back(8, 1, day(2), partner=0)
    for lot, qty in ((1, 1), (2, 1), (3, 1), (5, "1.999999"), (6, 2), (8, 1)):
        book.quant(lot, qty)
    book.quant(4, 1, "stock2")
    return Case(book.world, [1, 2, 3, 4, 5, 6, 7, 8], {
        "gaps": {("unknown_consignee", 8)},
        "customers": {
            (82, 30): {"shipped_qty": 1, "returned_qty": 1, "net_qty": 0, "lot_count": 1, "delivery_count": 1},
            (81, 30): {"shipped_qty": 4, "net_qty": 4, "lot_count": 2, "delivery_count": 2},
            (81, 40): {"shipped_qty": 2, "returned_qty": 1, "net_qty": 1},
            (0, 30): {"returned_qty": 1, "net_qty": -1},
        },
    })  # fmt: skip


def cut_at_a_loose_step():
    """R1, R4: lot 1 → order 1 → untracked 50 → order 2 → lot 5 with max_depth 1: the step is the border, and says so.

    Order 2 is not crossed and no node; nothing may be missing in silence, so the answer is truncated with a gap cut
    that has no lot to name.
    """
    book = Book()
    book.lots((1, 10), (5, 20))
    one, two = book.production(1), book.production(2)
    book.receive(1, 4, day(0))
    book.use(one, 1, 4, day(1))
    made = book.make(one, 0, 4, day(1), product=50)
    book.use(two, 0, 4, day(2), product=50)
    book.make(two, 5, 2, day(2))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN},
        "orders": {"mrp.production:1": downstream(1)},
        "untracked": {made.move_id: downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", f"untracked:move:{made.move_id}"): (4, "production", "recorded"),
        },
        "gaps": {("cut", 0), ("untracked_step", 0)},
        "truncated": True,
    }, options={"max_depth": 1})  # fmt: skip


def nothing_left_to_cut():
    """R1, R3, R10: order 1 makes lot 2 of lot 1, and takes 1 of lot 2 back in (rework). max_depth 1.

    Lot 2 stands at the limit, but the only order behind it is order 1, which is a node and leads nowhere new: nothing
    is cut, the edge 2 → order 1 joins two nodes of the answer, and the ring is a cycle at lot 2.
    """
    book = Book()
    book.lots((1, 10), (2, 20))
    one = book.production(1)
    book.receive(1, 4, day(0))
    book.use(one, 1, 4, day(1))
    book.make(one, 2, 3, day(1))
    book.use(one, 2, 1, day(2))
    book.make(one, 2, 1, day(2))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1)},
        "orders": {"mrp.production:1": downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", "lot:2"): (4, "production", "recorded"),
            ("lot:2", "order:mrp.production:1"): (1, "production", "recorded"),
        },
        "gaps": {("cycle", 2)},
        "truncated": False,
    }, options={"max_depth": 1})  # fmt: skip


def imported_on_one_day():
    """R6: the import says on one day 1 → 2 (row 1) and 2 → 3 (row 2); ties go by number, so lot 3 is affected too.

    An import moves no stock: lot 2 is neither on hand nor ever below zero, there is no gap.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    book.declare(1, 2, 2, 4, day(-200))
    book.declare(2, 4, 3, 1, day(-200))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1), 3: downstream(2)},
        "since": {"lot:2": day(-200), "lot:3": day(-200)},
        "share": {"lot:2": 1, "lot:3": 1, "order:lot.declared.link:2": 1},
        "gaps": set(),
        "completeness": 1,
    })  # fmt: skip


def taken_on_three_days():
    """R5: order 1 took lot 1 on days 1, 3 and 6 and gave lot 2 on day 4. Upstream the latest day that counts is 3.

    Lot 1 was made by order 2 on day 2: still in time (2 ≤ 3), and order 2's lot 3, used on day 2, is too.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    one, two = book.production(1), book.production(2)
    book.receive(3, 1, day(0))
    book.use(two, 3, 1, day(2))
    book.make(two, 1, 3, day(2))
    for number in (1, 3, 6):
        book.use(one, 1, 1, day(number))
    book.make(one, 2, 1, day(4))
    one, two = "order:mrp.production:1", "order:mrp.production:2"
    return Case(book.count_stock(), [2], {
        "lots": {2: ORIGIN, 1: upstream(1), 3: upstream(2)},
        "since": {one: day(4), "lot:1": day(3), two: day(2), "lot:3": day(2)},
        "gaps": set(),
    }, direction="upstream")  # fmt: skip


def surely_by_the_longer_way():
    """R1, R4: to lot 3 leads a short way over an untracked step, and a longer one of lots only: it is recorded.

    Order 1: lot 1 → untracked 50 and lot 4. Order 3: lot 4 → lot 5. Order 2: 50 and lot 5 → lot 3, two orders away by
    the short way, three by the long one. Order 4: lot 3 → lot 6, three away, where max_depth 3 cuts before order 5.
    What the answer shows of lots only reaches lot 6 too, over four orders: recorded.
    """
    book = Book()
    book.lots((1, 10), (3, 30), (4, 40), (5, 11), (6, 12), (7, 20))
    one, two, three, four, five = (book.production(number) for number in (1, 2, 3, 4, 5))
    book.receive(1, 1, day(0))
    book.use(one, 1, 1, day(1))
    book.make(one, 0, 1, day(1), product=50)
    book.make(one, 4, 1, day(1))
    book.use(three, 4, 1, day(2))
    book.make(three, 5, 1, day(2))
    book.use(two, 0, 1, day(3), product=50)
    book.use(two, 5, 1, day(3))
    book.make(two, 3, 2, day(3))
    book.use(four, 3, 1, day(4))
    book.make(four, 6, 1, day(4))
    book.use(five, 6, 1, day(5))
    book.make(five, 7, 1, day(5))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 4: downstream(1), 5: downstream(2), 3: downstream(2), 6: downstream(3)},
        "inferred": set(),
        "gaps": {("cut", 6), ("untracked_step", 0)},
        "truncated": True,
    }, options={"max_depth": 3})  # fmt: skip
