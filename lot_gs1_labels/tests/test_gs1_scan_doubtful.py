"""GS1 labels that contradict the line, name nobody's goods, or goods that are archived."""

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestGs1ScanDoubtful(Gs1Case, ScanCase):
    def picked(self, picking):
        lines = picking.move_line_ids.filtered("picked")
        return lines.mapped(lambda line: (line.lot_id.name or line.lot_name or "", line.quantity))

    def test_two_labels_of_a_new_lot_that_disagree_about_its_date(self):
        self.set.use_expiration_date, self.set.expiration_time = True, 700
        receipt = self.planned("in", self.set, 10)
        self.assertEqual(self.scan(f"(01){GTIN}(17)270630(10)N-1", receipt)["status"], "ok")
        answer = self.scan(f"(01){GTIN}(17)280630(10)N-1", receipt)
        self.assertEqual(answer["status"], "stop", answer)
        self.assertIn("06/30/2028", answer["message"])
        self.assertIn("06/30/2027", answer["message"])
        self.assertEqual(self.scan(f"(01){GTIN}(10)N-1", receipt)["status"], "ok")
        self.assertEqual(self.picked(receipt), [("N-1", 2)])
        self.assertEqual(str(receipt.move_line_ids.filtered("picked").expiration_date.date()), "2027-06-30")

    def test_the_second_label_tells_the_date_that_the_first_left_out(self):
        self.set.use_expiration_date, self.set.expiration_time = True, 700
        receipt = self.planned("in", self.set, 10)
        self.scan(f"(01){GTIN}(10)N-1", receipt)
        told = self.scan(f"(01){GTIN}(17)270630(11)260501(10)N-1", receipt)
        self.assertEqual(told["status"], "ok", told)
        line = receipt.move_line_ids.filtered("picked")
        self.assertEqual((str(line.expiration_date.date()), str(line.production_date)), ("2027-06-30", "2026-05-01"))
        self.assertEqual(self.env["lot.scan"].undo(told["uuid"])["status"], "ok")

    def test_a_gtin_of_nobody_is_not_the_product_that_somebody_chose(self):
        receipt = self.planned("in", self.set, 10)
        for choice in (False, {"product": self.set.id}):
            answer = self.scan("(01)04006381333931(10)N-1", receipt, choice=choice)
            self.assertEqual(answer["status"], "stop", answer)
            self.assertIn("04006381333931", answer["message"])
        self.assertFalse(self.picked(receipt))

    def test_a_symbol_for_telephones_is_no_number_of_what_somebody_chose(self):
        receipt = self.planned("in", self.set, 10)
        places = [receipt, self.warehouse().lot_stock_id]
        for raw in ("https://www.example.com/menu?table=4", "WIFI:T:WPA;S=guests;P=secret;;", "mailto:a@example.com"):
            for document in places:
                answer = self.scan(raw, document, choice={"product": self.set.id, "new": True})
                self.assertEqual((answer["status"], bool(answer["hint"])), ("stop", True), answer)
        self.assertFalse(self.picked(receipt))

    def test_goods_of_an_archived_product_are_looked_up_but_not_moved(self):
        self.receive(self.lot, 5)
        delivery, receipt = self.planned("out", self.set, 2), self.planned("in", self.pump, 2)
        self.set.active = False
        answer = self.scan(f"(01){GTIN}(10)INF-24/7", mode="lookup")
        self.assertEqual((answer["status"], answer["lot"] and answer["lot"]["id"]), ("ok", self.lot.id), answer)
        self.assertEqual(self.scan(f"(01){GTIN}(10)INF-24/7", receipt, choice={"add": True})["status"], "stop")
        # what was planned before may leave
        self.assertEqual(self.scan(f"(01){GTIN}(10)INF-24/7", delivery)["status"], "ok")
