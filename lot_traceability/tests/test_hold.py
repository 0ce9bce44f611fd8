"""Holds: set with right and reason, stacked, lifted one by one, never changed; blocked goods are not promised."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestHold(HoldCase):
    def test_holds_stack(self):
        first, second = self.hold(), self.hold()
        self.assertNotEqual(first.name, second.name)
        self.assertTrue(self.lot.is_blocked)
        first._lift("retested")
        self.assertTrue(self.lot.is_blocked)
        self.assertEqual(self.lot.open_hold_count, 1)
        self.lot._set_disposition("quarantine", "waits for papers")
        second._lift("retested")
        self.assertTrue(self.lot.is_blocked, "by its disposition")
        self.lot._set_disposition("released", "papers came")
        self.assertFalse(self.lot.is_blocked)
        self.assertEqual(self.reserved(self.planned(15)), {"N1": 10, "N2": 5})

    def test_a_trace_says_what_is_blocked(self):
        def blocked():
            answer = (self.lot | self.other).trace()
            return {node["lot"]: node["blocked"] for node in answer["nodes"] if node["kind"] == "lot"}

        self.assertEqual(blocked(), {"N1": False, "N2": False})
        hold = self.hold()
        self.assertEqual(blocked(), {"N1": True, "N2": False})
        hold._lift("seal whole after all")
        whole = self.env["lot.hold"].create({"product_id": self.needle.id, "reason": "tip bent"})
        self.assertEqual(blocked(), {"N1": True, "N2": True})
        whole._lift("straight after all")
        shelf = self.new_location("Shelf", self.stock)
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        part = self.hold(location_id=shelf.id)
        self.assertEqual(blocked(), {"N1": True, "N2": False}, "a part of it")
        part._lift("seal whole after all")

    def test_a_hold_of_a_product_marks_the_lots_that_it_covers(self):
        def marked():
            lots = self.lot | self.other
            found = lots.search([("is_blocked", "=", True), ("id", "in", lots.ids)])
            lots.invalidate_recordset(["is_blocked", "standing"])
            self.assertEqual(found, lots.filtered("is_blocked"))
            self.assertEqual(found.mapped("standing"), ["held"] * len(found))
            blocked = {node["lot"] for node in lots.trace()["nodes"] if node["blocked"]}
            self.assertEqual(blocked, set(found.mapped("name")))
            return blocked

        holds, values = self.env["lot.hold"], {"product_id": self.needle.id, "reason": "tip bent"}
        shelf = self.new_location("Shelf", self.stock)
        box = self.env["stock.package"].create({"name": "Box"})
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        self.transfer(self.other, 3, source=self.stock, dest=self.stock, line_values={"result_package_id": box.id})
        of_place = holds.create({**values, "location_id": shelf.id})
        self.assertEqual(marked(), {"N1"}, "the other does not lie there")
        of_place._lift("seen")
        of_package = holds.create({**values, "package_id": box.id})
        self.assertEqual(marked(), {"N2"})
        of_package._lift("seen")
        before = holds.create({**values, "received_until": self.day(-5)})
        self.assertEqual(marked(), set(), "they came later")
        before._lift("seen")
        holds.create({**values, "received_from": self.day(-5)})
        self.assertEqual(marked(), {"N1", "N2"})

    def test_right_and_reason(self):
        for user in (self.user_plain(), self.user_operator()):
            with self.assertRaises(AccessError):
                self.lot.with_user(user)._hold("seal broken")
        quality = self.user_quality()
        with self.assertRaises(UserError):
            self.lot.with_user(quality)._hold(" ")
        hold = self.lot.with_user(quality)._hold("seal broken")
        self.assertEqual((hold.opened_by_id, hold.user_id, hold.state), (quality, quality, "open"))
        with self.assertRaises(AccessError):
            hold.with_user(self.user_operator())._lift("retested")
        with self.assertRaises(UserError):
            hold._lift("")
        hold._lift("retested")
        with self.assertRaises(UserError):
            hold._lift("again")

    def test_a_hold_is_never_changed(self):
        hold = self.hold().with_user(self.user_quality())
        for values in ({"reason": "x y z"}, {"state": "lifted"}, {"lot_id": self.other.id}, {"name": "HOLD/1"}):
            with self.assertRaises(AccessError):
                hold.write(values)
            with self.assertRaises(AccessError):
                hold.with_context(lot_hold_write=True).sudo().write(values)
        with self.assertRaises(AccessError):
            hold.sudo().unlink()
        hold.due_date = "2030-01-01"
        codes = self.env["lot.audit.entry"].search([("res_id", "=", hold.id), ("model", "=", "lot.hold")])
        self.assertEqual(sorted(codes.mapped("code")), ["hold_changed", "hold_set"])

    def test_values_of_a_client_do_not_forge(self):
        hold = self.hold(state="lifted", opened_by_id=self.user_plain().id, name="HOLD/9", lifted_reason="x")
        self.assertEqual((hold.state, hold.opened_by_id, hold.lifted_reason), ("open", self.env.user, False))
        self.assertNotEqual(hold.name, "HOLD/9")
        self.assertTrue(self.lot.is_blocked)

    def test_scope_is_checked(self):
        rod = self.make_product("Rod")
        with self.assertRaises(ValidationError):
            self.env["lot.hold"].create({"lot_id": self.lot.id, "product_id": rod.id, "reason": "seal broken"})
        with self.assertRaises(ValidationError):
            self.hold(received_until="2020-01-01 00:00:00")

    def test_history_of_the_lot_tells_it(self):
        hold = self.hold()
        hold._lift("retested")
        entries = self.env["lot.audit.entry"].search([("model", "=", "lot.hold"), ("res_id", "=", hold.id)])
        self.assertEqual(entries.mapped("reason"), ["retested", "seal broken"])
        self.assertIn(f"stock.lot,{self.lot.id}", entries[0]._get_content()["about"])
        self.assertTrue(all(entries.mapped("sentence")))

    # --- availability ---

    def test_reservation_passes_by(self):
        self.hold()
        self.assertEqual(self.reserved(self.planned(15)), {"N2": 10})

    def test_blocked_stock_is_not_promised(self):
        self.assertEqual((self.needle.free_qty, self.needle.virtual_available), (20, 20))
        hold = self.hold()
        self.assertEqual((self.needle.qty_available, self.needle.free_qty, self.needle.virtual_available), (20, 10, 10))
        quants = self.env["stock.quant"].search(
            [("product_id", "=", self.needle.id), ("location_id.usage", "=", "internal")]
        )
        self.assertEqual(
            {quant.lot_id.name: (quant.is_blocked, quant.available_quantity) for quant in quants},
            {"N1": (True, 0), "N2": (False, 10)},
        )
        self.assertEqual(quants.search([("is_blocked", "=", True), ("id", "in", quants.ids)]).lot_id, self.lot)
        self.assertEqual(
            self.env["stock.lot"].search([("is_blocked", "=", True), ("product_id", "=", self.needle.id)]), self.lot
        )
        hold._lift("retested")
        self.assertEqual(self.needle.free_qty, 20)

    def test_the_forecast_says_what_is_blocked_and_counts_on_the_rest(self):
        gel = self.make_product("Gel", use_expiration_date=True)
        held, free, old = (
            self.make_lot(gel, name, expires=days) for name, days in (("G1", 90), ("G2", 99), ("G3", -1))
        )
        self.receive({held: 5, free: 3, old: 2}, partner=self.supplier)
        picked = self.reserve(held, 1, self.customer)
        waiting = self.planned(7, gel)
        waiting.do_unreserve()
        self.hold(held)
        self.sweep()
        self.assertLess(waiting.move_ids.forecast_availability, 0, "three of seven are there")
        report = self.env["stock.forecasted_product_product"].with_context(warehouse_id=self.warehouse().id)
        docs = report.get_report_values(gel.ids)["docs"]
        row = docs["product"][gel.id]
        self.assertEqual((row["lot_blocked_qty"], row["to_remove_qty"], row["quantity_on_hand"]), (4, 2, 10))
        self.assertEqual(picked.state, "assigned")
        waiting.action_cancel()
        docs = report.get_report_values(gel.ids)["docs"]
        free_stock = [line for line in docs["lines"] if not line["document_out"] and line.get("removal_date") is None]
        self.assertEqual([line["quantity"] for line in free_stock], [3])

    def test_the_graph_of_the_forecast_counts_on_the_rest(self):
        self.reserve(self.lot, 2, self.customer)
        self.hold()
        self.sweep()
        self.env.flush_all()
        today = self.env.cr.now().date()
        self.env.cr.execute(
            "SELECT date, sum(product_qty) FROM report_stock_quantity WHERE product_id = %s AND warehouse_id = %s"
            " AND state = 'forecast' AND date BETWEEN %s AND %s GROUP BY date ORDER BY date",
            [self.needle.id, self.warehouse().id, today, today + timedelta(days=1)],
        )
        self.assertEqual([quantity for _day, quantity in self.env.cr.fetchall()], [10, 10])
        self.assertEqual(self.needle.virtual_available, 10, "the same figure")

    def test_a_kit_is_not_promised_of_blocked_parts(self):
        cap, kit = self.make_product("Cap", tracking="none"), self.make_product("Kit", tracking="none")
        self.receive(cap, 50)
        self.make_bom(kit, {cap: 1, self.needle: 1}).type = "phantom"
        self.hold()
        for products in (kit, kit | self.needle | cap, self.needle | kit):
            products.invalidate_recordset()
            found = {product: (product.free_qty, product.virtual_available) for product in products}
            self.assertEqual(found[kit], (10, 10))
            self.assertEqual(found.get(self.needle, (10, 10)), (10, 10))

    def test_a_place_a_package_a_period(self):
        shelf = self.new_location("Shelf", self.stock)
        box = self.env["stock.package"].create({"name": "Box"})
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        hold = self.hold(location_id=shelf.id)
        picking = self.planned(20)
        self.assertEqual(self.reserved(picking), {"N1": 6, "N2": 10})
        picking.do_unreserve()
        hold._lift("retested")
        self.transfer(self.other, 3, source=self.stock, dest=shelf, line_values={"result_package_id": box.id})
        self.hold(self.other, package_id=box.id)
        self.assertEqual(self.needle.free_qty, 20 - 3)

    def test_all_that_is_in_a_package(self):
        pallet, box = self.env["stock.package"].create([{"name": "Pallet"}, {"name": "Box"}])
        glue = self.make_product("Glue", tracking="none")
        self.receive({glue: 5}, line_values={"result_package_id": box.id})
        self.transfer(self.lot, 4, source=self.stock, dest=self.stock, line_values={"result_package_id": box.id})
        box.parent_package_id = pallet
        dialog = self.env["lot.hold.set"].with_user(self.user_quality())
        dialog.create({"reason": "wet", "package_id": pallet.id}).action_hold()
        holds = self.env["lot.hold"].search([("package_id", "=", pallet.id)])
        self.assertEqual(
            {(hold.product_id, hold.lot_id) for hold in holds}, {(self.needle, self.lot), (glue, glue.env["stock.lot"])}
        )
        self.assertEqual((glue.free_qty, self.needle.free_qty), (0, 16))
        for values in ({"reason": "wet"}, {"reason": "wet", "location_id": self.new_location("Shelf", self.stock).id}):
            with self.assertRaises(UserError):
                dialog.create(values).action_hold()

    def test_goods_without_lot(self):
        glue = self.make_product("Glue", tracking="none")
        self.receive(glue, 5)
        hold = self.env["lot.hold"].create({"product_id": glue.id, "reason": "smells", "received_until": self.day(-3)})
        self.assertEqual(self.reserved(self.planned(5, glue)), {False: 5}, "came after the period")
        hold._lift("wrong period")
        self.env["lot.hold"].create({"product_id": glue.id, "reason": "smells", "received_until": self.day(2)})
        self.assertEqual(glue.free_qty, 0)
        self.assert_refused(lambda: self.deliver(glue, 1, self.customer), "HOLD/", "smells")

    def test_a_hold_counts_in_all_companies(self):
        sister = self.new_company("Sister")
        there = self.warehouse(sister)
        self.receive(self.lot, 5, warehouse=there)
        self.hold()
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer, warehouse=there), "N1")

    # --- clearing up ---

    def test_the_sweep_releases_and_plans_anew(self):
        picking = self.planned(8)
        self.assertEqual(self.reserved(picking), {"N1": 8})
        hold = self.hold()
        self.assertEqual((hold.sweep_ids.state, hold.sweep_ids.reserved_count), ("waiting", 1))
        self.sweep()
        self.assertEqual(self.reserved(picking), {"N2": 8})
        sweep = hold.sweep_ids
        self.assertEqual((sweep.state, sweep.released_count, sweep.reserved_count), ("done", 1, 0))
        quant = self.env["stock.quant"].search([("lot_id", "=", self.lot.id), ("location_id", "=", self.stock.id)])
        self.assertEqual(quant.reserved_quantity, 0)
        self.assertIn(hold.name, picking.message_ids[0].body)
        self.validate(picking)

    def test_the_sweep_leaves_what_is_picked_and_says_so(self):
        picking = self.reserve(self.lot, 3, self.customer)
        hold = self.hold()
        self.sweep()
        self.assertEqual((hold.sweep_ids.kept_count, hold.sweep_ids.state), (1, "done"))
        self.assertEqual(self.reserved(picking), {"N1": 3})
        self.assert_refused(lambda: self.validate(picking), "N1", hold.name, "seal broken", self.env.user.name)

    def test_what_left_before_is_recorded(self):
        self.deliver(self.lot, 4, self.customer)
        hold = self.hold()
        self.sweep()
        self.assertEqual(hold.sweep_ids.left_qty, 4)

    def test_a_disposition_is_swept_too(self):
        picking = self.planned(8)
        self.lot._set_disposition("quarantine", "waits for papers")
        self.sweep()
        self.assertEqual(self.reserved(picking), {"N2": 8})

    def test_no_default_makes_it_another_company_s(self):
        sister = self.new_company("Sister")
        holds = self.env["lot.hold"].with_context(default_company_id=sister.id, default_lot_id=self.lot.id)
        values = [{"product_id": self.needle.id, "reason": "bent"}, {"lot_id": self.lot.id, "reason": "bent"}]
        for hold in holds.create([{**one, "company_id": sister.id} for one in values]):
            self.assertEqual(hold.company_id, self.lot.company_id or self.needle.company_id)
            self.assertNotEqual(hold.company_id, sister)
