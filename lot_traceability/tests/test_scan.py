"""The Registry: a scan becomes a lot, or the reason why not."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .. import messages
from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestScan(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Scan needle")
        cls.tube = cls.world.make_product("Scan tube")
        cls.lot = cls.world.make_lot(cls.needle, "SCAN-N1", expires=90)

    def ask(self, raw, **context):
        return self.env["stock.lot"].with_context(**context).resolve_scan(raw)

    def test_plain_number_finds_its_lot(self):
        answer = self.ask("SCAN-N1")
        self.assertEqual([row["id"] for row in answer["lots"]], [self.lot.id])
        self.assertEqual(answer["lots"][0]["product"], self.needle.display_name)
        self.assertIs(answer["reason"], False)
        self.assertEqual(answer["message"], "")

    def test_blanks_around_are_forgiven_but_an_exact_name_wins(self):
        self.assertEqual(self.ask(" SCAN-N1\n")["lots"][0]["id"], self.lot.id)
        self.env.company.lot_refuse_alike_names = False  # as in history from before
        padded = self.make_lot(self.needle, "SCAN-N1 ")
        self.assertEqual([row["id"] for row in self.ask("SCAN-N1 ")["lots"]], [padded.id])
        self.assertEqual([row["id"] for row in self.ask("SCAN-N1")["lots"]], [self.lot.id])

    def test_reference_is_found_when_no_lot_has_that_name(self):
        self.lot.ref = "SUP-77"
        self.assertEqual([row["id"] for row in self.ask("SUP-77")["lots"]], [self.lot.id])
        named = self.make_lot(self.tube, "SUP-77")
        self.assertEqual([row["id"] for row in self.ask("SUP-77")["lots"]], [named.id])

    def test_same_name_under_two_products_asks(self):
        other = self.make_lot(self.tube, "SCAN-N1")
        answer = self.ask("SCAN-N1")
        self.assertEqual(answer["reason"], "several")
        self.assertEqual({row["id"] for row in answer["lots"]}, {self.lot.id, other.id})
        self.assertIn("SCAN-N1", answer["message"])

    def test_unknown_and_empty_say_so_and_create_nothing(self):
        before = self.env["stock.lot"].search_count([])
        for raw in ("SCAN-NONE", "", "   ", False, "%", "=1+1", "<b>x</b>", "x" * 5000):
            answer = self.ask(raw)
            self.assertEqual((answer["lots"], answer["reason"]), ([], "none"), raw)
            self.assertTrue(answer["message"])
        self.assertEqual(self.env["stock.lot"].search_count([]), before)

    def test_other_company_is_named_only_to_who_may_enter_it(self):
        company = self.env["res.company"].create({"name": "Scan Sister"})
        foreign = self.make_lot(self.needle, "SCAN-SISTER")
        foreign.company_id = company
        outsider = self.user_of(self.env.company)
        lots_outsider = self.env["stock.lot"].with_user(outsider)
        answer, unknown = lots_outsider.resolve_scan("SCAN-SISTER"), lots_outsider.resolve_scan("SCAN-NOBODY")
        self.assertEqual((answer["lots"], answer["reason"]), ([], "none"))
        self.assertEqual(answer["message"].replace("SISTER", "NOBODY"), unknown["message"])

        outsider.company_ids += company
        answer = lots_outsider.with_context(allowed_company_ids=self.env.company.ids).resolve_scan("SCAN-SISTER")
        self.assertEqual((answer["lots"], answer["reason"]), ([], "other_company"))
        both = (self.env.company + company).ids
        answer = lots_outsider.with_context(allowed_company_ids=both).resolve_scan("SCAN-SISTER")
        self.assertEqual([row["id"] for row in answer["lots"]], [foreign.id])

    def test_search_box_and_many2one_still_search_as_before(self):
        lots = self.env["stock.lot"]
        self.assertEqual([found[0] for found in lots.name_search("scan-n")], [self.lot.id])
        self.assertEqual(lots.search([("display_name", "=", "SCAN-N1")]), self.lot)
        self.assertNotIn(self.lot, lots.search([("display_name", "not ilike", "SCAN-N1")]))
        self.assertEqual(lots.search_count([("display_name", "ilike", "")]), lots.search_count([]))

    def test_identifiers_of_a_lot_and_of_a_serial(self):
        self.lot.ref = "R-1"
        rows = self.lot._identifiers()
        self.assertEqual([row["label"] for row in rows], ["Lot", "Reference", "Expires"])
        self.assertEqual([row["value"] for row in rows[:2]], ["SCAN-N1", "R-1"])
        self.needle.tracking = "serial"
        self.lot.expiration_date = False
        self.assertEqual([row["label"] for row in self.lot._identifiers()], ["Serial number", "Reference"])

    def test_who_got_goods_of_a_lot(self):
        self.receive(self.lot, 10)
        self.assertEqual(self.lot.tell_about()["delivered"], "")
        self.deliver(self.lot, 1)  # over the counter
        self.assertEqual(self.lot.tell_about()["delivered"], messages.delivered_unnamed(self.env))
        self.deliver(self.lot, 1, self.make_partner("Scan Clinic"))
        self.assertEqual(self.lot.tell_about()["delivered"], "Scan Clinic")
        self.patch(type(self.env["stock.move.line"]), "has_access", lambda *_given: False)
        self.assertIs(self.lot.tell_about()["delivered"], False)

    def test_expiry_day_is_the_company_calendars(self):
        self.env.company.partner_id.tz = "Asia/Tokyo"
        self.lot.expiration_date = "2027-06-29 20:00:00"
        self.assertEqual(str(self.lot._expiry_day()), "2027-06-30")

    def test_what_is_no_text_finds_nothing(self):
        """An RPC may send anything: a sentence comes back, never a traceback."""
        for raw in (None, 5, ["SCAN-N1"], "\0", "\0\0no such lot"):
            with self.subTest(raw=raw):
                answer = self.env["stock.lot"].resolve_scan(raw)
                self.assertEqual((answer["lots"], answer["reason"]), ([], "none"))
        self.assertEqual(self.env["stock.lot"].resolve_scan("SCAN-N1\0")["lots"][0]["id"], self.lot.id)

    def test_trace_options_must_be_named(self):
        with self.assertRaises(UserError):
            self.lot.trace(options=["max_depth"])
