"""The verbs of the tests' world do what they say, through Odoo's own operations."""

from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestVerbs(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.metre = cls.env.ref("uom.product_uom_meter")
        cls.supplier = world.make_partner("Sharpline")
        cls.hospital = world.make_partner("St. Agnes Hospital")
        cls.needle = world.make_product("Needle", use_expiration_date=True)
        cls.tube = world.make_product("Tube", uom_id=cls.metre.id)
        cls.infusion_set = world.make_product("Infusion set")
        cls.board = world.make_product("Board", tracking="serial")
        cls.pump = world.make_product("Pump", tracking="serial")
        cls.n1 = world.make_lot(cls.needle, "N1", expires=90, ref="S-77")
        cls.t1 = world.make_lot(cls.tube, "T1")
        cls.s1 = world.make_lot(cls.infusion_set, "S1")
        cls.stock = world.warehouse().lot_stock_id

    def on_hand(self, lot, location=None):
        quants = lot.quant_ids.filtered(lambda quant: quant.location_id == (location or self.stock))
        return sum(quants.mapped("quantity"))

    def make_sets(self, qty=10):
        self.receive({self.n1: 100, self.t1: 50}, partner=self.supplier, at=self.day(-9))
        return self.produce(self.s1, {self.n1: qty, self.t1: 1.5 * qty}, qty, at=self.day(-8))

    def test_receipt_records_lot_supplier_and_instant(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        picking = self.receive(self.n1, 2, partner=self.supplier, uom=dozen, at=self.day(-9))
        line = picking.move_line_ids
        self.assertEqual((line.lot_id, line.quantity_product_uom, line.state), (self.n1, 24, "done"))
        self.assertEqual((line.date, line.move_id.date, picking.date_done), (self.day(-9),) * 3)
        self.assertEqual(self.on_hand(self.n1), 24)
        quant = self.n1.quant_ids.filtered(lambda quant: quant.location_id == self.stock)
        self.assertEqual(quant.in_date, self.day(-9))

    def test_lot_has_all_four_dates_in_order(self):
        dates = self.n1.alert_date, self.n1.use_date, self.n1.removal_date, self.n1.expiration_date
        self.assertEqual(sorted(dates), list(dates))
        self.assertEqual(self.n1.expiration_date.date(), self.day(90).date())

    def test_order_links_components_to_the_product(self):
        order = self.make_sets()
        made = order.move_finished_ids.move_line_ids
        self.assertEqual((made.lot_id, made.quantity), (self.s1, 10))
        self.assertEqual(made.consume_line_ids.lot_id, self.n1 | self.t1)
        tubing = order.move_raw_ids.filtered(lambda move: move.product_id == self.tube)
        self.assertEqual(tubing.move_line_ids.quantity, 15)
        self.assertEqual(order.date_finished, self.day(-8))
        self.assertEqual((self.on_hand(self.n1), self.on_hand(self.s1)), (90, 10))

    def test_one_order_makes_several_serials_and_a_byproduct(self):
        boards = self.make_lots(self.board, ["B1", "B2", "B3"])
        pumps = self.make_lots(self.pump, ["P1", "P2", "P3"])
        self.receive(dict.fromkeys(boards, 1))
        order = self.produce(pumps, dict.fromkeys(boards, 1), byproducts={self.t1: 4})
        main = order.move_finished_ids.filtered(lambda m: m.product_id == self.pump)
        self.assertEqual(main.move_line_ids.lot_id, pumps)
        self.assertEqual(set(main.move_line_ids.mapped("quantity")), {1})
        self.assertEqual(order.move_byproduct_ids.move_line_ids.lot_id, self.t1)
        self.assertEqual(order.move_raw_ids.move_line_ids.lot_id, boards)

    def test_unbuild_brings_the_component_back(self):
        order = self.make_sets()
        unbuild = self.unbuild(order, self.s1, 4, at=self.day(-7))
        self.assertEqual(unbuild.state, "done")
        self.assertEqual((self.on_hand(self.s1), self.on_hand(self.n1), self.on_hand(self.t1)), (6, 94, 41))
        self.assertEqual(set((unbuild.produce_line_ids | unbuild.consume_line_ids).mapped("date")), {self.day(-7)})

    def test_partial_delivery_leaves_a_back_order_and_is_returned(self):
        self.make_sets()
        picking = self.deliver(self.s1, 6, self.hospital, ordered=9, at=self.day(-5))
        backorder = self.env["stock.picking"].search([("backorder_id", "=", picking.id)])
        self.assertEqual(backorder.move_ids.product_uom_qty, 3)
        back = self.return_(picking, self.s1, 2, at=self.day(-4))
        self.assertEqual(back.move_ids.origin_returned_move_id, picking.move_ids)
        self.assertEqual((back.move_line_ids.lot_id, back.date_done), (self.s1, self.day(-4)))
        self.assertEqual(self.on_hand(self.s1), 6)

    def test_open_delivery_reserves_its_lot(self):
        self.make_sets()
        picking = self.reserve(self.s1, 6, self.hospital)
        self.assertEqual((picking.state, picking.move_line_ids.lot_id), ("assigned", self.s1))
        self.assertEqual(sum(self.s1.quant_ids.mapped("reserved_quantity")), 6)

    def test_bare_move_reaches_the_customer(self):
        self.make_sets()
        move = self.ship_without_picking(self.s1, 2, self.hospital, at=self.day(-3))
        self.assertFalse(move.picking_id)
        self.assertEqual((move.state, move.move_line_ids.lot_id, move.partner_id), ("done", self.s1, self.hospital))
        self.assertEqual(move.move_line_ids.date, self.day(-3))

    def test_transfer_between_warehouses(self):
        self.make_sets()
        shelf = self.new_warehouse("Distribution", "DC").lot_stock_id
        self.transfer(self.s1, 3, self.stock, shelf)
        self.assertEqual((self.on_hand(self.s1), self.on_hand(self.s1, shelf)), (7, 3))

    def test_other_company_receives_through_transit(self):
        self.make_sets()
        company = self.new_company("Sister")
        sent, received = self.send_to_company(self.s1, 4, company, at=self.day(-6), received_at=self.day(-5))
        shelf = self.warehouse(company).lot_stock_id
        self.assertEqual((sent.company_id, received.company_id), (self.env.company, company))
        self.assertEqual((self.on_hand(self.s1), self.on_hand(self.s1, shelf)), (6, 4))
        self.assertEqual(self.on_hand(self.s1, self.inter_company_location()), 0)
        gone = self.deliver(self.s1, 1, self.hospital, company=company)
        self.assertEqual((gone.company_id, self.on_hand(self.s1, shelf)), (company, 3))

    def test_other_company_books_a_lot_of_its_own(self):
        company = self.new_company("Sister")
        mine = self.make_lot(self.infusion_set, "S7", company_id=self.env.company.id)
        twin = self.make_lot(self.infusion_set, "S7", company_id=company.id)
        self.receive(mine, 10)
        self.send_to_company(mine, 4, company, as_lots={mine: twin})
        transit = self.inter_company_location()
        self.assertEqual((self.on_hand(mine, transit), self.on_hand(twin, transit)), (4, -4))
        self.assertEqual(self.on_hand(twin, self.warehouse(company).lot_stock_id), 4)

    def test_scrap_and_count(self):
        self.make_sets()
        scrap = self.scrap(self.s1, 2, at=self.day(-2))
        self.assertEqual((scrap.date_done, scrap.move_ids.move_line_ids.lot_id), (self.day(-2), self.s1))
        moves = self.count(self.s1, 11, at=self.day(-1))
        self.assertTrue(moves.is_inventory)
        self.assertEqual((moves.quantity, moves.date, self.on_hand(self.s1)), (3, self.day(-1), 11))

    def test_repair_and_dropship_when_installed(self):
        self.receive(self.n1, 5)
        pump = self.make_lot(self.pump, "P9")
        self.receive(pump, 1)
        if self.has_repair():
            order = self.repair(pump, [("add", self.n1, 1), ("remove", self.t1, 1)], at=self.day(-2))
            self.assertEqual(order.move_id.move_line_ids.lot_id, pump)
            self.assertEqual(self.on_hand(self.n1), 4)
            self.assertEqual(order.move_ids.move_line_ids.mapped("date"), [self.day(-2)] * 2)
        if self.has_dropship():
            picking = self.dropship(self.s1, 3, self.supplier, self.hospital)
            self.assertEqual((picking.location_id.usage, picking.location_dest_id.usage), ("supplier", "customer"))
        self.assertEqual(self.on_hand(self.s1), 0)

    def test_users_have_only_their_right(self):
        self.assertTrue(self.user_quality().has_group("lot_traceability.group_operator"))
        self.assertFalse(self.user_operator().has_group("lot_traceability.group_quality"))
        self.assertFalse(self.user_plain().has_group("lot_traceability.group_operator"))
        company = self.new_company("Sister")
        self.assertEqual(self.user_of(company).company_ids, company)
