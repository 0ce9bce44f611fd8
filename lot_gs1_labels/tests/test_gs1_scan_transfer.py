"""From the label to the done line: GS1 codes fill receipts and deliveries."""

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GS, GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestGs1ScanTransfer(Gs1Case, ScanCase):
    def test_a_lot_is_received_with_its_dates_and_delivered(self):
        self.set.use_expiration_date, self.set.expiration_time = True, 700
        receipt = self.planned("in", self.set, 10)
        code = f"]d201{GTIN}172706301126050115270531" + "10NEW-1"
        answer = self.scan(code, receipt)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual([row["key"] for row in answer["elements"]], ["01", "17", "11", "15", "10"])
        self.assertEqual((answer["line"]["done"], answer["line"]["demand"]), (1, 10))
        self.assertFalse(self.env["stock.lot"].search([("name", "=", "NEW-1")]))
        for _again in range(9):
            answer = self.scan(code, receipt)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 10))
        self.assertEqual(answer["progress"], {"done": 10, "total": 10})
        self.assertTrue(receipt.button_validate())
        lot = receipt.move_line_ids.lot_id
        self.assertEqual((receipt.state, lot.name, lot.product_qty), ("done", "NEW-1", 10))
        self.assertEqual(str(lot.production_date), "2026-05-01")
        self.assertEqual((str(lot._expiry_day()), str(lot.use_date.date())), ("2027-06-30", "2027-05-31"))
        self.assertTrue(lot.removal_date and lot.alert_date)

        delivery = self.planned("out", self.set, 3)
        for done in (1, 2, 3):
            answer = self.scan(f"01{GTIN}10NEW-1{GS}17270630", delivery)
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", done), answer)
        self.assertEqual(delivery.button_validate(), True)
        self.assertEqual((delivery.state, lot.product_qty), ("done", 7))

    def test_a_case_counts_what_it_holds(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        self.env["product.uom"].create({"uom_id": dozen.id, "product_id": self.set.id, "barcode": "29506000134356"})
        receipt = self.planned("in", self.set, 40)
        self.assertEqual(self.scan("(01)29506000134356(10)C1", receipt)["line"]["done"], 12)
        self.assertEqual(self.scan(f"(01){GTIN}(10)C1", receipt)["line"]["done"], 13)
        self.assertEqual(self.scan(f"(01){GTIN}(10)C1(30)5", receipt)["line"]["done"], 18)
        self.assertEqual(self.scan("(02)29506000134356(37)2(10)C1", receipt)["line"]["done"], 42)
        self.assertEqual(self.scan(f"(01){GTIN}(10)C1", receipt, quantity=0.5)["line"]["done"], 42.5)
        self.validate(receipt)
        self.assertEqual(receipt.move_line_ids.lot_id.product_qty, 42.5)

    def test_weights_are_converted_and_what_the_unit_cannot_hold_is_refused(self):
        gram, kilo = self.env.ref("uom.product_uom_gram"), self.env.ref("uom.product_uom_kgm")
        powder = self.make_product("Powder", uom_id=gram.id, barcode="4006381333931")
        flour = self.make_product("Flour", uom_id=kilo.id, barcode="4006381333962")
        receipt = self.planned("in", powder, 2000)
        self.assertEqual(self.scan("(01)04006381333931(3103)001250(10)P1", receipt)["line"]["done"], 1250)
        self.assertEqual(self.scan("(01)04006381333931(3202)000100(10)P1", receipt)["line"]["done"], 1703.59)
        receipt = self.planned("in", flour, 2)
        self.assertEqual(self.scan("(01)04006381333962(3102)000125(10)F1", receipt)["line"]["done"], 1.25)
        for values in (
            {"raw": "(01)04006381333962(3105)000001(10)F1"},
            {"raw": "(01)04006381333962(10)F1", "quantity": 0.001},
        ):
            answer = self.scan(document=receipt, **values)
            self.assertEqual(answer["status"], "stop")
            self.assertIn("decimals", answer["message"])
        answer = self.scan("(01)04006381333962(3103)000125(10)F1", receipt)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("warn", 1.38))
        self.assertIn("0.125", answer["message"])
        # A weight on goods that are counted is information only.
        self.assertEqual(self.scan(f"(01){GTIN}(3103)001250(10)W1", self.planned("in", self.set, 3))["line"]["done"], 1)

    def test_wrong_labels_stop_before_anything_is_written(self):
        self.make_product("Other", barcode="4006381333931")
        self.receive(self.lot, 5)
        delivery = self.planned("out", self.set, 5)
        before = delivery.move_line_ids.read(["quantity", "picked", "lot_id"])
        for raw, status, word in (
            ("(01)09506000134353(10)INF-24/7", "stop", "check digit"),
            ("(01)04006381333931(10)INF-24/7", "stop", "Other"),
            ("(01)04006381333900(10)INF-24/7", "stop", "04006381333900"),
            (f"(01){GTIN}(10)NEW", "stop", "NEW"),
            (f"(01){GTIN}", "ask", "lot"),
            (f"(01){GTIN}(17)280630(10)INF-24/7", "stop", "06/30/2028"),
            (f"]d201{GTIN}10A{GS}{GS}21B", "stop", ""),
            ("https://id.gs1.org.evil.example/x", "stop", ""),
            ("(99)", "stop", ""),
        ):
            answer = self.scan(raw, delivery)
            self.assertEqual(answer["status"], status, (raw, answer))
            self.assertIn(word, answer["message"])
            self.assertNotIn("\x00", str(answer))
        self.assertEqual(delivery.move_line_ids.read(["quantity", "picked", "lot_id"]), before)
        # What somebody chose is held against the label all the same.
        other = self.make_lot(self.set, "OTHER-LOT")
        for raw, lot, word in (
            (f"(01){GTIN}(10)INF-24/7", other, ""),
            (f"(01){GTIN}(17)280630(10)INF-24/7", self.lot, "06/30/2028"),
            (f"(01){GTIN}(17)280630", self.lot, "06/30/2028"),
        ):
            answer = self.scan(raw, delivery, choice={"lot": lot.id})
            self.assertNotIn(other.name, str(answer))
            self.assertIn(word, answer["message"])
            self.assertEqual(bool(word), answer["status"] == "stop", (raw, answer))
        broken = self.scan(f"]d201{GTIN}17271301", delivery)
        self.assertEqual([bool(row["fault"]) for row in broken["elements"]], [False, True])

    def test_a_lost_separator_is_found_by_the_lots_on_record(self):
        self.receive(self.lot, 5)
        delivery = self.planned("out", self.set, 3)
        swallowed = f"01{GTIN}10INF-24/717270630"
        answer = self.scan(swallowed, delivery)
        self.assertEqual((answer["status"], answer["lot"]["id"]), ("warn", self.lot.id), answer)
        self.assertIn("separator", answer["message"])
        # Another date than recorded, or none on record: no proof, so nobody guesses.
        for raw in (f"01{GTIN}10INF-24/717280630", f"01{GTIN}10OTHER17270630"):
            self.assertEqual(self.scan(raw, delivery)["status"], "stop")
        self.lot.expiration_date = False
        self.assertEqual(self.scan(swallowed, delivery)["status"], "stop")

    def test_a_lost_separator_of_a_new_lot_is_asked_and_never_guessed(self):
        self.set.use_expiration_date = True
        receipt = self.planned("in", self.set, 3)
        for raw in (f"01{GTIN}10NEWLOT17270630", f"]d201{GTIN}10NEWLOT-1234517270630211"):
            ask = self.scan(raw, receipt)
            self.assertEqual(ask["status"], "ask", ask)
            self.assertFalse(any(receipt.move_line_ids.mapped("picked")))
        ask = self.scan(f"01{GTIN}10NEWLOT17270630", receipt)
        choice = next(row["choice"] for row in ask["choices"] if "2027" in row["label"])
        answer = self.scan(f"01{GTIN}10NEWLOT17270630", receipt, choice=choice)
        self.assertEqual(answer["status"], "ok", answer)
        line = receipt.move_line_ids.filtered("picked")
        self.assertEqual((line.lot_name, str(line.expiration_date.date())), ("NEWLOT", "2027-06-30"))

    def test_a_lot_whose_name_reads_like_a_code_comes_first(self):
        odd = self.make_lot(self.set, f"01{GTIN}10X")
        self.receive(odd, 5)
        answer = self.scan(odd.name, self.planned("out", self.set, 3))
        self.assertEqual((answer["status"], answer["lot"]["id"]), ("ok", odd.id), answer)
