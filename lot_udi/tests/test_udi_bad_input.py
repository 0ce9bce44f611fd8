"""What nobody should have printed, typed or scanned, and what is said about it."""

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .. import messages
from ..kernel import registry, writer
from ..kernel.udi import Udi
from .common import HIBC, HIBC_CASE, PPN, TODAY, UdiCase, carrier

PUBLISHED = "00208851107345"  # AccessGUDID's own example: its check digit should be 7


@tagged("post_install", "-at_install")
class TestUdiBadInput(UdiCase):
    def test_a_number_that_a_registry_publishes_with_a_wrong_check_digit_is_read_with_a_remark(self):
        lots = self.env["stock.lot"]
        (issue,) = (one for one in lots._parse_scan(f"(01){PUBLISHED}").issues if "published" in one.code)
        sentence = messages.published_example(self.env, issue)
        self.assertIn("should be 7", sentence)
        answer = self.scan(f"(01){PUBLISHED}(17)150331")
        self.assertEqual((answer["status"], answer["message"]), ("stop", sentence))
        self.assertFalse(any(row["fault"] for row in answer["elements"]))

        gauze = self.world.make_product("Gauze", tracking="lot", barcode=PUBLISHED)
        lot = self.make_lot(gauze, "G1")
        self.receive(lot, 3)
        self.assertEqual(lots.resolve_scan(f"(01){PUBLISHED}(10)G1")["lots"][0]["id"], lot.id)
        for document in (None, self.planned("out", gauze, 1)):
            answer = self.scan(f"(01){PUBLISHED}(10)G1", document)
            self.assertEqual((answer["status"], answer["lot"]["id"]), ("warn", lot.id), answer)
            self.assertIn(sentence, answer["message"])
            # one digit further, and it is a wrong check digit as any other
            answer = self.scan("(01)00208851107346(10)G1", document)
            self.assertEqual((answer["status"], answer["lot"]), ("stop", False), answer)
            self.assertIn("should have the check digit 7", answer["message"])

    def test_nothing_is_registered_or_printed_with_it(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        for text in (PUBLISHED, f"(01){PUBLISHED}(17)150331", f"]d201{PUBLISHED}"):
            with self.assertRaises(ValidationError):
                gauze.udi_di_ids.name = text
        gauze.udi_di_ids.unlink()
        gauze.barcode = PUBLISHED
        lot = self.make_lot(gauze, "G1")
        self.assertFalse(lot.udi)
        self.assertTrue(lot.udi_problem)
        with self.assertRaises(UserError):
            lot._check_gs1_pairs()

    def test_a_wrong_check_digit_of_gs1_says_what_it_should_be(self):
        for document in (None, self.planned("in", self.pump, 1)):
            self.assertIn("check digit 2", self.scan("(01)09506000134353(10)A", document)["message"])
            self.assertIn("check digit 5", self.scan("(00)123456789012345670", document)["message"])
            self.assertIn("characters 2K", self.scan("(8013)1987654Ad4X4bL5ttr2310cXX", document)["message"])
            self.assertIn("should be 8", self.scan("(9N)111234567953", document)["message"])
        issue = registry.check("GS1", "09506000134353", TODAY)
        self.assertIn("check digit 2", messages.di_wrong(self.env, "09506000134353", "GS1", issue))

    def test_letters_that_look_alike(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        gauze.barcode = "9506000134352"
        lot = self.make_lot(gauze, "L-2026/07")
        self.receive(lot, 3)
        self.make_lot(self.drops, "P_2607")
        for raw, words in (
            # no check character guards these: what is on record tells what is meant
            ("(01)09506000134352(10)L-2O26/O7", "Perhaps L-2026/07 "),
            (f"(9N){PPN}(1T)p_26O7", "Perhaps P_2607 "),
            ("=/A9999XYZ1OOT0944=A99971312345600", "Perhaps A9999XYZ100T0944 "),
            ("(01)O9506000134352(10)A", "“O” is “0”"),
            ("(01)09506000134352(17)2906B0", "“B” is “8”"),
            ("(9N)11O375286414", "perhaps it is “0”"),
            ("+a99912340/$HL1A", "perhaps it is “A”"),
        ):
            answer = self.scan(raw)
            self.assertEqual(answer["status"], "stop", (raw, answer))
            self.assertIn(words, answer["message"], raw)
        answer = self.scan("(01)09506000134352(10)L-2O26/O7", self.planned("out", gauze, 1))
        self.assertIn("Perhaps L-2026/07 ", answer["hint"], answer)
        # of two, nobody knows which is meant; and nothing is told of lots that the user may not see
        self.make_lot(gauze, "L-2026/O7")
        self.assertNotIn("Perhaps", self.scan("(01)09506000134352(10)L-2O26/O7")["message"])
        other = self.env["res.company"].create({"name": "Elsewhere"})
        hidden = self.make_lot(self.pump, "HL1")
        hidden.company_id = other
        code = carrier("HIBCC", HIBC, lot_number="HLI")
        self.assertNotIn("Perhaps", self.scan(code, user=self.user_operator())["message"])

    def test_codes_of_another_packaging_level_and_retired_ones(self):
        self.receive(self.make_lot(self.pump, "HL1"), 5)
        code, level = carrier("HIBCC", HIBC_CASE, lot_number="HL1"), messages.level(self.env, self.case)
        self.assertIn("12 Units", level)
        answer = self.scan(code)
        self.assertEqual((answer["status"], answer["lot"]["name"], answer["hint"]), ("ok", "HL1", level))
        answer = self.scan(code, self.planned("out", self.pump, 5))
        self.assertEqual(answer["status"], "stop", answer)
        self.assertIn(level, answer["hint"])
        self.case.end_date = "2020-01-01"
        retired = messages.di_retired(self.env, HIBC_CASE, self.case.end_date)
        answer = self.scan(code)
        self.assertEqual((answer["status"], answer["message"], answer["hint"]), ("warn", retired, level))
        unknown = self.scan(carrier("HIBCC", HIBC_CASE, lot_number="NEW"))
        self.assertEqual(unknown["status"], "stop")
        self.assertIn(retired, unknown["hint"])

    def test_what_was_made_keeps_its_identifier_when_that_is_retired(self):
        before, after = (self.make_lot(self.pump, name) for name in ("HL1", "HL2"))
        before.production_date, after.production_date = "2020-05-01", "2021-02-01"
        old = self.pump.udi_di_ids.filtered(lambda di: di.name == HIBC)
        device = old.device_id
        device.is_fda_tracked = True
        old.end_date = "2021-01-01"
        (before + after).invalidate_recordset()
        self.assertEqual((before.udi_di, before.udi_problem), (HIBC, False))
        # nothing new is made under it, but that the device is tracked stays true
        self.assertEqual((after.udi, after.is_followed), (False, True))
        self.assertEqual(after.udi_problem, messages.di_retired_before(self.env, HIBC, old.end_date))
        old.copy({"name": "A99912350", "start_date": "2021-01-01", "end_date": False})
        (before + after).invalidate_recordset()
        self.assertEqual((before.udi_di, after.udi_di), (HIBC, "A99912350"))

    def test_a_lot_was_entered_on_a_day_of_its_company(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        lot = self.make_lot(self.pump, "HL1")
        self.env.cr.execute("UPDATE stock_lot SET create_date = '2021-01-01 19:00' WHERE id = %s", [lot.id])
        lot.invalidate_recordset()
        own = self.pump.udi_di_ids.filtered(lambda di: di.name == HIBC)
        own.end_date = "2021-01-02"  # the day on which it was entered there
        self.assertEqual(lot.udi_problem, messages.di_retired_before(self.env, HIBC, own.end_date))

    def test_a_gtin_that_the_registry_retired_is_not_printed_on_new_lots(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        gauze.barcode = "9506000134352"
        lot = self.make_lot(gauze, "G1")
        self.assertTrue(lot.udi)
        gauze.udi_di_ids.end_date = "2020-01-01"
        lot.invalidate_recordset()
        self.assertEqual((lot.udi, "retired" in lot.udi_problem), (False, True))
        lot.production_date = "2019-06-01"
        self.assertEqual(lot.udi_di, "09506000134352")

    def test_dates_that_a_code_would_tell_of_another_century(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        gauze.barcode = "9506000134352"
        lots = {agency: self.make_lot(product, "L1") for agency, product in (
            ("gs1", gauze), ("ifa", self.drops), ("hibcc", self.pump),
        )}  # fmt: skip
        for day in ("1960-05-05", "2090-05-05"):
            for agency, lot in lots.items():
                lot.expiration_date = f"{day} 12:00:00"
                if agency == "hibcc":  # has four digits for the year, too
                    self.assertEqual(lot._udi().expiration_date.isoformat(), day)
                    self.assertEqual(lot.udi_remark, messages.day_odd(self.env, date.fromisoformat(day)))
                    continue
                self.assertFalse(lot.udi, (agency, day))
                self.assertEqual(lot.udi_problem, messages.day_far(self.env, agency.upper(), date.fromisoformat(day)))
            with self.assertRaises(UserError):
                lots["gs1"]._check_gs1_pairs()
            self.assertIsNone(lots["gs1"]._core_label_symbol())
        lots["gs1"].expiration_date = "2030-05-05 12:00:00"
        self.assertEqual((lots["gs1"].udi, lots["gs1"].udi_remark), ("(01)09506000134352(17)300505(10)L1", ""))
        gauze._udi_device().made_on_label = "udi"
        lots["gs1"].production_date = "1965-01-01"
        self.assertIn("1965", lots["gs1"].udi_problem)

    def test_numbers_that_are_too_long_for_the_agency(self):
        gauze = self.device("gs1", "09506000134352", "Gauze")
        gauze.barcode = "9506000134352"
        cells = self.device("iccbba", "A9999XYZ100T0945", "Cells")
        for product, longest in ((gauze, 20), (self.pump, 18), (cells, 18), (self.drops, 20)):
            self.assertTrue(self.make_lot(product, "L" * longest).udi, product.name)
            long = self.make_lot(product, "L" * (longest + 1))
            self.assertFalse(long.udi)
            self.assertIn(str(longest), long.udi_problem, product.name)
        self.assertTrue(self.make_lot(self.graft, "000025").udi)
        for name in ("25", "0000025"):
            self.assertIn("6 characters", self.make_lot(self.graft, name).udi_problem)

    def test_half_a_pair_is_told_and_nothing_is_entered(self):
        primary, secondary, _issues = writer.build_linked(Udi("HIBCC", "B99912340", lot_number="HL1"), TODAY)
        receipt = self.planned("in", self.pump, 1)
        self.make_lot(self.pump, "HL1")
        for raw, status in ((secondary, "stop"), (primary, "stop")):
            self.assertIn(self.scan(raw)["status"], (status, "ask"), raw)
            self.assertIn(self.scan(raw, receipt)["status"], (status, "ask"), raw)
        self.assertFalse(any(receipt.move_line_ids.mapped("picked")))
