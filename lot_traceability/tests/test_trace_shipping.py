"""Trace of what left and came back: returns, drop-ship, shop, bare moves, unknown customers."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceShipping(TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital, cls.clinic = world.make_partner("Hospital"), world.make_partner("Clinic")
        cls.needle = world.make_product("Needle")
        cls.lot = world.make_lot(cls.needle, "N1")
        cls.receipt = world.receive(cls.lot, 100, partner=cls.supplier, at=world.day(-20))

    def kinds(self, answer):
        return [(row["kind"], row["qty"]) for row in answer["shipments"]]

    def test_return_is_netted(self):
        out = self.deliver(self.lot, 30, self.hospital, at=self.day(-19))
        self.return_(out, self.lot, 30, at=self.day(-18))
        answer = self.trace(self.lot)
        self.assertEqual(self.kinds(answer), [("delivery", 30), ("return", -30)])
        # net 0 stays listed: they held it for a day
        self.assertEqual(self.customers(answer), {"Hospital": (30, 30, 0)})
        row = self.customer(answer, self.hospital)
        self.assertEqual((row["delivery_count"], row["by_date_qty"], row["proportional_qty"]), (1, 0, 0))
        self.assert_balance(answer, self.lot, received=100, shipped=30, returned_in=30, on_hand=100)
        self.assertEqual((answer["gaps"], answer["completeness"]), ([], 1.0))

    def test_returned_goods_delivered_to_somebody_else(self):
        out = self.deliver(self.lot, 30, self.hospital, at=self.day(-19))
        self.return_(out, self.lot, 10, at=self.day(-18))
        self.deliver(self.lot, 80, self.clinic, at=self.day(-17))
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Hospital": (30, 10, 20), "Clinic": (80, 0, 80)})
        self.assert_balance(answer, self.lot, received=100, shipped=110, returned_in=10)
        self.assertEqual(answer["on_hand"], [])

    def test_foreign_return(self):
        out = self.deliver(self.lot, 30, self.hospital, at=self.day(-19))
        self.return_(out, self.lot, 10, partner=self.clinic, at=self.day(-18))
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Hospital": (30, 0, 30), "Clinic": (0, 10, -10)})
        gap = self.gap(answer, "foreign_return")
        self.assertEqual((gap["model"], gap["res_id"], gap["lot_id"]), ("res.partner", self.clinic.id, self.lot.id))

    def test_line_that_names_no_transfer_belongs_to_the_one_of_its_move(self):
        out = self.deliver(self.lot, 30, self.hospital, done=False, line_values={"picking_id": False})
        self.assertFalse(out.move_ids.move_line_ids.picking_id)
        open_rows = self.trace(self.lot)["open"]
        self.assertEqual([(row["model"], row["res_id"]) for row in open_rows], [("stock.picking", out.id)])
        self.validate(out, at=self.day(-5))
        answer = self.trace(self.lot)
        self.assertEqual([(row["model"], row["res_id"]) for row in answer["shipments"]], [("stock.picking", out.id)])
        self.assertEqual(self.customers(answer), {"Hospital": (30, 0, 30)})
        self.assertEqual((self.lot.delivery_ids, self.lot.partner_ids), (out, self.hospital))

    def test_return_to_supplier(self):
        self.return_(self.receipt, self.lot, 15, at=self.day(-19))
        answer = self.trace(self.lot, "both")
        self.assert_balance(answer, self.lot, received=100, returned_to_supplier=15, on_hand=85)
        self.assertEqual((answer["customers"], [row["qty"] for row in answer["suppliers"]]), ([], [100]))

    def test_drop_ship_has_customer_and_supplier(self):
        lot = self.make_lot(self.needle, "N2")
        self.dropship(lot, 12, supplier=self.supplier, customer=self.clinic, at=self.day(-10))
        answer = self.trace(lot, "both")
        self.assertEqual(self.kinds(answer), [("dropship", 12)])
        self.assertEqual(self.customers(answer), {"Clinic": (12, 0, 12)})
        # without a purchase order nobody knows who sent it; the customer on the transfer did not
        self.assertEqual([(row["partner"], row["qty"]) for row in answer["suppliers"]], [(False, 12)])
        self.assert_balance(answer, lot, received=12, shipped=12)
        self.assertEqual((answer["on_hand"], answer["gaps"]), ([], []))

    def test_point_of_sale(self):
        self.sell_in_shop(self.lot, 2, self.clinic, at=self.day(-10))
        self.sell_in_shop(self.lot, 1, at=self.day(-9))
        answer = self.trace(self.lot)
        self.assertEqual(self.kinds(answer), [("pos", 2), ("pos", 1)])
        self.assertEqual(self.customers(answer), {"Clinic": (2, 0, 2), False: (1, 0, 1)})
        anonymous = next(row for row in answer["shipments"] if row["qty"] == 1)
        gap = self.gap(answer, "unknown_consignee")
        self.assertEqual((gap["model"], gap["res_id"]), ("stock.move.line", anonymous["move_line_id"]))
        self.assertAlmostEqual(answer["completeness"], round(2 / 3, 6))
        self.assert_balance(answer, self.lot, received=100, shipped=3, on_hand=97)

    def test_move_to_a_customer_without_transfer(self):
        self.ship_without_picking(self.lot, 4, self.clinic, at=self.day(-10))
        answer = self.trace(self.lot)
        self.assertEqual(self.kinds(answer), [("other", 4)])
        self.assertEqual(self.customers(answer), {"Clinic": (4, 0, 4)})
        self.assertEqual(self.codes(answer), ["deleted_document"])
        self.assertEqual((answer["shipments"][0]["model"], answer["shipments"][0]["res_id"]), (False, False))

    def test_unknown_consignee(self):
        self.deliver(self.lot, 5, at=self.day(-10))
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {False: (5, 0, 5)})
        self.assertEqual(self.codes(answer), ["unknown_consignee"])
        self.assertIn("5 Units of N1", self.gap(answer, "unknown_consignee")["message"])
        self.assertEqual(answer["completeness"], 0.5)

    def test_sale_ships_to_its_delivery_address(self):
        address = self.make_partner("Ward 3", parent=self.hospital)
        order = self.sell({self.lot: 6}, customer=self.clinic, address=address, at=self.day(-10))
        order.picking_ids.with_context(
            lot_reason="error"
        ).partner_id = self.clinic  # somebody overwrote it on the transfer
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Hospital": (6, 0, 6)})
        self.assertEqual(answer["shipments"][0]["partner_id"], address.id)

    def test_archived_customer_keeps_name_and_quantity(self):
        self.deliver(self.lot, 5, self.clinic, at=self.day(-10))
        self.clinic.active = False
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Clinic": (5, 0, 5)})
        self.assertEqual(answer["gaps"], [])

    def test_merged_customers_become_one(self):
        self.deliver(self.lot, 5, self.clinic, at=self.day(-10))
        self.deliver(self.lot, 7, self.hospital, at=self.day(-9))
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.clinic | self.hospital).ids, self.hospital)
        self.assertFalse(self.clinic.exists())
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Hospital": (12, 0, 12)})

    def test_deleted_customer_is_unknown_and_still_counted(self):
        self.deliver(self.lot, 5, self.clinic, at=self.day(-10))
        with self.assertRaisesRegex(UserError, "cannot be deleted"), self.env.cr.savepoint():
            self.clinic.unlink()
        # As Odoo leaves it where the contact was deleted before this addon was installed.
        self.env.cr.execute("UPDATE stock_picking SET partner_id = NULL WHERE partner_id = %s", [self.clinic.id])
        self.env.cr.execute("UPDATE stock_move SET partner_id = NULL WHERE partner_id = %s", [self.clinic.id])
        self.env.invalidate_all()
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {False: (5, 0, 5)})
        self.assertEqual(self.codes(answer), ["unknown_consignee"])
        self.assert_balance(answer, self.lot, received=100, shipped=5, on_hand=95)

    def test_partial_delivery_leaves_the_rest_open(self):
        out = self.deliver(self.lot, 20, self.clinic, ordered=50, at=self.day(-10))
        rest = self.env["stock.picking"].search([("backorder_id", "=", out.id)])
        rest.action_assign()
        answer = self.trace(self.lot)
        self.assertEqual(self.customers(answer), {"Clinic": (20, 0, 20)})
        self.assertEqual([(row["res_id"], row["qty"]) for row in answer["open"]], [(rest.id, 30)])


@tagged("post_install", "-at_install")
class TestTraceCompanies(TraceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.sister = world.new_company("Nordic", "NOR")
        cls.clinic = world.make_partner("Clinic")
        cls.needle = world.make_product("Needle")
        cls.supplier = world.make_partner("Sharpline")

    def test_one_lot_of_no_company_in_two(self):
        lot = self.make_lot(self.needle, "N1")
        self.assertFalse(lot.company_id)
        self.receive(lot, 100, partner=self.supplier, at=self.day(-20))
        self.send_to_company({lot: 40}, company=self.sister, at=self.day(-19), received_at=self.day(-18))
        self.deliver(lot, 15, self.clinic, company=self.sister, at=self.day(-17))
        self.deliver(lot, 10, self.clinic, at=self.day(-17))
        self.send_to_company({lot: 5}, company=self.sister, at=self.day(-16), received_at=False)
        answer = self.trace(lot)
        self.assertEqual(self.customers(answer), {"Clinic": (25, 0, 25)})
        self.assertEqual({row["company_id"] for row in answer["shipments"]}, {self.env.company.id, self.sister.id})
        self.assertEqual(
            {(row["usage"], row["company_id"]): row["qty"] for row in answer["on_hand"]},
            {("internal", self.env.company.id): 45, ("internal", self.sister.id): 25, ("transit", False): 5},
        )
        self.assert_balance(
            answer, lot, received=100, transferred_out=45, transferred_in=40, shipped=25, on_hand=70
        )  # fmt: skip
        self.assertEqual((answer["gaps"], self.of_kind(answer, "order")), ([], []))

    def test_lots_of_their_own_are_joined_by_the_transit(self):
        """Twins: each company books the goods under a lot record of its own, with the same name."""
        mine = self.make_lot(self.needle, "N1", company_id=self.env.company.id)
        other = self.make_lot(self.needle, "N1", company_id=self.sister.id)
        hub = self.make_lot(self.make_product("Hub"), "H1")
        self.receive(mine, 100, partner=self.supplier, at=self.day(-20))
        sent, received = self.send_to_company(
            {mine: 40}, company=self.sister, as_lots={mine: other}, at=self.day(-19), received_at=self.day(-18)
        )
        self.produce(hub, {other: 20}, 20, company=self.sister, at=self.day(-17))
        self.deliver(hub, 20, self.clinic, company=self.sister, at=self.day(-16))
        answer = self.trace(mine)
        (transfer,) = [node for node in self.of_kind(answer, "order") if node["model"] == "stock.picking"]
        self.assertEqual((transfer["res_id"], transfer["document"]), (sent.id, sent.name))
        legs = {(edge["from_key"], edge["to_key"]): edge for edge in answer["edges"] if edge["kind"] == "transfer"}
        self.assertEqual(
            {key: edge["qty"] for key, edge in legs.items()},
            {(f"lot:{mine.id}", transfer["key"]): 40, (transfer["key"], f"lot:{other.id}"): 40},
        )
        self.assert_share(answer, other, 1)
        self.assert_share(answer, hub, 1)
        self.assert_balance(answer, mine, received=100, transferred_out=40, on_hand=60)
        self.assert_balance(answer, other, transferred_in=40, consumed=20, on_hand=20)
        self.assertEqual(self.customers(answer), {"Clinic": (20, 0, 20)})
        self.assertEqual(answer["gaps"], [])
        back = self.trace(hub, "upstream")
        self.assertEqual(self.lots(back), ["N1", "N1"])
        self.assertEqual([row["lot_id"] for row in back["suppliers"]], [mine.id])
        self.assertTrue(received.move_line_ids.lot_id == other)

    def test_a_namesake_of_another_product_is_a_stranger(self):
        mine = self.make_lot(self.needle, "N1", company_id=self.env.company.id)
        stranger = self.make_lot(self.make_product("Hub"), "N1", company_id=self.sister.id)
        self.receive(mine, 10, partner=self.supplier)
        self.send_to_company({mine: 4}, company=self.sister, received_at=False)
        transit = self.inter_company_location()
        self.receive(stranger, 4, partner=self.supplier, company=self.sister, source=transit)
        self.assertEqual(self.lots(self.trace(mine)), [])
