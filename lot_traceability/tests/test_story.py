"""The demo story holds what it promises; whoever builds on it finds every scene here."""

from collections import defaultdict

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..demo.story import tell
from .common import LotWorldCase

INSIDE = ("internal", "transit")


@tagged("post_install", "-at_install")
class TestStory(LotWorldCase):
    tells_story = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lots = cls.story.lots
        cls.lines = cls.env["stock.move.line"].search(
            [("state", "=", "done"), ("product_id", "in", [product.id for product in cls.story.products.values()])],
            order="date, id",
        )

    def reached(self, lot):
        """Lots made of this one, by Odoo's own links."""
        found, todo = self.env["stock.lot"], lot
        while todo:
            found |= todo
            used = self.lines.filtered(lambda line, lots=todo: line.lot_id in lots)
            todo = used.produce_line_ids.lot_id - found
        return found

    def delivered(self, lots):
        return self.lines.filtered(lambda line: line.lot_id in lots and line.location_dest_usage == "customer")

    def receivers(self, lots):
        lines = self.delivered(lots)
        return (lines.picking_id.partner_id | lines.move_id.partner_id).commercial_partner_id

    def on_hand(self, name, place):
        quants = self.lots[name].quant_ids.filtered(lambda quant: quant.location_id == self.story.places[place])
        return sum(quants.mapped("quantity"))

    # --- production ---

    def test_three_levels_of_production(self):
        kit = self.story.orders["KIT-1"]
        sets = self.story.orders["IS-2407"]
        hubs = self.story.orders["HUB-403"]
        self.assertIn(self.lots["IS-2407"], kit.move_raw_ids.move_line_ids.lot_id)
        self.assertIn(self.lots["HUB-403"], sets.move_raw_ids.move_line_ids.lot_id)
        self.assertIn(self.story.bad_lot, hubs.move_raw_ids.move_line_ids.lot_id)
        self.assertEqual({order.state for order in (kit, sets, hubs)}, {"done"})

    def test_bad_lot_reaches_many_lots_customers_and_both_companies(self):
        reached = self.reached(self.story.bad_lot)
        sets = reached.filtered(lambda lot: lot.product_id == self.story.products["IS"])
        self.assertEqual(set(sets.mapped("name")), {f"IS-240{number}" for number in range(2, 10)})
        self.assertIn(self.lots["KIT-1"], reached)
        self.assertNotIn(self.lots["IS-2410"], reached)
        customers = self.receivers(reached) - self.story.companies["sister"].partner_id
        self.assertGreaterEqual(len(customers), 8)
        companies = {self.story.companies["maker"], self.story.companies["sister"]}
        self.assertEqual(set(self.delivered(reached).company_id), companies)
        self.assertEqual(self.story.bad_lot.ref, "SL-88213-B")

    def test_harmless_lot_reaches_one_customer(self):
        reached = self.reached(self.story.harmless_lot)
        self.assertEqual(set(reached.mapped("name")), {"TUB-2405-H", "LIN-500", "IS-2400"})
        self.assertEqual(self.receivers(reached), self.story.partners["Westhill Hospice"])

    def test_untracked_adhesive_stands_between_resin_and_hubs(self):
        first, second = self.story.orders["adhesive 1"], self.story.orders["adhesive 2"]
        self.assertEqual(first.move_raw_ids.move_line_ids.lot_id, self.lots["RES-11"])
        self.assertEqual(second.move_raw_ids.move_line_ids.lot_id, self.lots["RES-12"])
        self.assertFalse(first.move_finished_ids.move_line_ids.lot_id)
        balance, emptied = 0, None
        adhesive = self.lines.filtered(lambda line: line.product_id == self.story.products["ADH"])
        for line in adhesive:
            if line.move_id == second.move_finished_ids:
                self.assertEqual(emptied, self.story.orders["HUB-402"])
                break
            balance += line.quantity if line.location_usage == "production" else -line.quantity
            if abs(balance) < 1e-6:
                emptied = line.move_id.raw_material_production_id
        else:
            self.fail("the second mix is missing")

    def test_unbuilt_parts_are_used_again(self):
        # In 19.0 all moves of an unbuild order, the unbuilt product's too, are in its produce_line_ids.
        lines = self.story.others["unbuild IS-2403"].produce_line_ids.move_line_ids
        back = lines.filtered(lambda line: line.location_usage == "production").lot_id
        self.assertEqual(back, self.lots["HUB-401"] | self.lots["LIN-501"])
        reused = self.story.orders["IS-2408"].move_raw_ids.move_line_ids.lot_id
        self.assertLessEqual(back, reused)
        board = self.story.others["unbuild PMP-3004"].produce_line_ids.move_line_ids.lot_id & self.lots["PCB-7004"]
        self.assertIn(board, self.story.orders["PMP-3005"].move_raw_ids.move_line_ids.lot_id)

    def test_rework_makes_a_cycle(self):
        opened, packed = self.story.orders["open IS-2406"], self.story.orders["repack IS-2406"]
        lot = self.lots["IS-2406"]
        self.assertEqual(opened.move_raw_ids.move_line_ids.lot_id, lot)
        self.assertEqual(opened.lot_producing_ids, packed.move_raw_ids.move_line_ids.lot_id)
        self.assertEqual(packed.lot_producing_ids, lot)

    def test_one_order_made_three_pumps(self):
        order = self.story.orders["three pumps"]
        self.assertEqual(order.lot_producing_ids.mapped("name"), ["PMP-3001", "PMP-3002", "PMP-3003"])
        boards = order.move_raw_ids.move_line_ids.lot_id.filtered(lambda lot: lot.name.startswith("PCB"))
        self.assertEqual(len(boards), 3)

    # --- shipping ---

    def test_returned_goods_went_to_somebody_else(self):
        back, again = self.story.pickings["St. Agnes returns"], self.story.pickings["sold again"]
        self.assertEqual(back.move_ids.origin_returned_move_id.picking_id, self.story.pickings["St. Agnes first"])
        self.assertEqual(back.move_line_ids.lot_id, again.move_line_ids.lot_id)
        self.assertLess(back.date_done, again.date_done)
        self.assertNotEqual(back.partner_id.commercial_partner_id, again.partner_id.commercial_partner_id)

    def test_partial_delivery_left_an_open_back_order(self):
        partial, rest = self.story.pickings["partial"], self.story.pickings["backorder"]
        self.assertEqual((partial.state, rest.backorder_id), ("done", partial))
        self.assertEqual((rest.state, sum(rest.move_ids.mapped("product_uom_qty"))), ("assigned", 50))
        self.assertTrue(rest.move_line_ids.lot_id)

    def test_open_delivery_and_open_order_hold_lots(self):
        planned, order = self.story.pickings["planned"], self.story.orders["pump in work"]
        self.assertEqual(planned.state, "assigned")
        self.assertEqual(planned.move_line_ids.lot_id, self.lots["IS-2407"] | self.lots["IS-2408"])
        self.assertIn(order.state, ("confirmed", "progress", "to_close"))
        self.assertEqual(order.move_raw_ids.move_line_ids.lot_id, self.lots["PCB-7005"] | self.lots["BAT-22"])

    def test_two_warehouses_and_goods_on_the_truck(self):
        self.assertEqual(self.on_hand("IS-2405", "under way"), 20)
        self.assertEqual(self.on_hand("IS-2405", "distribution stock"), 20)
        self.assertEqual(self.on_hand("IS-2404", "distribution stock"), 25)
        shipped = self.story.pickings["Lakeview"]
        self.assertEqual(shipped.picking_type_id.warehouse_id, self.story.warehouses["distribution"])

    def test_sister_company_received_and_delivered_the_same_lot(self):
        sister, transit = self.story.companies["sister"], self.inter_company_location()
        sent, received = self.story.pickings["to the sister"], self.story.pickings["at the sister"]
        self.assertEqual((sent.location_dest_id, received.location_id), (transit, transit))
        self.assertEqual(sent.move_line_ids.lot_id, received.move_line_ids.lot_id)
        self.assertFalse(sent.move_line_ids.lot_id.company_id)
        self.assertEqual(self.story.pickings["Fjordside"].company_id, sister)
        self.assertEqual(self.on_hand("IS-2403", "nordic stock"), 6)
        under_way = self.lots["IS-2407"].quant_ids.filtered(lambda quant: quant.location_id == transit)
        self.assertEqual(sum(under_way.mapped("quantity")), 12)

    def test_scraps_counts_and_a_bare_move(self):
        others = self.story.others
        self.assertEqual(others["dropped carton"].move_ids.move_line_ids.lot_id, self.lots["IS-2407"])
        self.assertTrue(others["count"].is_inventory)
        sample = others["sample without transfer"]
        self.assertFalse(sample.picking_id)
        self.assertEqual(sample.location_dest_id.usage, "customer")

    # --- the whole ---

    def test_expiry_from_long_past_to_far_future(self):
        dates = [lot.expiration_date for lot in self.lots.values() if lot.expiration_date]
        self.assertLess(min(dates), self.day(-200))
        self.assertGreater(max(dates), self.day(1500))
        soon = [date for date in dates if self.day(0) < date < self.day(60)]
        self.assertGreaterEqual(len(soon), 2)

    def test_several_units_of_measure(self):
        units = self.lines.product_uom_id.mapped("name")
        self.assertLessEqual({"Units", "m", "kg", "L", "Pack of 6", "Box of 100", "Reel of 500 m"}, set(units))

    def test_dates_span_ninety_days_and_no_lot_is_ever_short(self):
        self.assertEqual(self.lines[0].date.date(), self.day(-90).date())
        self.assertLess(self.lines[-1].date, self.day(1))
        balance = defaultdict(float)
        for line in self.lines.sorted(lambda line: (line.date, line.id)):
            # by place: a lot must have arrived before it leaves
            key = line.lot_id or line.product_id
            if line.location_usage in INSIDE:
                balance[key, line.location_id] -= line.quantity_product_uom
            if line.location_dest_usage in INSIDE:
                balance[key, line.location_dest_id] += line.quantity_product_uom
            short = balance[key, line.location_id]
            self.assertGreater(short, -1e-6, f"{key.display_name} on {line.date} in {line.location_id.display_name}")

    def test_documents_carry_the_dates_of_their_lines(self):
        for picking in self.story.pickings.values():
            if picking.state == "done":
                self.assertEqual({picking.date_done}, set(picking.move_line_ids.mapped("date")), picking.name)
                self.assertEqual({picking.date_done}, set(picking.move_ids.mapped("date")), picking.name)
        for order in self.story.orders.values():
            if order.state == "done":
                dates = set(order.move_raw_ids.move_line_ids.mapped("date"))
                self.assertEqual({order.date_finished}, dates, order.name)

    def test_stock_on_hand_is_the_sum_of_the_lines(self):
        balance = defaultdict(float)
        for line in self.lines.filtered("lot_id"):
            balance[line.lot_id, line.location_id] -= line.quantity_product_uom
            balance[line.lot_id, line.location_dest_id] += line.quantity_product_uom
        for lot in self.lots.values():
            for quant in lot.quant_ids.filtered(lambda quant: quant.location_id.usage in INSIDE):
                self.assertAlmostEqual(quant.quantity, balance[lot, quant.location_id], msg=lot.name)
                self.assertGreaterEqual(quant.quantity, 0, lot.name)

    def test_scenes_of_installed_applications(self):
        others = self.story.others
        self.assertEqual("battery replaced" in others, self.has_repair())
        self.assertEqual("drop-shipment" in self.story.pickings, self.has_dropship())
        self.assertEqual("sale" in others, self.has_sale())
        self.assertEqual("over the counter" in others, self.has_point_of_sale())
        self.assertEqual(len(self.delivered(self.lots["PMP-3003"])), 2 if self.has_repair() else 1)
        self.assertEqual(len(self.delivered(self.story.bad_lot)), 1 if self.has_dropship() else 0)

    def test_second_telling_changes_nothing(self):
        models = ("stock.move.line", "stock.lot", "stock.picking", "mrp.production", "res.partner", "res.company")
        before = [self.env[model].search_count([]) for model in models]
        again = tell(self.env)
        self.assertEqual([self.env[model].search_count([]) for model in models], before)
        for kind in ("lots", "products", "partners", "companies", "places", "units", "pickings", "orders", "others"):
            self.assertEqual(getattr(again, kind), getattr(self.story, kind))

    def test_only_the_system_tells_the_story(self):
        with self.assertRaises(AccessError):
            self.env["lot.demo.story"].with_user(self.user_manager())._tell()
