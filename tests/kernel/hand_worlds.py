"""Small worlds with answers worked out on paper; both the oracle and the kernel must give these numbers.

Each function is one world: its docstring is the sum on paper, its result says what is asked and what must come out.
Only what is written in ``expect`` is compared, but whatever is written is complete: ``lots`` names every lot node,
and so on.
"""

from dataclasses import dataclass, field
from fractions import Fraction as F
from typing import Any

from world import Book, day


@dataclass
class Case:
    """One question about one world with the answer worked out by hand."""

    world: Any
    origins: list
    expect: dict
    direction: str = "downstream"
    options: dict = field(default_factory=dict)


def downstream(depth):
    return ("downstream", depth)


def upstream(depth):
    return ("upstream", -depth)


ORIGIN = ("origin", 0)
HELPERS = ("Case", "downstream", "upstream")  # everything else public in these modules is a world


def straight_line():
    """R1, R3, R6, R7, R8: 10 of lot 1 bought; order 1 takes 4 of it and 6 of lot 2, makes 5 of lot 3.

    3 of lot 3 go to customer 81 (2 left), 1 of lot 1 goes to customer 82 (10 − 4 − 1 = 5 left). Order 1 took nothing
    but affected lot 1 of product 10: f = 1 − (1 − 4/4)(1 − 0/6) = 1, so all of lot 3 is affected.
    Rows: 2 on hand, 2 shipments, all recorded and known: completeness 1. Lot 1: 10 = 5 + 4 + 1. Lot 3: 5 = 2 + 3.
    """
    book = Book()
    book.lots((1, 10), (2, 11), (3, 20))
    one = book.production(1)
    book.receive(1, 10, day(0), partner=70)
    book.receive(2, 6, day(0), partner=71)
    book.use(one, 1, 4, day(1))
    book.use(one, 2, 6, day(1))
    book.make(one, 3, 5, day(1))
    book.ship(3, 3, day(2), partner=81)
    book.ship(1, 1, day(3), partner=82)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 3: downstream(1)},
        "orders": {"mrp.production:1": downstream(1)},
        "inferred": set(),
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", "lot:3"): (5, "production", "recorded"),
        },
        "since": {"lot:1": None, "order:mrp.production:1": day(1), "lot:3": day(1)},
        "share": {"lot:1": 1, "order:mrp.production:1": 1, "lot:3": 1},
        "on_hand": {1: 5, 3: 2},
        "shipments": {(6, 3): ("delivery", 3), (7, 1): ("delivery", 1)},
        "customers": {
            (81, 20): {"lot_count": 1, "delivery_count": 1, "shipped_qty": 3, "returned_qty": 0, "net_qty": 3,
                       "by_date_qty": 3, "proportional_qty": 3},
            (82, 10): {"net_qty": 1, "by_date_qty": 1, "proportional_qty": 1},
        },
        "suppliers": {1: (70, 1, 10)},
        "balance": {
            1: {"received": 10, "on_hand": 5, "consumed": 4, "shipped": 1},
            3: {"produced": 5, "on_hand": 2, "shipped": 3},
        },
        "gaps": set(),
        "completeness": 1,
        "truncated": False,
    })  # fmt: skip


def middle_both_ways():
    """R1, R11: lots 1 → order 1 → 2 → order 2 → 3, and order 1 also made lot 4 (a sibling of 2).

    "both" from lot 2 gives lot 1 at −1 and lot 3 at 1 and never turns round to lot 4. Share of a pure upstream lot is
    0. Suppliers cover lot 1 (upstream) and not lot 5, which order 2 took besides lot 2 and which is a sibling on the
    way in. Balance covers origin and downstream: 2 and 3, not 1. Order 2: product 20 only lot 2, product 11 only
    clean lot 5: f = 1.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30), (4, 21), (5, 11))
    one, two = book.production(1), book.production(2)
    book.receive(1, 4, day(0), partner=70)
    book.receive(5, 4, day(0), partner=71)
    book.use(one, 1, 4, day(1))
    book.make(one, 2, 2, day(1))
    book.make(one, 4, 2, day(1))
    book.use(two, 2, 2, day(2))
    book.use(two, 5, 4, day(2))
    book.make(two, 3, 1, day(2))
    return Case(book.count_stock(), [2], {
        "lots": {1: upstream(1), 2: ORIGIN, 3: downstream(1)},
        "orders": {"mrp.production:1": upstream(1), "mrp.production:2": downstream(1)},
        "inferred": set(),
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", "lot:2"): (2, "production", "recorded"),
            ("lot:2", "order:mrp.production:2"): (2, "production", "recorded"),
            ("order:mrp.production:2", "lot:3"): (1, "production", "recorded"),
        },
        "share": {"lot:1": 0, "order:mrp.production:1": 0, "lot:2": 1, "order:mrp.production:2": 1, "lot:3": 1},
        "suppliers": {1: (70, 1, 4)},
        "balance": {2: {"produced": 2, "consumed": 2}, 3: {"produced": 1, "on_hand": 1}},
        "gaps": set(),
        "completeness": 1,
    }, direction="both")  # fmt: skip


def mixing():
    """R6: perfect mixing. Order 1 takes 4 of lot 1 (origin) and 6 of lot 2, f = 4/10, and makes 10 of lot 3.

    5 of them go to 81: 5 × 0.4 = 2 affected. 5 stay (2 affected). Order 2 makes 10 more of lot 3 from lot 2 only
    (clean, not part of the answer): (5 × 0.4 + 0) ÷ 15 = 2/15. 6 go to 82: 6 × 2/15 = 0.8. Share of lot 3 as a node =
    (4 + 0) ÷ (10 + 10) = 0.2.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (3, 20))
    one, two = book.production(1), book.production(2)
    book.receive(1, 4, day(0))
    book.receive(2, 16, day(0))
    book.use(one, 1, 4, day(1))
    book.use(one, 2, 6, day(1))
    book.make(one, 3, 10, day(1))
    book.ship(3, 5, day(2), partner=81)
    book.use(two, 2, 10, day(3))
    book.make(two, 3, 10, day(3))
    book.ship(3, 6, day(4), partner=82)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 3: downstream(1)},
        "orders": {"mrp.production:1": downstream(1)},
        "share": {"lot:1": 1, "order:mrp.production:1": F(4, 10), "lot:3": F(2, 10)},
        "customers": {
            (81, 20): {"net_qty": 5, "proportional_qty": 2},
            (82, 20): {"net_qty": 6, "proportional_qty": F(8, 10)},
        },
        "gaps": set(),
    })  # fmt: skip


def two_products():
    """R6: 1 − Π(1 − f_p). Half of product 10 is affected (lot 1: 2 of 4), a quarter of product 11 (lot 4: 1 of 4).

    f = 1 − (1 − 1/2)(1 − 1/4) = 1 − 3/8 = 5/8. Two origins, lots 1 and 4.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (4, 11), (5, 11), (6, 30))
    one = book.production(1)
    for lot, qty in ((1, 2), (2, 2), (4, 1), (5, 3)):
        book.receive(lot, qty, day(0))
        book.use(one, lot, qty, day(1))
    book.make(one, 6, 8, day(1))
    return Case(book.count_stock(), [4, 1], {
        "lots": {1: ORIGIN, 4: ORIGIN, 6: downstream(1)},
        "share": {"order:mrp.production:1": F(5, 8), "lot:6": F(5, 8)},
        "gaps": set(),
    })  # fmt: skip


def late_paper():
    """R6: an output never comes before its order's consumption, whatever the dates say; R7: lot 2 was never negative.

    Order 1's output of 4 × lot 2 was recorded on day 1, its consumption of lot 1 (all affected) on day 2. Replayed,
    lot 2 is made on day 2 after the consumption: f = 1. It is shipped on day 3: 4 affected. By date the output (day
    1) is before order 1 was reached (day 2): lot 2 is excluded by date, by_date_qty 0.
    """
    book = Book()
    book.lots((1, 10), (2, 20))
    one = book.production(1)
    book.receive(1, 4, day(0))
    book.make(one, 2, 4, day(1))
    book.use(one, 1, 4, day(2))
    book.ship(2, 4, day(3), partner=81)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1)},
        "since": {"order:mrp.production:1": day(2), "lot:2": False},
        "share": {"lot:2": 1},
        "customers": {(81, 20): {"net_qty": 4, "by_date_qty": 0, "proportional_qty": 4}},
        "gaps": set(),
    })  # fmt: skip


def built_whole():
    """R2: serials 11 and 12 (product 10) went into 21 and 22 one to one, and the rows say so.

    Product 10: total 2, portion of each unit 2 × 1/2 = 1, rows 1 ≥ 1: both complete. 11 is fully allotted: reaches 21
    only. All edges are as_built. Share of 21 = 1·1 ÷ 1 = 1; the order as a whole 1/2 (without the as-built
    distinction).
    """
    book, one = _two_serials()
    book.allot(one, 11, 21, 1)
    book.allot(one, 12, 22, 1)
    return Case(book.count_stock(), [11], {
        "lots": {11: ORIGIN, 21: downstream(1)},
        "edges": {
            ("lot:11", "order:mrp.production:1"): (1, "as_built", "recorded"),
            ("order:mrp.production:1", "lot:21"): (1, "as_built", "recorded"),
        },
        "share": {"order:mrp.production:1": F(1, 2), "lot:21": 1},
        "gaps": set(),
        "completeness": 1,
    })  # fmt: skip


def built_whole_upstream():
    """R2 mirrored: unit 22 of the same order holds 12 only, so only 12 is upstream of it."""
    book, one = _two_serials()
    book.allot(one, 11, 21, 1)
    book.allot(one, 12, 22, 1)
    return Case(book.count_stock(), [22], {
        "lots": {22: ORIGIN, 12: upstream(1)},
        "orders": {"mrp.production:1": upstream(1)},
        "suppliers": {2: (70, 12, 1)},
        "gaps": set(),
    }, direction="upstream")  # fmt: skip


def _two_serials():
    book = Book()
    for lot, product in ((11, 10), (12, 10), (21, 20), (22, 20)):
        book.lot(lot, product, tracking="serial")
    one = book.production(1)
    book.receive(11, 1, day(0))
    book.receive(12, 1, day(0))
    book.use(one, 11, 1, day(1))
    book.use(one, 12, 1, day(1))
    book.make(one, 21, 1, day(1))
    book.make(one, 22, 1, day(1))
    return book, one


def built_in_part():
    """R2: lots 1 (origin) and 2, product 10, 4 each, into lots 5 and 6, 4 each. Rows name lot 5 only: 3 of 1, 1 of 2.

    Lot 5: portion 8 × 4/8 = 4, rows 3 + 1 = 4: complete. Lot 1: allotted 3 < 4, so it reaches lot 5 by its row and
    lot 6 because that is not complete; gap partial_as_built for lot 1. Edge 1 → order stays production; order → 5 is
    as_built. Shares: lot 5 = 3 ÷ 4. Lot 6 = (4 − 3) ÷ (8 − 4) = 1/4. Order = 4/8. Together 3 + 1 = 4 affected units,
    as went in.
    """
    book = Book()
    book.lots((1, 10), (2, 10), (5, 20), (6, 20))
    one = book.production(1)
    for lot in (1, 2):
        book.receive(lot, 4, day(0))
        book.use(one, lot, 4, day(1))
    book.make(one, 5, 4, day(1))
    book.make(one, 6, 4, day(1))
    book.allot(one, 1, 5, 3)
    book.allot(one, 2, 5, 1)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 5: downstream(1), 6: downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", "lot:5"): (4, "as_built", "recorded"),
            ("order:mrp.production:1", "lot:6"): (4, "production", "recorded"),
        },
        "share": {"lot:5": F(3, 4), "lot:6": F(1, 4), "order:mrp.production:1": F(1, 2)},
        "gaps": {("partial_as_built", 1)},
    })  # fmt: skip


def pool():
    """R4 (b): order 1 takes 4 of lot 1's 10 and makes 10 of untracked product 50 on day 1, into 2 that lay there.

    Day 2: order 2 takes 4 → lot 5. Day 3: 8 go to customer 81: 2 + 10 − 4 − 8 = 0, the batch has run out.
    Day 4: 5 bought. Day 5: order 3 takes 3 → lot 6, which is not reached.
    Edge untracked → order 2: min(4, 10) = 4, inferred. The delivery is an inferred shipment without lot, 8.
    Shares: order 1 = 1, so is the step; order 2: 4 × 1 ÷ 4 = 1. Lot 5 and everything after the step is inferred.
    Rows: lot 1 on hand (known), lot 5 on hand (inferred), shipment (inferred): completeness 1/3 = 0.333333.
    """
    book = Book()
    book.lots((1, 10), (5, 20), (6, 20))
    one, two, three = book.production(1), book.production(2), book.production(3)
    book.receive(1, 10, day(0))
    book.receive(0, 2, day(0), product=50)
    book.use(one, 1, 4, day(1))
    made = book.make(one, 0, 10, day(1), product=50)
    book.use(two, 0, 4, day(2), product=50)
    book.make(two, 5, 2, day(2))
    sent = book.ship(0, 8, day(3), partner=81, product=50)
    book.receive(0, 5, day(4), product=50)
    book.use(three, 0, 3, day(5), product=50)
    book.make(three, 6, 2, day(5))
    step = f"untracked:move:{made.move_id}"
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 5: downstream(2)},
        "orders": {"mrp.production:1": downstream(1), "mrp.production:2": downstream(2)},
        "untracked": {made.move_id: downstream(1)},
        "inferred": {"order:mrp.production:2", "lot:5"},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", step): (10, "production", "recorded"),
            (step, "order:mrp.production:2"): (4, "inferred", "inferred"),
            ("order:mrp.production:2", "lot:5"): (2, "production", "recorded"),
        },
        "since": {step: day(1), "order:mrp.production:2": day(2), "lot:5": day(2)},
        "share": {step: 1, "order:mrp.production:2": 1, "lot:5": 1},
        "shipments": {(sent.id, 0): ("delivery", 8)},
        "customers": {(81, 50): {"net_qty": 8, "by_date_qty": 8, "proportional_qty": 8}},
        "gaps": {("untracked_step", 0)},
        "completeness": F(333333, 1000000),
    })  # fmt: skip


def chain_upstream():
    """R4 (a): order 1 (lot 1) makes 4 of untracked product 50, chained over a putaway to order 2's move of 6 → lot 5.

    Order 3 took 1 from the same place meanwhile, but the batch has a chain, so place and time do not count. Upstream
    of lot 5: order 2 (−1, recorded), the step (−1: the depth of the order that consumed it), order 1 (−2), lot 1
    (−2), all inferred from the step on. Edge into order 2: min(6, 4) = 4. Shares are downstream only: all 0 but the
    origin's.
    """
    case = chain_downstream()
    step = next(iter(case.expect["untracked"]))
    return Case(case.world, [5], {
        "lots": {5: ORIGIN, 1: upstream(2)},
        "orders": {"mrp.production:2": upstream(1), "mrp.production:1": upstream(2)},
        "untracked": {step: upstream(1)},
        "inferred": {f"untracked:move:{step}", "order:mrp.production:1", "lot:1"},
        "edges": case.expect["edges"],
        "since": {"order:mrp.production:2": day(2), f"untracked:move:{step}": day(2), "order:mrp.production:1": day(1),
                  "lot:1": day(1)},
        "share": {"lot:5": 1, "lot:1": 0, "order:mrp.production:2": 0, "order:mrp.production:1": 0},
        "suppliers": {1: (70, 1, 4)},
        "gaps": {("untracked_step", 0)},
        "completeness": 1,
    }, direction="upstream")  # fmt: skip


def chain_downstream():
    """R4 (a), R6: the same world from lot 1. Order 2: min(4, 6) × 1 ÷ 6 = 2/3 of product 50: lot 5 has share 2/3.

    Lot 6 of order 3 is not reached. Rows: lot 5 on hand only (lot 1 is used up), inferred: completeness 0.
    """
    book = Book()
    book.lots((1, 10), (5, 20), (6, 20))
    one, two, three = book.production(1), book.production(2), book.production(3)
    book.receive(1, 4, day(0))
    book.receive(0, 3, day(0), product=50)
    book.use(one, 1, 4, day(1))
    made = book.make(one, 0, 4, day(1), product=50)
    putaway = book.move(0, 4, day(1), "stock", "shelf", product=50)
    book.use(three, 0, 1, day(2), product=50)
    book.make(three, 6, 1, day(2))
    taken = book.use(two, 0, 6, day(2), source="shelf", product=50)
    book.make(two, 5, 3, day(2))
    book.chain(made, putaway)
    book.chain(putaway, taken)
    step = f"untracked:move:{made.move_id}"
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 5: downstream(2)},
        "untracked": {made.move_id: downstream(1)},
        "inferred": {"order:mrp.production:2", "lot:5"},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (4, "production", "recorded"),
            ("order:mrp.production:1", step): (4, "production", "recorded"),
            (step, "order:mrp.production:2"): (4, "inferred", "inferred"),
            ("order:mrp.production:2", "lot:5"): (3, "production", "recorded"),
        },
        "share": {step: 1, "order:mrp.production:2": F(2, 3), "lot:5": F(2, 3)},
        "gaps": {("untracked_step", 0)},
        "completeness": 0,
    })  # fmt: skip


def lot_not_noted():
    """R4: product 20 is tracked, yet order 1 put out 5 without lot; they moved to the shelf, order 2 took them there.

    The batch stands in the shelf too from the transfer on; gap missing_lot (not untracked_step).
    """
    book = Book()
    book.lots((1, 10), (7, 20), (8, 30))
    one, two = book.production(1), book.production(2)
    book.receive(1, 5, day(0))
    book.use(one, 1, 5, day(1))
    made = book.make(one, 0, 5, day(1), product=20)
    book.move(0, 5, day(2), "stock", "shelf", product=20)
    book.use(two, 0, 5, day(3), source="shelf", product=20)
    book.make(two, 8, 1, day(3))
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 8: downstream(2)},
        "untracked": {made.move_id: downstream(1)},
        "inferred": {"order:mrp.production:2", "lot:8"},
        "since": {"lot:8": day(3)},
        "gaps": {("missing_lot", 0)},
    })  # fmt: skip
