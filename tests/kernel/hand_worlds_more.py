"""More worlds worked out on paper (see ``hand_worlds``): dates, cycles, repairs, companies, consignees, gaps."""

from fractions import Fraction as F

from hand_worlds import ORIGIN, Case, downstream, upstream
from world import Book, day


def reached_when():
    """R5: lot 2 was made clean on day 1 (10) and again with lot 1 on day 5 (10); it is reached on day 5.

    Out before: order 2 took 2 on day 2 → lot 3 (reached, but not by date); 5 to customer 81 on day 3 (excluded by
    date). At that very second of day 5: order 3 took 1 → lot 4 (ties count). After: 4 to customer 82 on day 6.
    Shares: before day 5 lot 2 is clean: lot 3 and 81 get 0. On day 5 lines go by number: order 1's output, then order
    3: inside 10 − 2 − 5 = 3 clean, + 10 affected = 10/13. 82: 4 × 10/13 = 40/13. Lot 4 = 10/13. Node share of lot 2 =
    10/20.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30), (4, 30), (9, 10))
    clean, one, two, three = (book.production(number) for number in (9, 1, 2, 3))
    book.receive(1, 5, day(0))
    book.receive(9, 5, day(0))
    book.use(clean, 9, 5, day(1))
    book.make(clean, 2, 10, day(1))
    book.use(two, 2, 2, day(2))
    book.make(two, 3, 2, day(2))
    book.ship(2, 5, day(3), partner=81)
    book.use(one, 1, 5, day(5))
    book.make(one, 2, 10, day(5))
    book.use(three, 2, 1, day(5))
    book.make(three, 4, 1, day(5))
    book.ship(2, 4, day(6), partner=82)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1), 3: downstream(2), 4: downstream(2)},
        "since": {"lot:1": None, "order:mrp.production:1": day(5), "lot:2": day(5), "order:mrp.production:2": False,
                  "lot:3": False, "order:mrp.production:3": day(5), "lot:4": day(5)},
        "share": {"lot:2": F(1, 2), "lot:3": 0, "lot:4": F(10, 13)},
        "customers": {
            (81, 20): {"net_qty": 5, "by_date_qty": 0, "proportional_qty": 0},
            (82, 20): {"net_qty": 4, "by_date_qty": 4, "proportional_qty": F(40, 13)},
        },
        "gaps": set(),
        "completeness": 1,
    })  # fmt: skip


def came_when():
    """R5 mirrored: lot 3 (origin) was made on day 3 with lot 1 taken on day 2, so lot 1 counts until day 2.

    Lot 1 was made on day 1 from lot 5 (counts, until day 1) and again on day 4 from lot 6 (after: excluded by date).
    """
    book = Book()
    book.lots((1, 10), (3, 30), (5, 11), (6, 11))
    early, main, late = book.production(1), book.production(2), book.production(3)
    book.receive(5, 5, day(0))
    book.receive(6, 5, day(0))
    book.use(early, 5, 5, day(1))
    book.make(early, 1, 5, day(1))
    book.use(main, 1, 5, day(2))
    book.make(main, 3, 1, day(3))
    book.use(late, 6, 5, day(4))
    book.make(late, 1, 5, day(4))
    return Case(book.count_stock(), [3], {
        "lots": {3: ORIGIN, 1: upstream(1), 5: upstream(2), 6: upstream(2)},
        "since": {"lot:3": None, "order:mrp.production:2": day(3), "lot:1": day(2), "order:mrp.production:1": day(1),
                  "lot:5": day(1), "order:mrp.production:3": False, "lot:6": False},
        "suppliers": {1: (70, 5, 5), 2: (70, 6, 5)},
        "gaps": set(),
    }, direction="upstream")  # fmt: skip


def rework():
    """R6, R10: lot 1 (5) and clean lot 9 (5) → order 1 → 10 of lot 2, share 5/10.

    Order 2: 4 of lot 2 → 4 of lot 3, share 1/2. Order 3 reworks: 4 of lot 3 and 4 of clean lot 8 (same product 30),
    f = (4 × 1/2) ÷ 8 = 1/4 → 8 more of lot 2: (6 × 1/2 + 8 × 1/4) ÷ 14 = 5/14. All 14 go to 81: 5 affected, as went in.
    Node share of lot 2 = (10 × 1/2 + 8 × 1/4) ÷ 18 = 7/18. Ring 2 → order 2 → 3 → order 3 → 2: one cycle gap, at lot 2.
    """
    book = Book()
    book.lots((1, 10), (9, 10), (2, 20), (3, 30), (8, 30))
    one, two, three = book.production(1), book.production(2), book.production(3)
    for lot, qty in ((1, 5), (9, 5), (8, 4)):
        book.receive(lot, qty, day(0))
    book.use(one, 1, 5, day(1))
    book.use(one, 9, 5, day(1))
    book.make(one, 2, 10, day(1))
    book.use(two, 2, 4, day(2))
    book.make(two, 3, 4, day(2))
    book.use(three, 3, 4, day(3))
    book.use(three, 8, 4, day(3))
    book.make(three, 2, 8, day(3))
    book.ship(2, 14, day(4), partner=81)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1), 3: downstream(2)},
        "orders": {"mrp.production:1": downstream(1), "mrp.production:2": downstream(2),
                   "mrp.production:3": downstream(3)},
        "share": {"order:mrp.production:1": F(1, 2), "order:mrp.production:3": F(1, 4), "lot:3": F(1, 2),
                  "lot:2": F(7, 18)},
        "customers": {(81, 20): {"net_qty": 14, "proportional_qty": 5}},
        "gaps": {("cycle", 2)},
    })  # fmt: skip


def taken_apart():
    """R1, R6, R10: order 1 joins 1 of lot 1 and 1 of lot 2 (of its 2) to lot 3; unbuild 1 takes it apart again.

    The unbuild gives back lot 1 and lot 2, so lot 2 is downstream at depth 2. Ring 1 → order → 3 → unbuild → 1 (and 2
    → order): one cycle gap at lot 1. Order 1: product 10 is all lot 1: f = 1; lot 3 = 1; unbuild: f = 1. Lot 2: 2
    bought, 1 taken clean, 1 left clean, + 1 affected: 1/2. 1 shipped: 1/2 affected. Node share (0 + 1) ÷ (2 + 1).
    """
    book = Book()
    book.lots((1, 10), (2, 11), (3, 20))
    one, apart = book.production(1), book.order("mrp.unbuild", 1, "unbuild")
    book.receive(1, 1, day(0))
    book.receive(2, 2, day(0))
    book.use(one, 1, 1, day(1))
    book.use(one, 2, 1, day(1))
    book.make(one, 3, 1, day(1))
    book.use(apart, 3, 1, day(2))
    book.make(apart, 1, 1, day(2))
    book.make(apart, 2, 1, day(2))
    book.ship(2, 1, day(3), partner=81)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(2), 3: downstream(1)},
        "orders": {"mrp.production:1": downstream(1), "mrp.unbuild:1": downstream(2)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (1, "production", "recorded"),
            ("lot:2", "order:mrp.production:1"): (1, "production", "recorded"),
            ("order:mrp.production:1", "lot:3"): (1, "production", "recorded"),
            ("lot:3", "order:mrp.unbuild:1"): (1, "unbuild", "recorded"),
            ("order:mrp.unbuild:1", "lot:1"): (1, "unbuild", "recorded"),
            ("order:mrp.unbuild:1", "lot:2"): (1, "unbuild", "recorded"),
        },
        "share": {"lot:1": 1, "lot:3": 1, "order:mrp.unbuild:1": 1, "lot:2": F(1, 3)},
        "customers": {(81, 11): {"net_qty": 1, "proportional_qty": F(1, 2)}},
        "gaps": {("cycle", 1)},
    })  # fmt: skip


def repaired():
    """R6 repair: 2 of the 4 clean units of lot 3 get parts, 2 of lot 1 (origin) and 2 of lot 5, same product.

    f of parts = 2/4. A repaired unit: 1 − (1 − 0)(1 − 1/2) = 1/2. Lot 3: 0 + 2/4 × (1/2 − 0) = 1/4. 4 shipped: 1
    affected. Node share = max(0 ÷ 4 produced, 1/4). No edge from lot 3 into the repair; the repaired 2 are the edge
    out of it. Repairing moves nothing: balance of lot 3 is 4 produced, 4 shipped.
    """
    book = Book()
    book.lots((1, 10), (5, 10), (3, 20), (9, 11))
    clean, mend = book.production(9), book.order("repair.order", 1, "repair")
    for lot, qty in ((1, 2), (5, 2), (9, 4)):
        book.receive(lot, qty, day(0))
    book.use(clean, 9, 4, day(1))
    book.make(clean, 3, 4, day(1))
    book.use(mend, 1, 2, day(2))
    book.use(mend, 5, 2, day(2))
    book.move(3, 2, day(2), "stock", "stock", mend)
    book.ship(3, 4, day(3), partner=81)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 3: downstream(1)},
        "orders": {"repair.order:1": downstream(1)},
        "edges": {
            ("lot:1", "order:repair.order:1"): (2, "repair", "recorded"),
            ("order:repair.order:1", "lot:3"): (2, "repair", "recorded"),
        },
        "since": {"lot:3": day(2)},
        "share": {"order:repair.order:1": F(1, 2), "lot:3": F(1, 4)},
        "customers": {(81, 20): {"net_qty": 4, "proportional_qty": 1}},
        "balance": {3: {"produced": 4, "shipped": 4}},
        "gaps": set(),
    })  # fmt: skip


def two_companies():
    """R1, R7: company 1 sends 4 of lot 1 into the transit between companies, company 2 takes 3 in as its lot 11.

    Transfer 1 joins the lots. Lot 1: 10 = 6 on hand + 4 transferred out (the 1 on the way is not on hand again).
    Lot 11: 3 transferred in = 3 shipped. On hand lists the 1 on the way too: 6 + 1 of lot 1.
    """
    book = Book()
    book.lot(1, 10, company=1)
    book.lot(11, 10, company=2)
    transfer = book.order("lot.transfer", 1, "transfer")
    book.receive(1, 10, day(0))
    book.move(1, 4, day(1), "stock", "between", transfer)
    book.move(11, 3, day(2), "between", "stock2", transfer)
    book.ship(11, 3, day(3), partner=81, source="stock2")
    book.quant(1, 6)
    book.quant(1, 1, "between")
    return Case(book.world, [1], {
        "lots": {1: ORIGIN, 11: downstream(1)},
        "edges": {
            ("lot:1", "order:lot.transfer:1"): (4, "transfer", "recorded"),
            ("order:lot.transfer:1", "lot:11"): (3, "transfer", "recorded"),
        },
        "since": {"order:lot.transfer:1": day(1), "lot:11": day(2)},
        "share": {"lot:11": 1},
        "on_hand": {1: 7},
        "balance": {
            1: {"received": 10, "on_hand": 6, "transferred_out": 4},
            11: {"transferred_in": 3, "shipped": 3},
        },
        "gaps": set(),
        "completeness": 1,
    })  # fmt: skip


def every_flow():
    """R7: lot 1, one line of each kind; the sum on paper:

    in: 20 bought + 3 drop-shipped = 23 received · 2 produced by order 1 and scrapped at once · 4 returned to stock +
    1 returned straight to the supplier = 5 returned in · 1 found = 1.  in total 23 + 2 + 5 + 1 = 31 out: 10 shipped +
    3 drop-shipped = 13 shipped · 3 to supplier + 1 straight = 4 · 2 scrapped from stock + 2 at once = 4 · 1 lost · 2
    consumed by order 2.  out total 13 + 4 + 4 + 1 + 2 = 24. Should be 7 on hand; the quants say 8: residual −1. The
    move to the shelf counts nowhere. Inside: 20 − 10 − 3 − 2 − 1 − 2 + 4 + 1 = 7, never below 0.
    """
    book = Book()
    book.lots((1, 10), (2, 20))
    one, two = book.production(1), book.production(2)
    book.receive(1, 20, day(0))
    book.receive(1, 3, day(1), target="customer", partner=81)
    book.make(one, 1, 2, day(2), target="scrap")
    book.ship(1, 10, day(3), partner=81)
    book.take_back(1, 4, day(4), partner=81)
    book.take_back(1, 1, day(4), partner=81, target="vendor")
    book.move(1, 3, day(5), "stock", "vendor", partner=70, doc_model="stock.picking", doc_id=77)
    book.move(1, 2, day(6), "stock", "scrap", doc_model="stock.scrap", doc_id=3)
    book.move(1, 1, day(7), "stock", "loss", is_inventory=True)
    book.move(1, 1, day(9), "loss", "stock", is_inventory=True)
    book.use(two, 1, 2, day(10))
    book.move(1, 2, day(11), "stock", "shelf")
    book.quant(1, 6)
    book.quant(1, 2, "shelf")
    return Case(book.world, [1], {
        "lots": {1: ORIGIN},
        "shipments": {(2, 1): ("dropship", 3), (4, 1): ("delivery", 10), (5, 1): ("return", -4),
                      (6, 1): ("return", -1)},
        "customers": {(81, 10): {"shipped_qty": 13, "returned_qty": 5, "net_qty": 8, "delivery_count": 2,
                                 "lot_count": 1, "by_date_qty": 8, "proportional_qty": 8}},
        "suppliers": {1: (70, 1, 20), 2: (81, 1, 3)},
        "balance": {1: {"received": 23, "produced": 2, "returned_in": 5, "found": 1, "on_hand": 8, "consumed": 2,
                        "shipped": 13, "returned_to_supplier": 4, "scrapped": 4, "lost": 1, "residual": -1}},
        "gaps": {("residual", 1)},
        "completeness": 1,
    })  # fmt: skip


def who_has_it():
    """R8, R9, R10: lot 1. 5 to 81, of which 2 come back from 82 (foreign return) and 1 goes on to nobody knows whom.

    1 over the counter (pos) to 83; 1 to 84 by a line whose document was deleted. Declared from before: 6 to 81.
    81: 5 + 6 = 11; 82: −2; 83: 1; 84: 1; unknown: 1. Deliveries of 81: 2, the imported one too.
    Rows: on hand 10 − 5 + 2 − 1 − 1 − 1 = 4 (1 row), open 1 to 85, open 1 to an unknown customer, 6 shipments; unknown
    are the open one and the unknown consignee: 7 ÷ 9 = 0.777778.
    """
    book = Book()
    book.lots((1, 10))
    book.receive(1, 10, day(0))
    book.ship(1, 5, day(1), partner=81)
    book.take_back(1, 2, day(2), partner=82)
    book.ship(1, 1, day(3), partner=0)
    book.ship(1, 1, day(4), partner=83, doc_model="pos.order", doc_id=5, channel="pos")
    book.ship(1, 1, day(5), partner=84, doc_model="", doc_id=0)
    book.declare_shipment(1, 6, day(-300), partner=81)
    book.open_line(1, 1, partner=85)
    book.open_line(1, 1, partner=0)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN},
        "on_hand": {1: 4},
        "open": {5001: 1, 5002: 1},
        "shipments": {(2, 1): ("delivery", 5), (3, 1): ("return", -2), (4, 1): ("delivery", 1), (5, 1): ("pos", 1),
                      (6, 1): ("other", 1), (0, 1): ("other", 6)},
        "customers": {
            (0, 10): {"net_qty": 1},
            (81, 10): {"shipped_qty": 11, "returned_qty": 0, "net_qty": 11, "delivery_count": 2},
            (82, 10): {"shipped_qty": 0, "returned_qty": 2, "net_qty": -2, "delivery_count": 0, "lot_count": 1},
            (83, 10): {"net_qty": 1},
            (84, 10): {"net_qty": 1},
        },
        "balance": {1: {"received": 10, "returned_in": 2, "shipped": 8, "on_hand": 4}},
        "gaps": {("unknown_consignee", 1), ("foreign_return", 1), ("deleted_document", 1)},
        "completeness": F(777778, 1000000),
    })  # fmt: skip


def cut_short():
    """R1: lots 1 → order 1 → 2 → order 2 → 3 with max_depth 1: order 2 is not crossed, lot 2 is the border.

    Without open lines the open row does not count. Lot 2's 3 units are consumed all the same.
    """
    book = Book()
    book.lots((1, 10), (2, 20), (3, 30))
    one, two = book.production(1), book.production(2)
    book.receive(1, 3, day(0))
    book.use(one, 1, 3, day(1))
    book.make(one, 2, 3, day(1))
    book.use(two, 2, 3, day(2))
    book.make(two, 3, 3, day(2))
    book.open_line(2, 1, partner=0)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1)},
        "orders": {"mrp.production:1": downstream(1)},
        "edges": {
            ("lot:1", "order:mrp.production:1"): (3, "production", "recorded"),
            ("order:mrp.production:1", "lot:2"): (3, "production", "recorded"),
        },
        "open": {},
        "balance": {1: {"received": 3, "consumed": 3}, 2: {"produced": 3, "consumed": 3}},
        "gaps": {("cut", 2)},
        "truncated": True,
        "completeness": 1,
    }, options={"max_depth": 1, "include_open": False})  # fmt: skip


def doubtful_records():
    """R7, R10: serial 1 has 2 on hand (bought twice); lot 2 lost 1 by count, an hour later lot 3 of its product won 1.

    Lot 2 has no expiration date though its product has them; lot 3 has one. Lot 3 was shipped on day 1, before it was
    bought on day 2: negative in between (backdated). Lot 4 stands at −1 in its quant: 1 bought, 2 used: negative_stock
    and, since its running balance falls below 0, backdated. Serial 5 went out twice: net 2.
    """
    book = Book()
    book.lot(1, 10, tracking="serial")
    book.lot(5, 10, tracking="serial")
    book.lot(2, 20, expires=True)
    book.lot(3, 20, expires=True, expiration=day(500))
    book.lot(4, 30)
    one = book.production(1)
    book.receive(1, 1, day(0))
    book.receive(1, 1, day(0))
    book.receive(2, 5, day(0))
    book.move(2, 1, day(3), "stock", "loss", is_inventory=True)
    book.move(3, 1, day(3, 3600), "loss", "stock", is_inventory=True)
    book.ship(3, 2, day(1), partner=81)
    book.receive(3, 2, day(2))
    book.receive(4, 1, day(0))
    book.use(one, 4, 2, day(1))
    for number in (0, 1):
        book.receive(5, 1, day(number))
        book.ship(5, 1, day(number, 60), partner=82)
    return Case(book.count_stock(), [1, 2, 3, 4, 5], {
        "gaps": {("duplicate_serial", 1), ("relabelled", 2), ("missing_expiry", 2), ("backdated", 3),
                 ("negative_stock", 4), ("backdated", 4), ("duplicate_serial", 5)},
        "balance": {4: {"received": 1, "consumed": 2, "on_hand": -1}},
        "completeness": 1,
    })  # fmt: skip


def before_go_live():
    """R1, R5, R6: the import says that 2 of lot 1 went into 4 of lot 2 on day −200: a recorded step, share 1.

    The link is an inflow of 4 in the replay. Stock was counted in on day 0: 4 found, they carry the share (8 in the
    replay). On day 1 4 more are bought, clean: 8 × 1 ÷ 12 = 2/3. 2 shipped: 4/3 affected. 3 shipped by the import on
    day −100, when all was affected: 3. Node share = (4 × 1 + 0) ÷ (4 + 4) = 1/2.
    Balance: only what moved: 4 found + 4 bought = 6 on hand + 2 shipped.
    """
    book = Book()
    book.lots((1, 10), (2, 20))
    book.declare(1, 2, 2, 4, day(-200))
    book.declare_shipment(2, 3, day(-100), partner=81)
    book.move(2, 4, day(0), "loss", "stock", is_inventory=True)
    book.receive(2, 4, day(1))
    book.ship(2, 2, day(2), partner=82)
    return Case(book.count_stock(), [1], {
        "lots": {1: ORIGIN, 2: downstream(1)},
        "orders": {"lot.declared.link:1": downstream(1)},
        "inferred": set(),
        "edges": {
            ("lot:1", "order:lot.declared.link:1"): (2, "declared", "recorded"),
            ("order:lot.declared.link:1", "lot:2"): (4, "declared", "recorded"),
        },
        "since": {"lot:2": day(-200)},
        "share": {"lot:2": F(1, 2)},
        "customers": {
            (81, 20): {"net_qty": 3, "by_date_qty": 3, "proportional_qty": 3, "delivery_count": 1},
            (82, 20): {"net_qty": 2, "by_date_qty": 2, "proportional_qty": F(4, 3)},
        },
        "balance": {2: {"received": 4, "found": 4, "on_hand": 6, "shipped": 2}},
        "gaps": set(),
        "completeness": 1,
    })  # fmt: skip
