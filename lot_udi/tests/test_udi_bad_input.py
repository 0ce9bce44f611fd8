"""What nobody should have printed, typed or scanned, and what is said about it."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .. import messages
from ..kernel import registry
from .common import TODAY, UdiCase

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
