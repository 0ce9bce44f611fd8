"""Scans on counts, scrap, manufacturing orders and returns."""

from odoo.http import SessionExpiredException
from odoo.tests import tagged

from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanDocuments(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resin = cls.world.make_product("Resin")
        cls.valve = cls.world.make_product("Valve", tracking="serial")
        cls.first = cls.world.make_lot(cls.resin, "RESIN-A")
        cls.second = cls.world.make_lot(cls.resin, "RESIN-B")
        cls.serials = cls.world.make_lots(cls.valve, ["VALVE-1", "VALVE-2"])
        cls.world.receive({cls.first: 20, cls.second: 20, cls.serials[0]: 1, cls.serials[1]: 1})
        cls.shelf = cls.world.warehouse().lot_stock_id
        cls.clinic = cls.world.make_partner("Clinic")
        cls.user = cls.world.new_user("doc-user", "stock.group_stock_user,mrp.group_mrp_user")

    def undo(self, answer, user=None):
        scans = self.env["lot.scan"].with_user(user) if user else self.env["lot.scan"]
        return scans.undo(answer["uuid"])["status"]

    # --- count ---

    def quant(self, lot):
        return self.env["stock.quant"].search([("lot_id", "=", lot.id), ("location_id", "=", self.shelf.id)])

    def test_a_count_adds_up_what_is_scanned_and_is_applied_by_odoo(self):
        for _scan in range(3):
            answer = self.scan("RESIN-A", self.shelf, self.user)
        self.assertEqual((answer["status"], answer["line"]["done"], answer["line"]["demand"]), ("ok", 3, 20), answer)
        self.assertEqual(self.scan("RESIN-A", self.shelf, self.user, quantity=15.5)["line"]["done"], 18.5)
        self.assertEqual(self.scan("VALVE-1", self.shelf, self.user)["status"], "ok")
        self.assertEqual(self.scan("VALVE-1", self.shelf, self.user)["status"], "stop")
        self.assertEqual(self.first.product_qty, 20)
        self.quant(self.first).action_apply_inventory()
        self.assertEqual(self.first.product_qty, 18.5)

    def test_a_count_is_taken_back(self):
        first, second = self.scan("RESIN-A", self.shelf), self.scan("RESIN-A", self.shelf, quantity=4)
        self.assertEqual(self.undo(first), "ok")
        self.assertEqual(self.quant(self.first).inventory_quantity, 4)
        self.assertEqual(self.undo(second), "ok")
        self.assertFalse(self.quant(self.first).inventory_quantity_set)

    def test_without_network_goods_are_counted_in_the_place_that_was_scanned_before_them(self):
        other = self.env["stock.location"].create(
            {"name": "Other shelf", "location_id": self.shelf.id, "barcode": "OTHER-SHELF"}
        )
        waiting = [self.request(raw, self.shelf, mode="count") for raw in ("RESIN-A", "OTHER-SHELF", "RESIN-B", "NONE")]
        for before, request in zip(waiting, waiting[1:], strict=False):
            request["after"] = before["uuid"]
        late = self.request("RESIN-B", self.shelf, after=waiting[-1]["uuid"])
        answers = self.env["lot.scan"].submit(waiting) + self.env["lot.scan"].submit([late])
        places = [answer["document"] and answer["document"]["id"] for answer in answers]
        self.assertEqual(places, [self.shelf.id, other.id, other.id, other.id, other.id], answers)
        self.assertEqual([answer["status"] for answer in answers], ["ok", "ok", "ok", "ask", "ok"], answers)
        counted = self.env["stock.quant"].search([("lot_id", "=", self.second.id), ("location_id", "=", other.id)])
        self.assertEqual((counted.inventory_quantity, self.quant(self.second).inventory_quantity_set), (2, False))
        # the place itself never came here: nobody knows where these are
        lost = self.scan("RESIN-B", self.shelf, mode="count", after="00000000-lost")
        self.assertEqual((lost["status"], lost["document"]), ("stop", False))
        self.assertFalse(self.quant(self.second).inventory_quantity_set)

    def test_what_waits_is_not_entered_for_who_logged_in_meanwhile(self):
        scans = self.env["lot.scan"].with_context(uid=self.user.id)
        with self.assertRaises(SessionExpiredException):
            scans.submit([self.request("RESIN-A", self.shelf)])
        self.assertFalse(self.quant(self.first).inventory_quantity_set)

    def test_a_lot_nobody_knew_is_counted_when_somebody_says_so(self):
        ask = self.scan("RESIN-NEW", self.shelf)
        self.assertEqual(ask["status"], "ask")
        resin = next(row["choice"] for row in ask["choices"] if row["choice"]["product"] == self.resin.id)
        ask = self.scan("RESIN-NEW", self.shelf, choice=resin)
        self.assertEqual((ask["status"], ask["lot"]), ("ask", False))
        answer = self.scan("RESIN-NEW", self.shelf, choice=ask["choices"][0]["choice"])
        self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 1), answer)
        self.assertEqual(self.env["stock.lot"].browse(answer["lot"]["id"]).product_id, self.resin)

    def test_a_place_is_opened_by_its_barcode_and_only_stock_of_ours_is_counted(self):
        self.shelf.barcode = "PLACE-1"
        self.assertEqual(self.scan("PLACE-1", mode="count")["document"]["id"], self.shelf.id)
        customers = self.env.ref("stock.stock_location_customers")
        self.assertEqual(self.scan("RESIN-A", customers)["status"], "stop")
        attic = self.env["stock.location"].create({"name": "Loft", "usage": "internal", "barcode": "PLACE-2"})
        answer = self.scan("VALVE-2", attic)
        self.assertEqual(answer["status"], "warn")
        self.assertIn(self.shelf.display_name, answer["message"])
        self.assertEqual(self.scan("PLACE-2", self.shelf)["document"]["id"], attic.id)

    # --- scrap ---

    def test_scrap_is_filled_in(self):
        scrap = self.env["stock.scrap"].create({"product_id": self.valve.id})
        answer = self.scan("RESIN-A", scrap, self.user)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual((scrap.product_id, scrap.lot_id, scrap.scrap_qty), (self.resin, self.first, 1))
        again = self.scan("RESIN-A", scrap, self.user)
        self.assertEqual(scrap.scrap_qty, 2)
        self.assertEqual(self.scan("RESIN-B", scrap, self.user)["status"], "stop")
        self.assertEqual(self.undo(again, self.user), "ok")
        self.assertEqual(scrap.scrap_qty, 1)
        scrap.action_validate()
        self.assertEqual(self.first.product_qty, 19)
        self.assertEqual(self.scan("RESIN-A", scrap)["status"], "stop")

    # --- manufacturing ---

    def order(self, product, qty, components, by_products=()):
        bom = self.make_bom(product, components)
        bom.byproduct_ids = [
            (0, 0, {"product_id": rest.id, "product_qty": amount, "product_uom_id": rest.uom_id.id})
            for rest, amount in dict(by_products).items()
        ]
        production = self.env["mrp.production"].create({
            "product_id": product.id,
            "product_qty": qty,
            "bom_id": bom.id,
        })  # fmt: skip
        production.action_confirm()
        production.action_assign()
        return production

    def test_components_and_the_finished_lot_of_an_order(self):
        paste = self.make_product("Paste")
        production = self.order(paste, 5, {self.resin: 2})
        answer = self.scan("RESIN-B", production, self.user, quantity=10)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("warn", 10), answer)
        ask = self.scan("PASTE-1", production, self.user)
        self.assertEqual(ask["status"], "ask", ask)
        choice = next(row["choice"] for row in ask["choices"] if row["choice"]["product"] == paste.id)
        answer = self.scan("PASTE-1", production, self.user, quantity=5, choice=choice)
        self.assertEqual((answer["status"], answer["progress"]), ("ok", {"done": 5, "total": 5}), answer)
        self.assertEqual(self.undo(answer, self.user), "ok")
        self.assertFalse(production.lot_producing_ids or self.env["stock.lot"].search([("name", "=", "PASTE-1")]))
        self.scan("PASTE-1", production, self.user, quantity=5, choice=choice)
        self.assertEqual(self.scan("PASTE-1", production, self.user)["status"], "ask")
        production.button_mark_done()
        self.assertEqual(production.state, "done")
        used = production.move_raw_ids.move_line_ids
        self.assertEqual([(line.lot_id, line.quantity) for line in used], [(self.second, 10)])
        self.assertEqual(production.lot_producing_ids.product_qty, 5)

    def test_serial_components_and_serial_units(self):
        pump = self.make_product("Pump with valve", tracking="serial")
        production = self.order(pump, 2, {self.valve: 1})
        self.assertEqual(self.scan("VALVE-2", production)["status"], "ok")
        self.assertEqual(self.scan("VALVE-2", production)["status"], "stop")
        self.assertEqual(self.scan("VALVE-1", production)["status"], "ok")
        for number in (1, 2):
            answer = self.scan(f"PUMP-{number}", production, choice={"product": pump.id})
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", number), answer)
        self.assertEqual(self.scan("PUMP-1", production)["status"], "ask")
        production.button_mark_done()
        self.assertEqual(production.state, "done")
        self.assertEqual(set(production.lot_producing_ids.mapped("name")), {"PUMP-1", "PUMP-2"})
        self.assertEqual(production.move_raw_ids.move_line_ids.lot_id, self.serials)

    def test_by_products_get_the_lot_that_is_scanned(self):
        paste, rest = self.make_product("Paste"), self.make_product("Paste rest", barcode="PASTE-REST")
        production = self.order(paste, 5, {self.resin: 2}, {rest: 0.6})
        choice = {"product": rest.id}
        answer = self.scan("REST-1", production, self.user, quantity=2, choice=choice)
        self.assertEqual((answer["status"], answer["line"]["done"], answer["line"]["demand"]), ("ok", 2, 3), answer)
        again = self.scan("REST-1", production, self.user, quantity=2, choice=choice)
        self.assertEqual((again["status"], again["line"]["done"]), ("warn", 4), again)
        self.assertEqual(self.undo(again, self.user), "ok")
        self.scan("PASTE-2", production, self.user, quantity=5, choice={"product": paste.id})
        production.button_mark_done()
        self.assertEqual(production.state, "done")
        self.assertEqual(self.env["stock.lot"].search([("name", "=", "REST-1")]).mapped("product_qty"), [2])

    def test_a_component_on_hold_is_refused_in_production(self):
        production = self.order(self.make_product("Paste"), 5, {self.resin: 2})
        self.second._hold("seal broken")
        answer = self.scan("RESIN-B", production)
        self.assertEqual(answer["status"], "stop")
        self.assertIn("seal broken", answer["message"])

    # --- returns ---

    def test_a_return_finds_who_got_the_goods(self):
        self.deliver({self.first: 3, self.serials[0]: 1}, partner=self.make_partner("Other clinic"), at=self.day(-3))
        delivery = self.deliver({self.first: 2, self.second: 5}, partner=self.clinic)
        answer = self.scan("RESIN-A", mode="return", user=self.user)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertIn("Clinic", answer["message"])
        back = self.env["stock.picking"].browse(answer["document"]["id"])
        self.assertEqual((back.return_id, back.partner_id), (delivery, self.clinic))
        answers = [self.scan(name, mode="return", user=self.user) for name in ("RESIN-B", "RESIN-A")]
        self.assertEqual({answer["document"]["id"] for answer in answers}, {back.id}, answers)
        other = self.scan("RESIN-A", mode="return", user=self.user)
        self.assertNotEqual(other["document"]["id"], back.id)
        self.assertEqual(self.undo(answers[1], self.user), "ok")
        self.validate(back)
        came = {(line.lot_id.name, line.quantity) for line in back.move_line_ids}
        self.assertEqual(came, {("RESIN-A", 1), ("RESIN-B", 1)})

    def test_a_box_of_returns_is_sorted_to_its_deliveries(self):
        one = self.deliver({self.first: 2}, partner=self.clinic)
        two = self.deliver({self.second: 2}, partner=self.make_partner("Other clinic"))
        first = self.scan("RESIN-A", mode="return", user=self.user)
        back = self.env["stock.picking"].browse(first["document"]["id"])
        answers = [self.scan(name, back, mode="return", user=self.user) for name in ("RESIN-A", "RESIN-B")]
        self.assertEqual([answer["status"] for answer in answers], ["ok", "ok"], answers)
        backs = self.env["stock.picking"].browse([answer["document"]["id"] for answer in answers])
        self.assertEqual((backs[0], backs.return_id), (back, one | two))
        self.assertEqual([document._scan_mode() for document in backs], ["return", "return"])

    def test_what_was_never_delivered_or_is_back_is_no_return(self):
        self.assertEqual(self.scan("VALVE-2", mode="return")["status"], "stop")
        self.deliver(self.serials[1], 1, partner=self.clinic)
        self.assertEqual(self.scan("VALVE-2", mode="return")["status"], "ok")
        self.assertIn("already", self.scan("VALVE-2", mode="return")["message"])
        self.assertEqual(self.scan("VALVE-9", mode="return")["status"], "stop")
