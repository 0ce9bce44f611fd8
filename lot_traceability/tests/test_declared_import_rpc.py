"""The import wizard called by programs: odd ids, odd values, other people's wizards; always a sentence."""

import base64

from odoo.exceptions import UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .test_declared_import import SHIPPING, ImportCase

BUTTONS = ("action_check", "action_import", "action_open_batch", "action_download_template")


@tagged("post_install", "-at_install")
class TestDeclaredImportRpc(ImportCase):
    def call(self, name, ids, context=None):
        return call_kw(self.env["lot.declared.import"], name, [ids], {"context": context or {}})

    def test_odd_ids_get_a_sentence(self):
        one, two = self.wizard(SHIPPING), self.wizard(SHIPPING)
        gone = self.wizard(SHIPPING)
        gone_id = gone.id
        gone.unlink()
        stranger = self.world.new_user("test-quality-three", "lot_traceability.group_quality")
        theirs = one.with_user(stranger).create({"file": base64.b64encode(b"a;b\n1;2\n"), "kind": "shipment"})
        for button in BUTTONS:
            for ids in ([], False, None, [0], [gone_id], [one.id, two.id], [10**9], theirs.ids, theirs.id):
                with self.subTest(button, ids=ids), self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
                    self.call(button, ids)
                self.assertTrue(refusal.exception.args[0])

    def test_lines_are_shown_only_of_an_import_that_was_done(self):
        wizard = self.check(SHIPPING + ";S1;C-7;1;2020-01-01;\n")
        with self.assertRaisesRegex(UserError, "no lines yet"):
            self.call("action_open_batch", wizard.ids)
        wizard.action_import()
        self.assertEqual(self.call("action_open_batch", wizard.id)["domain"], [("batch_id", "=", wizard.batch_id.id)])

    def test_odd_files_get_a_sentence(self):
        for file in ("x", "not base64", "äöü", "YQ", b"\xff", True, 12, "=" * 8, "JVBERi0xLjc=", "\n"):
            for name in ("old.csv", "old.xlsx", False, 7):
                with self.subTest(file=file, name=name), self.env.cr.savepoint():
                    self.assertTrue(self.refusal(file, name))

    def refusal(self, file, name):
        """The sentence about a file, or about its first line."""
        try:
            wizard = self.env["lot.declared.import"].create({"kind": "shipment", "file": file, "file_name": name})
            self.call("action_check", wizard.ids)
        except UserError as error:
            return error.args[0]
        return wizard.issue_ids[:1].reason

    def test_odd_contexts_change_nothing(self):
        wizard = self.wizard(SHIPPING + ";S1;C-7;1;2020-01-01 01:00;\n")
        for context in ({"tz": "No/Where"}, {"tz": "../../etc/passwd"}, {"tz": 5}, {"bin_size": True}):
            with self.subTest(context):
                self.call("action_check", wizard.ids, context)
                self.assertEqual((wizard.good_count, wizard.bad_count), (1, 0))
