"""Verification as people run it: the dialog and the command line, with results in sentences."""

import argparse
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.cli.command import find_command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..kernel import audit_anchor
from .audit_case import AuditCase


@tagged("post_install", "-at_install")
class TestAuditCheck(AuditCase):
    def setUp(self):
        super().setUp()
        self.ledger._ledger_write("exported", [{"label": "E1"}, {"label": "E2"}])
        self.seal()
        self.last = self.seals()[-1][0]

    def check(self, **values):
        wizard = self.env["lot.audit.check"].with_user(self.user_quality()).create(values)
        wizard.action_verify()
        return wizard

    def anchor(self, digest=None):
        digest = digest or bytes(self.rows("SELECT hash FROM lot_audit_seal WHERE company_id = %s AND seq = %s",
                                           self.company, self.last)[0][0]).hex()  # fmt: skip
        return audit_anchor.write(self.company, self.last, digest, self.env.cr.now())

    def test_a_whole_ledger(self):
        wizard = self.check(anchors=f"> mail of Monday\n> {self.anchor()}\n")
        self.assertTrue(wizard.is_sound)
        for words in (
            "is whole",
            "guards against changes stand",
            "Anchors compared: 1, from outside: 1.",
            f"Last number {self.last}",
        ):
            self.assertIn(words, wizard.result)
        entry = self.entries("verified")[-1]
        self.assertEqual(entry._get_content()["extra"]["number"], self.last)
        self.assertEqual(entry.user_id, self.user_quality())

    def test_a_tampered_ledger(self):
        self.env.cr.execute(
            "ALTER TABLE lot_audit_entry DISABLE TRIGGER ALL;"
            "UPDATE lot_audit_entry SET content = replace(content, 'E1', 'X1') WHERE label = 'E1'"
        )
        wizard = self.check()
        self.assertFalse(wizard.is_sound)
        for words in (f"first bad row is number {self.last - 1}", "not the one that was sealed", "switched off"):
            self.assertIn(words, wizard.result)
        self.assertFalse(self.entries("verified")[-1]._get_content()["extra"]["sound"])

    def test_a_contradicting_anchor(self):
        wizard = self.check(anchors=self.anchor("ab" * 32))
        self.assertFalse(wizard.is_sound)
        self.assertIn("contradicts the ledger", wizard.result)

    def test_text_without_anchor_is_refused(self):
        with self.assertRaisesRegex(UserError, "holds no anchor"):
            self.check(anchors="hello")

    def test_names_are_escaped(self):
        self.env.company.name = "<script>alert(1)</script>"
        self.assertNotIn("<script>", self.check().result)

    def test_only_quality_may_verify(self):
        with self.assertRaises(AccessError):
            self.env["lot.audit.check"].with_user(self.user_operator()).create({})

    def test_other_companies_are_not_read(self):
        sister = self.new_company("Sister")
        self.ledger._ledger_write("exported", [{"company": sister.id}])
        self.seal(sister.id)
        self.assertNotIn("Sister", self.check().result)

    # --- command line ---

    def command(self, **options):
        options = {"company": None, "after": 0, "anchors": None, **options}
        output = StringIO()
        with redirect_stdout(output):
            sound = find_command("lot_audit")()._verify(self.env, argparse.Namespace(**options))
        return sound, output.getvalue()

    def test_command_line(self):
        with TemporaryDirectory() as folder:
            kept = Path(folder, "anchors.txt")
            kept.write_text(self.anchor())
            sound, output = self.command(anchors=kept)
            self.assertTrue(sound, output)
            self.assertIn(f"{self.env.company.name}: the audit ledger is whole", output)
            kept.write_text(self.anchor("cd" * 32))
            sound, output = self.command(anchors=kept, company=self.company)
            self.assertFalse(sound)
            self.assertIn("contradicts", output)

    def test_command_line_names_the_first_bad_row(self):
        self.env.cr.execute(
            "ALTER TABLE lot_audit_entry DISABLE TRIGGER ALL;"
            "UPDATE lot_audit_entry SET content = replace(content, 'E2', 'X2') WHERE label = 'E2';"
            "ALTER TABLE lot_audit_entry ENABLE TRIGGER ALL, ENABLE ALWAYS TRIGGER lot_audit_entry_guard"
        )
        sound, output = self.command()
        self.assertFalse(sound)
        self.assertIn(f"The first bad row is number {self.last}.", output)
        self.assertIn("guards against changes stand", output)
