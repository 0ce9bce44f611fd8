"""The ledger as a file: safe to open, and verifiable without the database."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged

from ..kernel import audit_file
from ..models.audit_rows import AuditRows
from ..report import audit_table
from ..wizard import lot_audit_export
from .audit_case import AuditCase

ODD = '=1+1 "quoted", \'n; 東京\n_x0041_ \x07 \uffff end'


@tagged("post_install", "-at_install")
class TestAuditExport(AuditCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sister = cls.world.new_company("Sister")
        cls.user = cls.world.new_user("test-sister", "lot_traceability.group_quality", cls.sister)
        cls.forget(cls.sister)

    def setUp(self):
        super().setUp()
        self.ids = self.ledger._ledger_write(
            "exported",
            [{"company": self.sister.id, "label": f"=E{number}", "reason": ODD} for number in range(4)],
        )
        self.seal(self.sister.id)
        self.folder = Path(self.enterContext(TemporaryDirectory()))

    def export(self, extension, entries=None):
        env = self.ledger.with_user(self.user).with_context(tz="Europe/Oslo").env
        entries = env["lot.audit.entry"].browse(
            (entries or self.ledger.search([("company_id", "=", self.sister.id)])).ids
        )
        path = self.folder / f"ledger.{extension}"
        with path.open("wb") as file:
            getattr(audit_table, f"write_{extension}")(AuditRows(env, entries), file)
        return path

    def test_both_formats_verify_outside(self):
        for extension in ("csv", "xlsx"):
            with self.subTest(extension):
                (report,) = audit_file.verify(self.export(extension))
                self.assertEqual((report.findings, report.rows, report.last), ((), 5, 5))
                self.assertEqual(report.company_id, self.sister.id)

    def test_a_changed_file_is_found(self):
        path = self.export("csv")
        path.write_text(path.read_text("utf-8-sig").replace('""=E2""', '""=E9""'), "utf-8-sig")
        (report,) = audit_file.verify(path)
        self.assertEqual([(finding.kind, finding.seq) for finding in report.findings], [("entry_changed", 4)])

    def test_some_rows_verify_too(self):
        path = self.export("csv", self.ledger.browse([self.ids[0], self.ids[2]]))
        (report,) = audit_file.verify(path)
        self.assertEqual((report.is_sound, report.rows, report.skipped), (True, 2, 2))

    def test_long_contents_are_continued(self):
        self.ledger._ledger_write("exported", [{"company": self.sister.id, "reason": "long " * 20_000}])
        self.seal(self.sister.id)
        (report,) = audit_file.verify(self.export("xlsx"))
        self.assertEqual((report.findings, report.rows), ((), 6))

    def test_unsealed_entries_are_counted(self):
        self.ledger._ledger_write("exported", [{"company": self.sister.id}])
        (report,) = audit_file.verify(self.export("xlsx"))
        self.assertEqual((report.unsealed, report.rows, report.is_sound), (1, 5, True))

    def test_texts_compute_nothing(self):
        self.user.name = "=cmd|' /C calc'!A0"
        self.ledger.with_user(self.user)._ledger_write("exported", [{"company": self.sister.id, "label": "X"}])
        table = list(csv.reader(io.StringIO(self.export("csv").read_text("utf-8-sig"))))
        self.assertEqual(table[0][:2], ["When (Europe/Oslo)", "By"])
        self.assertFalse([cell for row in table for cell in row if cell.startswith(audit_table.FORMULA_SIGNS)])
        self.assertEqual(json.loads(table[2][-1])["label"], "=E0", "what proves the row is untouched")
        sheet = load_workbook(self.export("xlsx")).worksheets[0]
        self.assertFalse([cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"])

    def test_no_ledger_at_all(self):
        for text, words in (("a,b\n1,2\n", "columns are missing"), ("", "columns are missing")):
            path = self.folder / "other.csv"
            path.write_text(text)
            with self.assertRaisesRegex(audit_file.FileError, words):
                audit_file.verify(path)
        path = self.export("csv")
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
        path.write_text("".join(lines).replace(",1,", ",one,", 1), "utf-8-sig")
        with self.assertRaisesRegex(audit_file.FileError, "line 2 cannot be read"):
            audit_file.verify(path)

    def test_the_dialog_takes_the_list_or_the_chosen_rows(self):
        ledger = self.ledger.with_user(self.user)
        for context, count in (
            ({"active_domain": [["code", "=", "exported"]]}, 4),
            ({"active_domain": [], "active_ids": self.ids[:2]}, 2),
            ({}, 5),
        ):
            action = ledger.with_context(**context).action_export()
            export = self.env["lot.audit.export"].with_user(self.user).browse(action["res_id"])
            self.assertEqual((export.count, len(export._get_entries())), (count, count))
        with self.assertRaises(AccessError):
            export.with_user(self.user_quality()).read(["domain"])
        with self.assertRaises(AccessError):
            self.ledger.with_user(self.user_operator()).action_export()

    def test_too_many(self):
        self.patch(lot_audit_export, "MOST", 3)
        action = self.ledger.with_user(self.user).action_export()
        with self.assertRaisesRegex(UserError, "too many"):
            self.env["lot.audit.export"].with_user(self.user).browse(action["res_id"]).action_export()
        with self.assertRaisesRegex(UserError, "too many"):
            self.env["lot.audit.export"].with_user(self.user).browse(action["res_id"])._check_count()


@tagged("post_install", "-at_install")
class TestAuditDownload(HttpCase):
    def test_a_download_is_recorded(self):
        user = new_test_user(self.env, "test-audit-download", "lot_traceability.group_quality")
        ledger = self.env["lot.audit.entry"].with_user(user)
        (entry_id,) = ledger._ledger_write("exported", [{"label": "E1"}])
        export = self.env["lot.audit.export"].with_user(user).create({"domain": repr([("id", "=", entry_id)])})
        for extension in ("csv", "xlsx"):
            export.format = extension
            self.authenticate(user.login, user.login)
            answer = self.url_open(f"/lot_traceability/audit_export/{export.id}")
            self.assertEqual(answer.status_code, 200)
            self.assertIn(f".{extension}", answer.headers["Content-Disposition"])
            entry = self.env["lot.audit.entry"].search([("code", "=", "exported")], limit=1)
            self.assertEqual(entry._get_content()["extra"]["count"], 1)
            self.assertEqual((entry.user_id, entry._get_content()["context"]["kind"]), (user, "web"))
        other = new_test_user(self.env, "test-audit-other", "lot_traceability.group_quality")
        self.authenticate(other.login, other.login)
        self.assertEqual(self.url_open(f"/lot_traceability/audit_export/{export.id}").status_code, 404)
