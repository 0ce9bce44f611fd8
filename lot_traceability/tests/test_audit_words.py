"""What the ledger says to people: sentences, the timeline of an object, search."""

from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.lot_signature import FACTS
from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditWords(AuditCase):
    def setUp(self):
        super().setUp()
        self.needle = self.make_product("Needle")
        self.lot = self.make_lot(self.needle, "N1")
        self.quality = self.user_quality()
        self.quality.tz = "Asia/Tokyo"

    def change(self, code="lot_changed", record=None, **options):
        (entry_id,) = self.ledger._ledger_write(code, record or self.lot, **options)
        return self.ledger.browse(entry_id).with_user(self.quality).with_context(tz="Asia/Tokyo")

    def timeline(self, record=None, user=None, **options):
        record = record or self.lot
        return self.ledger.with_user(user or self.user_plain()).timeline(record._name, record.id, **options)

    # --- sentences ---

    def test_one_change_is_told_whole(self):
        entry = self.change(
            before={"expiration_date": "2026-11-21T20:00:00.000000Z"}, after={"expiration_date": None}, reason="typing"
        )
        writer = self.env.user.name
        self.assertEqual(
            entry.sentence, f"{writer} changed Expiration Date of N1 (Needle) from 11/22/2026 05:00:00 AM to nothing."
        )

    def test_values_in_words(self):
        entry = self.change(
            before={"ref": "A", "product_id": {"id": 1, "name": "Old"}},
            after={"ref": None, "product_id": {"id": 2, "name": "New <b>"}, "gone_field": True, "day": "2026-11-21"},
        )
        self.assertIn("changed N1 (Needle): ", entry.sentence)
        for words in ("<td>Old</td><td>New &lt;b&gt;</td>", "<td>A</td><td>nothing</td>", "Yes", "11/21/2026"):
            self.assertIn(words, entry.details)

    def test_every_code_has_a_sentence(self):
        codes = dict(self.ledger._fields["code"].selection)
        self.assertEqual(set(self.ledger._get_sentences()), set(codes))
        for code in codes:
            entry = self.change(code, before={"name": "N0"}, after={"name": "N1"}, extra={"count": 3, "sound": True})
            self.assertGreater(len(entry.sentence), 10, code)
            self.assertNotIn("%(", entry.sentence)

    def test_a_signature_in_words(self):
        """Codes and names of columns are nothing for people."""
        facts = {name: "x" for name in FACTS} | {"meaning": "release", "method": "pin", "reason": "typing"}
        details = self.change("signed", extra=facts, reason="typing").details
        for raw in ("release", "pin<", "user id", "zone minutes", "login", "typing", "Before"):
            self.assertNotIn(raw, details)
        self.assertIn("<td>Release</td>", details)
        self.assertIn("<td>Signing PIN</td>", details)
        problem = self.change("sign_failed", extra={"problem": "wrong_entry"})
        self.assertIn("password or PIN was wrong", problem.details)

    def test_origin(self):
        self.assertEqual(self.change().origin, "Server")

    def test_a_list_of_rows(self):
        rows = [{"component_lot_id": {"id": 1, "name": "C1"}, "produced_lot_id": {"id": 2, "name": "P1"}, "qty": "2"}]
        entry = self.change("as_built_changed", after={"rows": rows}, before={"rows": []})
        self.assertIn("<th>Components</th><td>nothing</td><td>C1 · P1 · 2</td>", entry.details)

    # --- search ---

    def test_search_by_number(self):
        entry = self.change()
        self.assertIn(entry, self.ledger.search([("is_sealed", "=", False)]))
        self.seal()
        self.assertEqual(self.ledger.search([("seq", "=", entry.seq), ("company_id", "=", self.company)]), entry)
        self.assertNotIn(entry, self.ledger.search([("is_sealed", "=", False)]))
        self.assertTrue(entry.is_sealed)
        self.assertEqual(len(entry.hash), 64)

    def test_grouping(self):
        self.change()
        groups = self.ledger._read_group([("model", "=", "stock.lot")], ["code", "at:day"], ["__count"])
        self.assertTrue(groups)

    def test_open_object(self):
        entry = self.change()
        self.assertEqual(entry.action_open_object()["res_id"], self.lot.id)
        self.lot.unlink()
        with self.assertRaisesRegex(UserError, "no longer there"):
            entry.action_open_object()

    # --- timeline ---

    def test_newest_first_in_pages(self):
        for number in range(40):
            self.change(after={"ref": f"R{number}"})
        first = self.timeline()
        self.assertEqual((len(first["entries"]), first["more"]), (30, True))
        self.assertIn("R39", first["entries"][0]["sentence"])
        rest = self.timeline(before=first["entries"][-1]["id"])
        self.assertEqual((len(rest["entries"]), rest["more"]), (11, False))
        self.assertIn("created N1", rest["entries"][-1]["sentence"])
        self.assertEqual({detail["before"] for detail in rest["entries"][-1]["details"]}, {None}, "it was not there")
        datetime.fromisoformat(first["entries"][0]["at"])

    def test_others_that_an_entry_is_about(self):
        other = self.make_lot(self.needle, "N2")
        self.change(about=[other, self.needle])
        self.assertIn("N1", self.timeline(other)["entries"][0]["sentence"])

    def test_only_what_the_reader_may_read(self):
        hidden = self.new_company("Sister")
        lot = self.env["stock.lot"].create({"name": "H1", "product_id": self.needle.id, "company_id": hidden.id})
        user = self.user_of(self.env.company, "stock.group_stock_user")
        for model, res_id, error in (
            ("stock.lot", lot.id, AccessError),
            ("stock.lot", 999999999, AccessError),
            ("lot.reason", 1, UserError),
            ("no.model", 1, UserError),
            ("stock.lot", "1", UserError),
            (["stock.lot"], 1, UserError),
            ("stock.lot", True, UserError),
        ):
            with self.subTest(model=model, res_id=res_id), self.assertRaises(error) as caught:
                self.ledger.with_user(user).timeline(model, res_id)
            self.assertNotIn("H1", str(caught.exception))

    def test_entries_of_other_companies_are_counted(self):
        sister = self.new_company("Sister")
        self.ledger._ledger_write("lot_changed", [{"record": self.lot, "company": sister.id, "after": {"ref": "X"}}])
        answer = self.timeline(user=self.user_of(self.env.company, "stock.group_stock_user"))
        self.assertEqual((answer["hidden"], len(answer["entries"])), (1, 1))

    def test_values_of_closed_fields_stay_closed(self):
        field = type(self.lot)._fields["ref"]
        self.patch(field, "groups", "base.group_system")
        self.change(before={"ref": "secret"}, after={"ref": "other secret"})
        self.assertNotIn("secret", str(self.timeline()))
        admin = self.new_user("test-root", "base.group_system,stock.group_stock_user")
        self.assertIn("secret", str(self.timeline(user=admin)))

    def test_the_button(self):
        action = self.lot.with_user(self.user_plain()).action_history()
        self.assertEqual(action["params"], {"model": "stock.lot", "res_id": self.lot.id})
        self.assertEqual(action["name"], "History of N1")

    def test_portal_users_have_no_timeline(self):
        portal = self.env["res.users"].create(
            {"name": "P", "login": "test-portal", "group_ids": [Command.set([self.env.ref("base.group_portal").id])]}
        )
        with self.assertRaises(AccessError):
            self.timeline(user=portal)
