"""From the label to the done line: carriers of HIBCC, ICCBBA and IFA in every mode."""

from datetime import date

from odoo.tests import tagged

from ..kernel import hibc, writer
from ..kernel.udi import Udi
from .common import HIBC, HIBC_CASE, PPN, TISSUE, TODAY, UdiCase, carrier


@tagged("post_install", "-at_install")
class TestUdiScan(UdiCase):
    def test_a_hibc_is_received_with_its_dates_and_delivered(self):
        receipt = self.planned("in", self.pump, 15)
        code = carrier(
            "HIBCC", HIBC, lot_number="HL1", expiration_date=date(2027, 6, 30), manufacturing_date=date(2026, 5, 1)
        )
        answer = self.scan(f"]C0{code}", receipt)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 1), answer)
        # a case holds a dozen, unless its label counts the units
        self.assertEqual(self.scan(carrier("HIBCC", HIBC_CASE, lot_number="HL1"), receipt)["line"]["done"], 13)
        counted = carrier("HIBCC", HIBC_CASE, lot_number="HL1", quantity=2)
        self.assertEqual(self.scan(counted, receipt)["line"]["done"], 15)
        self.assertTrue(receipt.button_validate())
        lot = receipt.move_line_ids.lot_id
        self.assertEqual((lot.name, lot.product_qty, str(lot.production_date)), ("HL1", 15, "2026-05-01"))
        self.assertEqual(str(lot._expiry_day()), "2027-06-30")
        self.assertEqual(lot.udi, code)

        delivery = self.planned("out", self.pump, 2)
        for done in (1, 2):
            answer = self.scan(code, delivery)
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", done), answer)
        self.assertEqual(delivery.button_validate(), True)

    def test_a_units_batch_comes_with_its_serial_number(self):
        monitor = self.device("gs1", "09506000134352", "Monitor", tracking="serial")
        monitor.write({"barcode": "9506000134352", "use_expiration_date": False})
        monitor._udi_device().write({"lot_on_label": "udi", "serial_on_label": "udi"})
        receipt, code = self.planned("in", monitor, 1), "(01)09506000134352(10)B7(21)S1"
        self.assertEqual(self.scan(code, receipt)["status"], "ok")
        self.assertTrue(receipt.button_validate())
        unit = receipt.move_line_ids.lot_id
        self.assertEqual((unit.name, unit.udi_batch, unit.udi), ("S1", "B7", code))

    def test_any_carrier_finds_its_lot_in_every_box(self):
        lots = {
            carrier("HIBCC", HIBC, lot_number="HL1"): self.make_lot(self.pump, "HL1"),
            carrier("IFA", PPN, lot_number="P_1"): self.make_lot(self.drops, "P_1"),
            "(9N)110375286414(1T)P_2": self.make_lot(self.drops, "P_2"),
            carrier("ICCBBA", TISSUE, serial_number="000025", donation_id="A99971312345600"): self.make_lot(
                self.graft, "A99971312345600-000025"
            ),
            carrier("ICCBBA", TISSUE, serial_number="000000", donation_id="A99971312345601"): self.make_lot(
                self.graft, "A99971312345601"
            ),
        }
        self.make_lot(self.drops, "HL1")  # of the same name, of another product
        for code, lot in lots.items():
            answer = self.env["stock.lot"].resolve_scan(code)
            self.assertEqual([row["id"] for row in answer["lots"]], [lot.id], code)
            self.assertEqual(self.env["stock.lot"].search([("display_name", "ilike", code)]), lot)
            self.assertEqual(self.scan(code)["lot"]["id"], lot.id)

    def test_units_of_tissue_are_told_apart_by_donation(self):
        receipt = self.planned("in", self.graft, 2)
        for donation in ("A99971312345600", "A99971312345601"):
            code = carrier(
                "ICCBBA", TISSUE, serial_number="000000", donation_id=donation, expiration_date=date(2028, 2, 29)
            )
            self.assertEqual(self.scan(code, receipt)["status"], "ok")
        self.assertEqual(sorted(receipt.move_line_ids.mapped("lot_name")), ["A99971312345600", "A99971312345601"])
        self.assertTrue(receipt.button_validate())
        lot = receipt.move_line_ids.lot_id.sorted("name")[0]
        self.assertEqual(lot.udi, "=/A9999XYZ100T0944=,000000=A99971312345600=>028060")

    def test_a_lot_padded_with_zeros_is_found_by_its_short_name(self):
        cells = self.device("iccbba", "A9999XYZ100T0945", "Cells")
        lot = self.make_lot(cells, "XYZ123")
        self.receive(lot, 3)
        code = carrier("ICCBBA", "A9999XYZ100T0945", mpho_lot_number="XYZ123".zfill(18))
        self.assertEqual(self.env["stock.lot"].resolve_scan(code)["lots"][0]["id"], lot.id)
        answer = self.scan(code, self.planned("out", cells, 1))
        self.assertEqual((answer["status"], answer["lot"]["id"]), ("ok", lot.id), answer)
        self.assertEqual(lot.udi, code)

    def test_half_a_pair_finds_the_lot_of_its_device_only(self):
        lot = self.make_lot(self.pump, "SAME")
        self.make_lot(self.drops, "SAME")
        primary, secondary, issues = writer.build_linked(Udi("HIBCC", HIBC, lot_number="SAME"), TODAY)
        self.assertFalse(issues)
        answer = self.env["stock.lot"].resolve_scan(secondary)
        self.assertEqual([row["id"] for row in answer["lots"]], [lot.id])
        self.assertEqual(self.scan(f"{primary}\r\n{secondary}")["lot"]["id"], lot.id)
        _primary, other, _issues = writer.build_linked(Udi("HIBCC", "B99912340", lot_number="SAME"), TODAY)
        answer = self.env["stock.lot"].resolve_scan(other)
        self.assertEqual((answer["reason"], answer["lots"]), ("none", []))
        self.assertIn("first", answer["message"])

    def test_two_scans_of_a_label_with_two_codes_are_one(self):
        device = Udi("HIBCC", HIBC, lot_number="TWO", expiration_date=date(2027, 6, 30))
        primary, secondary, _issues = writer.build_linked(device, TODAY)
        receipt = self.planned("in", self.pump, 3)
        self.assertEqual(self.scan(primary, receipt)["status"], "ask")
        for done, raw, status in (
            (1, secondary, "ok"), (0, secondary, "ask"), (2, primary, "ok"), (0, primary, "ask"), (3, secondary, "ok"),
        ):  # fmt: skip
            answer = self.scan(f"]C0{raw}", receipt)
            self.assertEqual(answer["status"], status, answer)
            if done:
                self.assertEqual(answer["line"]["done"], done)
        self.assertTrue(receipt.button_validate())
        lot = receipt.move_line_ids.lot_id
        self.assertEqual((lot.name, lot.product_qty, str(lot._expiry_day())), ("TWO", 3, "2027-06-30"))
        self.scan(primary)
        self.assertEqual(self.scan(secondary)["lot"]["id"], lot.id)

    def test_halves_of_other_labels_users_and_documents_are_not_joined(self):
        primary, secondary, _issues = writer.build_linked(Udi("HIBCC", HIBC, lot_number="TWO"), TODAY)
        other = hibc.build([("", "+$L" + ("A" if primary[-1] != "A" else "B"))])
        receipt = self.planned("in", self.pump, 3)
        self.scan(primary, receipt)
        self.assertEqual(self.scan(other, receipt)["status"], "ask")
        self.scan(primary, self.planned("in", self.pump, 3))
        self.assertEqual(self.scan(secondary, receipt)["status"], "ask")
        self.scan(primary, receipt, user=self.user_plain())
        self.assertEqual(self.scan(secondary, receipt)["status"], "ask")
        self.assertFalse(receipt.move_line_ids.filtered("picked"))

    def test_wrong_codes_stop_and_say_what_should_be_there(self):
        self.receive(self.make_lot(self.pump, "HL1"), 5)
        delivery = self.planned("out", self.pump, 5)
        right = carrier("HIBCC", HIBC, lot_number="HL1")
        before = delivery.move_line_ids.read(["quantity", "picked", "lot_id"])
        typed = right.replace("HL1", "HLI")
        for raw, words in (
            (right[:-1] + "Z", (f"“{right[-1]}”", "“Z”")),
            (typed, ("check character", "“I”", "“1”")),
            (carrier("HIBCC", "Z99912340", lot_number="HL1"), ("Z99912340",)),
            (carrier("HIBCC", HIBC, lot_number="NEW"), ("NEW",)),
            (carrier("IFA", PPN, lot_number="HL1"), ("Drops",)),
            ("[)>\x1e06\x1d9N110375286415\x1e\x04", ("“15”", "“14”")),
            ("=/A9999XYZ100T0944=>027366", ("date",)),
            (hibc.build([("+", HIBC), ("/$", "L" * 19)]), ("longer",)),
        ):
            answer = self.scan(raw, delivery)
            self.assertEqual(answer["status"], "stop", (raw, answer))
            for word in words:
                self.assertIn(word, answer["message"], raw)
        self.assertEqual(delivery.move_line_ids.read(["quantity", "picked", "lot_id"]), before)

    def test_remarks_on_retired_identifiers_and_odd_dates(self):
        self.receive(self.make_lot(self.pump, "HL1"), 5)
        code, delivery = carrier("HIBCC", HIBC, lot_number="HL1"), self.planned("out", self.pump, 5)
        self.pump.udi_di_ids.filtered(lambda di: di.name == HIBC).end_date = "2020-01-01"
        answer = self.scan(code, delivery)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("warn", 1))
        self.assertIn("retired", answer["message"])
        odd = carrier("HIBCC", HIBC, lot_number="HL1", manufacturing_date=date(1969, 1, 1))
        self.assertIn("1969", self.scan(odd, delivery)["message"])

    def test_a_lot_of_exactly_that_name_comes_first(self):
        code = carrier("HIBCC", HIBC, lot_number="HL1")
        odd = self.make_lot(self.drops, code)
        self.make_lot(self.pump, "HL1")
        self.assertEqual(self.env["stock.lot"].resolve_scan(code)["lots"][0]["id"], odd.id)
        self.assertEqual(self.scan(code)["lot"]["id"], odd.id)

    def test_a_gtin_of_the_registry_finds_its_product(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        lot = self.make_lot(gauze, "G1")
        self.receive(lot, 3)
        answer = self.scan("(01)09506000134352(10)G1", self.planned("out", gauze, 1))
        self.assertEqual((answer["status"], answer["lot"]["id"]), ("ok", lot.id), answer)

    def test_other_companies_devices_stay_out_of_sight(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        user = self.user_of(other, "stock.group_stock_user")
        self.make_lot(self.pump, "HL1")
        answer = self.env["stock.lot"].with_user(user).resolve_scan(carrier("HIBCC", HIBC, lot_number="HL1"))
        self.assertEqual((answer["reason"], answer["lots"]), ("none", []))
        self.assertNotIn("Pump", answer["message"])

    def test_one_scan_leads_to_lot_customer_and_batch_record(self):
        self.pump.lot_batch_profile = "device"
        clinic = self.env["res.partner"].create({"name": "Example Clinic"})
        lot = self.make_lot(self.pump, "HL1")
        self.receive(lot, 5)
        code, delivery = carrier("HIBCC", HIBC, lot_number="HL1"), self.planned("out", self.pump, 2)
        delivery.partner_id = clinic
        found = self.scan(code)["lot"]["id"]
        self.assertEqual((found, lot.tell_about()["delivered"]), (lot.id, ""))
        for _unit in range(2):
            self.assertEqual(self.scan(code, delivery)["lot"]["id"], lot.id)
        self.assertTrue(delivery.button_validate())
        about = lot.with_user(self.user_operator()).tell_about()
        self.assertEqual(about["delivered"], "Example Clinic")
        self.assertEqual(about["batch_record"]["id"], lot.batch_record_id.id)
        self.assertIn({"label": "UDI", "value": lot.udi}, about["identifiers"])
