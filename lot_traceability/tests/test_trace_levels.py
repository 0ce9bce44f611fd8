"""Trace over several levels of production: both directions, limits, several origins, by-products, scraps."""

from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceLevels(TraceCase):
    """Needles → hubs (100 of 60 bad + 40 good needles) → sets, one hub each; two hospitals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital, cls.clinic = world.make_partner("Hospital"), world.make_partner("Clinic")
        cls.ward = world.make_partner("Ward", parent=cls.hospital)
        cls.needle, cls.hub, cls.infusion = (world.make_product(name) for name in ("Needle", "Hub", "Set"))
        cls.bad = world.make_lot(cls.needle, "BAD", ref="S-77")
        cls.good = world.make_lot(cls.needle, "GOOD")
        cls.h1, cls.h2 = world.make_lots(cls.hub, ["H1", "H2"])
        cls.s1 = world.make_lot(cls.infusion, "S1")
        cls.receipt = world.receive({cls.bad: 80, cls.good: 80}, partner=cls.supplier, at=world.day(-20))
        cls.mo_h1 = world.produce(cls.h1, {cls.bad: 60, cls.good: 40}, 100, at=world.day(-18))
        cls.mo_h2 = world.produce(cls.h2, {cls.good: 20}, 20, at=world.day(-17))
        cls.mo_s1 = world.produce(cls.s1, {cls.h1: 30, cls.h2: 10}, 40, at=world.day(-15))
        cls.out_ward = world.deliver(cls.s1, 25, cls.ward, at=world.day(-10))
        cls.out_clinic = world.deliver({cls.s1: 5, cls.h1: 20}, partner=cls.clinic, at=world.day(-9))

    def test_forward(self):
        answer = self.trace(self.bad)
        self.assertEqual(self.lots(answer), ["H1", "S1"])
        self.assertEqual(
            self.edges(answer),
            {
                ("BAD", self.mo_h1.name): 60,
                (self.mo_h1.name, "H1"): 100,
                ("H1", self.mo_s1.name): 30,
                (self.mo_s1.name, "S1"): 40,
            },
        )
        self.assertEqual(self.node(answer, self.s1)["depth"], 2)
        self.assertEqual(self.node(answer, self.mo_s1)["depth"], 2)
        self.assert_share(answer, self.bad, 1)
        self.assert_share(answer, self.h1, 0.6)
        self.assert_share(answer, self.mo_h1, 0.6)
        self.assert_share(answer, self.s1, 0.6 * 30 / 40)
        self.assertEqual(self.customers(answer), {"Hospital": (25, 0, 25), "Clinic": (25, 0, 25)})
        self.assertEqual(len(answer["customers"]), 3)
        ward = self.customer(answer, self.hospital)
        self.assertAlmostEqual(ward["proportional_qty"], 25 * 0.45)
        self.assertEqual((ward["by_date_qty"], ward["delivery_count"], ward["lot_count"]), (25, 1, 1))
        self.assertEqual({row["partner_id"] for row in answer["shipments"]}, {self.ward.id, self.clinic.id})
        self.assert_balance(answer, self.bad, received=80, consumed=60, on_hand=20)
        self.assert_balance(answer, self.h1, produced=100, consumed=30, shipped=20, on_hand=50)
        self.assert_balance(answer, self.s1, produced=40, shipped=30, on_hand=10)
        self.assertEqual((answer["gaps"], answer["completeness"], answer["hidden_count"]), ([], 1.0, 0))
        self.assertFalse(answer["truncated"])

    def test_backward(self):
        answer = self.trace(self.s1, "upstream")
        self.assertEqual(self.lots(answer), ["BAD", "GOOD", "H1", "H2"])
        self.assertEqual({node["side"] for node in answer["nodes"]}, {"origin", "upstream"})
        self.assertEqual(self.node(answer, self.bad)["depth"], -2)
        self.assertEqual(self.edges(answer)["GOOD", self.mo_h1.name], 40)
        self.assertEqual(self.edges(answer)["GOOD", self.mo_h2.name], 20)
        self.assert_share(answer, self.bad, 0)
        suppliers = {row["lot_id"]: (row["partner"], row["qty"], row["supplier_lot"]) for row in answer["suppliers"]}
        expected = {self.bad.id: ("Sharpline", 80, "S-77"), self.good.id: ("Sharpline", 80, "GOOD")}
        self.assertEqual(suppliers, expected)
        self.assertEqual({row["document"] for row in answer["suppliers"]}, {self.receipt.name})
        # what stands on hand, was shipped and balances is told of the origin only
        self.assertEqual([row["lot_id"] for row in answer["balance"]], [self.s1.id])
        self.assertEqual(self.customers(answer), {"Hospital": (25, 0, 25), "Clinic": (5, 0, 5)})

    def test_both_directions_never_turn_round(self):
        answer = self.trace(self.h1, "both")
        self.assertEqual(self.lots(answer, "downstream"), ["S1"])
        self.assertEqual(self.lots(answer, "upstream"), ["BAD", "GOOD"])
        self.assertEqual([row["lot_id"] for row in answer["balance"]], [self.h1.id, self.s1.id])
        self.assertEqual({row["lot_id"] for row in answer["suppliers"]}, {self.bad.id, self.good.id})

    def test_several_origins_are_one_answer(self):
        answer = self.trace(self.bad | self.h2)
        self.assertEqual(answer["origin_keys"], [f"lot:{self.bad.id}", f"lot:{self.h2.id}"])
        self.assertEqual(self.lots(answer), ["H1", "S1"])
        self.assertEqual(self.node(answer, self.s1)["depth"], 1)
        self.assert_share(answer, self.s1, (30 * 0.6 + 10) / 40)
        nested = self.trace(self.bad | self.h1)
        self.assertEqual(self.lots(nested, "origin"), ["BAD", "H1"])
        self.assert_share(nested, self.s1, 0.75)

    def test_max_depth_cuts_and_says_so(self):
        answer = self.trace(self.bad, max_depth=1)
        self.assertTrue(answer["truncated"])
        self.assertEqual(self.lots(answer), ["H1"])
        self.assertEqual(self.gap(answer, "cut")["lot_id"], self.h1.id)
        self.assertEqual(self.customers(answer), {"Clinic": (20, 0, 20)})
        whole = self.trace(self.bad, max_depth=2)
        self.assertFalse(whole["truncated"])
        self.assertEqual(whole["gaps"], [])
        back = self.trace(self.s1, "upstream", max_depth=1)
        self.assertEqual((back["truncated"], self.codes(back)), (True, ["cut", "cut"]))
        self.assertEqual(self.lots(back), ["H1", "H2"])

    def test_open_lines_on_request(self):
        planned = self.reserve(self.s1, 4, self.clinic)
        answer = self.trace(self.bad)
        (row,) = answer["open"]
        self.assertEqual((row["document"], row["partner"], row["qty"]), (planned.name, "Clinic", 4))
        self.assertEqual((row["model"], row["lot_id"]), ("stock.picking", self.s1.id))
        stock = [row["reserved_qty"] for row in answer["on_hand"] if row["lot_id"] == self.s1.id]
        self.assertEqual(stock, [4])
        self.assertEqual(self.trace(self.bad, include_open=False)["open"], [])

    def test_without_names_only_ids_and_units(self):
        named, answer = self.trace(self.bad), self.trace(self.bad, with_names=False)
        for rows in ("nodes", "on_hand", "shipments", "customers", "suppliers"):
            for row in answer[rows]:
                for column in ("lot", "product", "document", "location", "partner", "supplier_lot"):
                    self.assertFalse(row.get(column, False), (rows, column))
        figures = [row["net_qty"] for row in named["customers"]]
        self.assertEqual([row["net_qty"] for row in answer["customers"]], figures)
        self.assertEqual([row["key"] for row in answer["nodes"]], [row["key"] for row in named["nodes"]])
        self.assertEqual({row["uom"] for row in answer["balance"]}, {"Units"})

    def test_lot_that_never_moved(self):
        lot = self.make_lot(self.needle, "NEVER")
        for direction in ("downstream", "upstream", "both"):
            answer = self.trace(lot, direction)
            self.assertEqual([node["key"] for node in answer["nodes"]], [f"lot:{lot.id}"])
            for rows in ("edges", "on_hand", "open", "shipments", "customers", "suppliers", "gaps"):
                self.assertEqual(answer[rows], [])
            self.assert_balance(answer, lot)
            self.assertEqual((answer["completeness"], answer["truncated"]), (1.0, False))

    def test_no_lot_at_all(self):
        answer = self.trace(self.env["stock.lot"])
        self.assertEqual((answer["origin_keys"], answer["nodes"], answer["completeness"]), ([], [], 1.0))

    def test_order_of_many_serials_has_as_many_edges_as_serials(self):
        board, pump = self.make_product("Board", "serial"), self.make_product("Pump", "serial")
        boards = self.make_lots(board, [f"B{number}" for number in range(7)])
        pumps = self.make_lots(pump, [f"P{number}" for number in range(5)])
        self.receive(dict.fromkeys(boards, 1), partner=self.supplier)
        order = self.produce(pumps, dict.fromkeys(boards, 1))
        answer = self.trace(boards)
        self.assertEqual(len(answer["edges"]), 7 + 5)
        one = self.trace(boards[0])
        self.assertEqual(self.lots(one), [f"P{number}" for number in range(5)])
        self.assertEqual(len(one["edges"]), 1 + 5)
        self.assert_share(one, pumps[0], 1 / 7)
        back = self.trace(pumps[0], "upstream")
        self.assertEqual((len(back["edges"]), self.node(back, order)["depth"]), (7 + 1, -1))

    def test_by_products_are_outputs(self):
        swarf = self.make_product("Swarf")
        w1, h3 = self.make_lot(swarf, "W1"), self.make_lot(self.hub, "H3")
        order = self.produce(h3, {self.bad: 10}, 10, byproducts={w1: 2})
        self.deliver(w1, 2, self.clinic)
        answer = self.trace(self.bad)
        self.assertIn("W1", self.lots(answer))
        self.assertEqual(self.edges(answer)[order.name, "W1"], 2)
        self.assert_share(answer, w1, 1)
        self.assert_balance(answer, w1, produced=2, shipped=2)
        self.assertEqual(self.lots(self.trace(w1, "upstream")), ["BAD"])

    def test_scraps_made_from_an_order_are_scraps(self):
        h3 = self.make_lot(self.hub, "H3")
        order = self.produce(h3, {self.good: 15}, 15)
        self.scrap(self.bad, 5, production_id=order.id)
        self.scrap(h3, 3, production_id=order.id)
        answer = self.trace(self.bad)
        self.assertNotIn("H3", self.lots(answer))
        self.assert_balance(answer, self.bad, received=80, consumed=60, scrapped=5, on_hand=15)
        self.assertNotIn("BAD", self.lots(self.trace(h3, "upstream")))
        self.assert_balance(self.trace(h3), h3, produced=15, scrapped=3, on_hand=12)
