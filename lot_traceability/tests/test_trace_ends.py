"""Trace where Odoo's records end or contradict: production without an order, customer to customer, one unit twice."""

from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceEnds(TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital, cls.clinic = world.make_partner("Hospital"), world.make_partner("Clinic")
        cls.needle, cls.pump = world.make_product("Needle"), world.make_product("Pump", "serial")
        cls.lot, cls.serial = world.make_lot(cls.needle, "N1"), world.make_lot(cls.pump, "P1")
        world.receive({cls.lot: 100, cls.serial: 1}, partner=cls.supplier, at=world.day(-20))
        cls.stock = world.warehouse().lot_stock_id
        cls.workshop = cls.needle.property_stock_production
        cls.customers_place = cls.env.ref("stock.stock_location_customers")
        cls.ward = world.new_location("Ward", cls.customers_place, usage="customer")

    def cuts(self, answer):
        """``{move: sentence}``"""
        return {
            (gap["model"], gap["res_id"], gap["lot_id"]): gap["message"]
            for gap in answer["gaps"]
            if gap["code"] == "cut"
        }

    def test_used_up_without_an_order(self):
        used = self.transfer(self.lot, 3, self.stock, self.workshop, at=self.day(-19))
        bought = self.receive(self.lot, 2, partner=self.supplier, dest=self.workshop, at=self.day(-18))
        answer = self.trace(self.lot)
        cuts = self.cuts(answer)
        self.assertEqual(set(cuts), {("stock.move", done.move_ids.id, self.lot.id) for done in (used, bought)})
        self.assertIn("3 Units of N1 went into production", cuts["stock.move", used.move_ids.id, self.lot.id])
        self.assertFalse(answer["truncated"])
        self.assert_balance(answer, self.lot, received=102, consumed=5, on_hand=97)
        self.assertEqual(self.cuts(self.trace(self.lot, "upstream")), {})

    def test_came_out_without_an_order(self):
        out = self.transfer(self.lot, 4, self.workshop, self.stock, at=self.day(-19))
        hub = self.make_lot(self.make_product("Hub"), "H1")
        self.produce(hub, {self.lot: 10}, 10, at=self.day(-18))
        answer = self.trace(hub, "upstream")
        ((where, sentence),) = self.cuts(answer).items()
        self.assertEqual(where, ("stock.move", out.move_ids.id, self.lot.id))
        self.assertIn("4 Units of N1 came out of production", sentence)
        self.assertEqual(self.trace(self.lot)["gaps"], [])

    def test_from_customer_to_customer(self):
        self.deliver(self.lot, 10, self.hospital, at=self.day(-19))
        passed = self.transfer(
            self.lot, 4, self.customers_place, self.ward, partner=self.clinic, at=self.day(-18)
        )  # fmt: skip
        answer = self.trace(self.lot)
        self.assertEqual(
            self.customers(answer), {"Hospital": (10, 0, 10), "Clinic": (4, 0, 4), False: (0, 4, -4)}
        )  # fmt: skip
        rows = [(row["kind"], row["qty"], row["partner"]) for row in answer["shipments"]]
        self.assertEqual(rows, [("delivery", 10, "Hospital"), ("return", -4, False), ("other", 4, "Clinic")])
        self.assert_balance(answer, self.lot, received=100, shipped=14, returned_in=4, on_hand=90)
        gap = self.gap(answer, "unknown_consignee")
        self.assertEqual((gap["model"], gap["res_id"]), ("stock.move.line", passed.move_line_ids.id))
        self.assertIn("from one customer to another", gap["message"])
        # the totals and the lot form say the same
        totals = {row[0]: (row[5], row[6]) for row in self.lot._trace_exposure()["customers"]}
        self.assertEqual(totals, {0: (0, 4), self.hospital.id: (10, 0), self.clinic.id: (4, 0)})
        self.assertEqual(self.lot.partner_ids, self.hospital | self.clinic)
        self.assertEqual(self.lot.delivery_count, 2)

    def test_came_back_from_nobody_known(self):
        out = self.deliver(self.lot, 10, self.hospital, at=self.day(-19))
        back = self.return_(out, self.lot, 4, at=self.day(-18))
        back.with_context(lot_reason="unknown").partner_id = False
        self.assertIn("4 Units of N1 came back", self.gap(self.trace(self.lot), "unknown_consignee")["message"])

    def test_serial_on_hand_and_at_a_customer(self):
        self.deliver(self.serial, 1, self.clinic, at=self.day(-19))
        self.assertEqual(self.trace(self.serial)["gaps"], [])
        self.count(self.serial, 1, at=self.day(-18))
        self.assertEqual(self.codes(self.trace(self.serial)), ["duplicate_serial"])

    def test_serial_on_hand_and_built_in(self):
        hub = self.make_lot(self.make_product("Hub"), "H1")
        order = self.produce(hub, {self.serial: 1}, 1, at=self.day(-19))
        self.count(self.serial, 1, at=self.day(-18))
        self.assertEqual(self.codes(self.trace(self.serial)), ["duplicate_serial"])
        self.count(self.serial, 0, at=self.day(-17))
        self.unbuild(order, hub, 1, at=self.day(-16))
        self.assertNotIn("duplicate_serial", self.codes(self.trace(self.serial)))
