"""Places, labels in two symbols, runs of numbers, dates that a lot lacks, and how long scans are kept."""

from datetime import timedelta

from odoo.tests import tagged

from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanMore(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("More needle", barcode="MORE-NEEDLE")
        cls.pump = cls.world.make_product("More pump", tracking="serial", barcode="MORE-PUMP")
        cls.lot = cls.world.make_lot(cls.needle, "MORE-A")
        cls.user = cls.world.new_user("more-user", "stock.group_stock_user,stock.group_stock_multi_locations")
        cls.stock = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1).lot_stock_id
        cls.near, cls.far = cls.env["stock.location"].create(
            [
                {"name": name, "location_id": cls.stock.id, "barcode": f"PLACE-{name}", "usage": "internal"}
                for name in ("near", "far")
            ]
        )
        for place in (cls.near, cls.far):
            cls.env["stock.quant"]._update_available_quantity(cls.needle, place, 5, lot_id=cls.lot)

    def on(self, document, raw, **values):
        return self.scan(raw, document, self.user, **values)

    def picked(self, document):
        lines = document.move_line_ids.filtered("picked")
        return sorted((line.location_id.name, line.location_dest_id.name, line.quantity) for line in lines)

    # --- places ---

    def test_a_scanned_shelf_says_where_the_goods_are_taken_from(self):
        delivery = self.planned("out", self.needle, 4)
        for place, other in ((self.far, self.near), (self.near, self.far)):
            answer = self.on(delivery, place.barcode)
            self.assertEqual((answer["status"], answer["can_undo"]), ("ok", False), answer)
            self.assertEqual(answer["places"]["source"], {"id": place.id, "name": place.display_name})
            answer = self.on(delivery, "MORE-A")
            self.assertEqual(answer["places"]["source"]["id"], place.id, answer)
            self.assertIn(place.name, [row[0] for row in self.picked(delivery)], other.name)
        self.assertFalse(self.on(delivery, self.near.barcode)["places"]["source"])

    def test_on_a_transfer_inside_the_second_shelf_is_where_the_goods_go(self):
        transfer = self.planned("int", self.needle, 4)
        self.on(transfer, self.near.barcode)
        self.assertEqual(self.on(transfer, self.far.barcode)["places"]["dest"]["id"], self.far.id)
        self.on(transfer, "MORE-A")
        self.assertEqual(self.picked(transfer), [("near", "far", 1)])

    def test_a_receipt_brings_to_the_shelf_and_takes_from_no_shelf(self):
        receipt = self.planned("in", self.needle, 4)
        self.assertFalse(self.on(receipt, self.near.barcode)["places"]["source"])
        self.on(receipt, "MORE-A")
        self.assertEqual([row[1:] for row in self.picked(receipt)], [("near", 1)])
        outside = self.env["stock.location"].create({"name": "yard", "barcode": "PLACE-yard", "usage": "internal"})
        answer = self.on(receipt, outside.barcode)
        self.assertEqual((answer["status"], bool(answer["hint"])), ("stop", True))

    # --- two symbols ---

    def test_product_and_lot_from_two_symbols_are_one_scan(self):
        receipt = self.planned("in", self.needle, 4)
        self.assertEqual(self.on(receipt, "MORE-NEEDLE")["status"], "ask")
        self.assertFalse(receipt.move_line_ids.filtered("picked"))
        answer = self.on(receipt, "BRAND-NEW")
        self.assertEqual((answer["status"], answer["line"]["lot"]), ("ok", "BRAND-NEW"), answer)
        self.assertEqual([row["value"] for row in answer["elements"]], ["MORE-NEEDLE", "BRAND-NEW"])
        self.assertEqual(self.on(receipt, "BRAND-NEWER")["status"], "ask")  # the half before was used up
        self.assertEqual(self.on(receipt, "MORE-NEEDLE")["line"]["lot"], "BRAND-NEWER")

    def test_what_was_scanned_long_ago_or_elsewhere_is_no_half(self):
        receipt, other = self.planned("in", self.needle, 4), self.planned("in", self.needle, 4)
        self.on(receipt, "MORE-NEEDLE")
        self.assertEqual(self.on(other, "BRAND-NEW")["status"], "ask")
        scan = self.env["lot.scan"].search([("res_id", "=", receipt.id), ("raw", "=", "MORE-NEEDLE")])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE lot_scan SET create_date = create_date - interval '1 hour' WHERE id = %s", (scan.id,)
        )
        self.env.invalidate_all()
        self.assertEqual(self.on(receipt, "BRAND-NEW")["status"], "ask")

    # --- runs ---

    def test_a_run_of_serials_is_entered_in_one_call_and_taken_back_in_one(self):
        receipt = self.planned("in", self.pump, 20)
        choice = {"product": self.pump.id}
        answer = self.on(receipt, "RUN-008", last="RUN-012", choice=choice)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 5), answer)
        names = receipt.move_line_ids.filtered("picked").mapped("lot_name")
        self.assertEqual(sorted(names), [f"RUN-{number:03d}" for number in range(8, 13)])
        undone = self.env["lot.scan"].with_user(self.user).undo(answer["uuid"])
        self.assertEqual(undone["status"], "ok")
        self.assertFalse(receipt.move_line_ids.filtered("picked"))

    def test_a_run_is_entered_whole_or_not_at_all(self):
        receipt = self.planned("in", self.pump, 20)
        choice = {"product": self.pump.id}
        self.on(receipt, "RUN-010", choice=choice)
        for last in ("RUN-012", "RUN-9", "RUM-012", "RUN-007", "RUN-999", "", "RUN-0１2"):
            answer = (
                self.on(receipt, "RUN-008", last=last, choice=choice) if last else {"status": "stop", "message": "-"}
            )
            self.assertEqual(answer["status"], "stop", last)
            self.assertTrue(answer["message"])
        self.assertEqual(receipt.move_line_ids.filtered("picked").mapped("lot_name"), ["RUN-010"])

    # --- dates ---

    def test_a_date_that_the_lot_lacks_is_recorded_and_one_that_it_has_stays(self):
        receipt = self.planned("in", self.needle, 5)
        target = self.env["stock.lot"]._scan_target(self.env["stock.lot"]._read_scan("MORE-A"))
        made = fields_date(self.day(-40))
        steps, warnings = receipt._scan_fill_dates(target._replace(dates={"production_date": made}))
        self.assertEqual((self.lot.production_date, len(steps), len(warnings)), (made, 1, 1))
        later = made + timedelta(days=1)
        steps_of_other, warnings = receipt._scan_fill_dates(target._replace(dates={"production_date": later}))
        self.assertEqual((self.lot.production_date, steps_of_other, len(warnings)), (made, [], 1))
        self.assertIn("MORE-A", warnings[0])
        receipt._scan_take_back(steps)
        self.assertFalse(self.lot.production_date)

    # --- shown first ---

    def test_a_company_may_see_each_scan_before_it_is_entered(self):
        self.env.company.lot_scan_asks = True
        for document in (self.planned("in", self.needle, 5), self.planned("out", self.needle, 5), self.stock):
            ask = self.on(document, "MORE-A")
            self.assertEqual((ask["status"], ask["lot"]["name"], len(ask["choices"])), ("ask", "MORE-A", 1), ask)
            self.assertTrue(ask["elements"])
            if document != self.stock:
                self.assertFalse(self.picked(document))
                # what needs another question first is asked in turn
                more = self.on(document, "MORE-A", quantity=9, choice=ask["choices"][0]["choice"])
                self.assertIn(more["status"], ("ask", "warn"))
            answer = self.on(document, "MORE-A", choice=ask["choices"][0]["choice"])
            self.assertIn(answer["status"], ("ok", "warn"), answer)

    # --- kept ---

    def test_scans_are_kept_as_long_as_the_setting_says(self):
        self.scan("MORE-A")
        self.scan("MORE-A")
        rows = self.env["lot.scan"].search([], limit=2)
        self.env.flush_all()
        for row, days in zip(rows, (20, 40), strict=True):
            self.env.cr.execute(
                "UPDATE lot_scan SET create_date = create_date - %s * interval '1 day' WHERE id = %s", (days, row.id)
            )
        self.env.invalidate_all()
        self.env["lot.scan"]._gc_old_scans()
        self.assertEqual(rows.exists(), rows)
        self.env["res.config.settings"].create({"lot_scan_days": 30}).execute()
        self.env["lot.scan"]._gc_old_scans()
        self.assertEqual(rows.exists(), rows[0])


def fields_date(instant):
    return instant.date() if hasattr(instant, "date") else instant
