"""What quality thinks of a lot: changed in one way only, with a reason, recorded, here and there signed."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .. import messages_signing as messages
from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestDisposition(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Needle")
        cls.lot, cls.other = cls.world.make_lots(cls.needle, ["N1", "N2"])

    def entries(self):
        domain = [("code", "=", "disposition_changed"), ("res_id", "in", (self.lot | self.other).ids)]
        return self.env["lot.audit.entry"].search(domain, order="id")

    def test_new_lots_are_released(self):
        self.assertEqual(self.lot.disposition, "released")
        self.assertFalse(self.lot.disposition_reason)
        # Lots from before: the column has a default of its own, so that no row is touched on installing.
        self.env.cr.execute(
            "SELECT column_default, is_nullable FROM information_schema.columns"
            " WHERE table_name = 'stock_lot' AND column_name = 'disposition'"
        )
        self.assertEqual(self.env.cr.fetchone(), ("'released'::character varying", "NO"))

    def test_quality_changes_it_with_a_reason(self):
        quality = self.user_quality()
        lots = (self.lot | self.other).with_user(quality)
        lots._set_disposition("quarantine", "  seal  broken ")
        self.assertEqual(set(lots.mapped("disposition")), {"quarantine"})
        self.assertEqual((self.lot.disposition_reason, self.lot.disposition_user_id), ("seal broken", quality))
        contents = [entry._get_content() for entry in self.entries()]
        self.assertEqual([content["label"] for content in contents], ["N1 (Needle)", "N2 (Needle)"])
        self.assertEqual(
            (contents[0]["before"], contents[0]["after"], contents[0]["reason"], contents[0]["uid"]),
            ({"disposition": "released"}, {"disposition": "quarantine"}, "seal broken", quality.id),
        )
        lots._set_disposition("released", "seal is sound")
        self.assertEqual(len(self.entries()), 4)

    def test_the_same_again_is_no_change(self):
        self.lot._set_disposition("released", "once more")
        self.assertFalse(self.entries())

    def test_others_may_not(self):
        for user in (self.user_plain(), self.user_operator()):
            with self.assertRaisesRegex(AccessError, messages.disposition_only_quality(self.env)):
                self.lot.with_user(user)._set_disposition("quarantine", "seal broken")
        stranger = self.user_of(self.new_company("Sister"))
        self.lot.company_id = self.env.company
        with self.assertRaises(AccessError):
            self.lot.with_user(stranger)._set_disposition("quarantine", "seal broken")
        self.assertEqual(self.lot.disposition, "released")

    def test_empty_reason(self):
        for reason in ("", " ", None, False, "x"):
            with self.assertRaises(UserError):
                self.lot._set_disposition("quarantine", reason)

    def test_direct_writes_are_refused_on_every_path(self):
        sentence = messages.disposition_by_dialog(self.env)
        lot = self.lot.with_user(self.user_quality())
        key = {"lot_disposition_write": True}
        for attempt in (
            lambda: lot.write({"disposition": "rejected"}),
            lambda: lot.with_context(**key, lot_reason="because").write({"disposition": "rejected"}),
            lambda: lot.sudo().write({"disposition_reason": "x"}),
            lambda: lot.web_save({"disposition": "rejected"}, {}),
            lambda: lot.create({"name": "N3", "product_id": self.needle.id, "disposition": "rejected"}),
            lambda: lot.with_context(default_disposition="recalled").create(
                {"name": "N4", "product_id": self.needle.id}
            ),
            lambda: lot.copy({"disposition": "quarantine", "name": "N5"}),
        ):
            with self.assertRaisesRegex(AccessError, sentence), self.env.cr.savepoint():
                attempt()
        loaded = lot.load(["name", "product_id/.id", "disposition"], [["N6", str(self.needle.id), "rejected"]])
        self.assertFalse(loaded["ids"])
        self.assertIn(sentence, loaded["messages"][0]["message"])
        self.assertEqual(self.lot.disposition, "released")
        self.assertFalse(self.entries())

    def test_what_needs_a_signature(self):
        needed = {}
        for before in ("quarantine", "released", "rejected", "recalled"):
            self.lot._write_disposition(before, "as a test")
            for after in ("quarantine", "released", "rejected", "recalled"):
                needed[before, after] = self.lot._filter_to_sign(after)
        self.assertEqual(
            {change for change, is_needed in needed.items() if is_needed},
            {(before, after) for before, after in needed if before in ("rejected", "recalled") and after != before},
        )
        self.lot._write_disposition("quarantine", "as a test")
        self.env.company.lot_sign_release = True
        self.assertTrue(self.lot._filter_to_sign("released"))
        self.assertFalse(self.lot._filter_to_sign("rejected"))
        # A lot of all companies follows the strictest of them, a company's lot its own.
        shared = self.make_lot(self.make_product("Shared", company_id=False), "S1", company_id=False)
        shared._write_disposition("quarantine", "as a test")
        self.assertTrue(shared.with_company(self.new_company("Sister"))._filter_to_sign("released"))
        self.assertFalse(self.lot._filter_to_sign("quarantine"))

    def test_a_signature_cannot_be_gone_round(self):
        self.lot._set_disposition("rejected", "leaks")
        for who in (self.lot.with_user(self.user_quality()), self.lot, self.lot.sudo()):
            with self.assertRaisesRegex(UserError, "needs a signature"):
                who._set_disposition("released", "it is fine")
        self.assertEqual(self.lot.disposition, "rejected")

    def test_the_dialog(self):
        dialog = self.env["lot.disposition.change"].with_user(self.user_quality())
        change = dialog.create({"lot_ids": self.lot.ids, "disposition": "quarantine", "reason": "seal broken"})
        self.assertFalse(change.to_sign_count)
        change.action_change()
        self.assertEqual(self.lot.disposition, "quarantine")
        with self.assertRaisesRegex(UserError, "N1 is already: Quarantine"):
            change.action_change()
        with self.assertRaises(AccessError):
            dialog.with_user(self.user_operator()).create({"lot_ids": self.lot.ids, "disposition": "rejected"})
