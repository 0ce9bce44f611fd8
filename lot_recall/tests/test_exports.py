"""Workbook and dossier, read back: the frozen numbers, real dates, and names that stay inert."""

import io
from datetime import datetime
from unittest.mock import patch

import openpyxl
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability.report import fonts

from ..kernel.visual import visual
from ..report.dossier import Dossier, build_dossier
from ..report.workbook import build_workbook
from .common import WEIRD, RecallCase

SHEETS = [
    "Summary", "Lots", "Lineage", "On hand", "Reserved", "Deliveries", "Customers", "Suppliers", "Balance", "Gaps",
    "Parameters",
]  # fmt: skip


class ExportCase(RecallCase):
    """Helpers only."""

    def workbook(self, recall):
        revision = recall.revision_id
        return build_workbook(recall.env, revision._read_content(), revision.sha256)

    def dossier(self, recall):
        revision = recall.revision_id
        return build_dossier(recall.env, revision._read_content(), revision.sha256)

    def sheets(self, recall):
        return openpyxl.load_workbook(io.BytesIO(self.workbook(recall)))

    def rows(self, sheet):
        """Rows of a table sheet as dicts by title."""
        titles = [cell.value for cell in sheet[1]]
        return [dict(zip(titles, values, strict=True)) for values in sheet.iter_rows(min_row=2, values_only=True)]

    def text(self, pdf):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@tagged("post_install", "-at_install")
class TestWorkbook(ExportCase):
    def test_sheets_headers_filters_and_widths(self):
        book = self.sheets(self.confirmed())
        self.assertEqual(book.sheetnames, SHEETS)
        for name in SHEETS[1:-1]:
            sheet = book[name]
            self.assertEqual(sheet.freeze_panes, "B2", name)
            self.assertTrue(sheet.auto_filter.ref.startswith("A1:"), name)
            self.assertGreater(sheet.column_dimensions["A"].width, 10)

    def test_numbers_are_numbers_with_their_unit_beside_them(self):
        rows = self.rows(self.sheets(self.confirmed())["Customers"])
        clinic = self.row(rows, Customer="Clinic")
        self.assertEqual((clinic["Shipped"], clinic["Returned"], clinic["Still there, at worst"]), (10, 4, 6))
        self.assertEqual(clinic["Unit"], "Units")

    def test_a_mean_is_written_as_finely_as_quantities_are_counted(self):
        recall = self.confirmed()
        content = recall.revision_id._read_content()
        for row in content["figures"]["customers"]:
            row["proportional_qty"] = 23.333333
        book = openpyxl.load_workbook(io.BytesIO(build_workbook(recall.env, content, "")))
        self.assertEqual({row["Expected"] for row in self.rows(book["Customers"])}, {23.33})
        text = self.text(build_dossier(recall.env, content, ""))
        self.assertTrue("23.33" in text and "23.333" not in text)

    def test_dates_are_dates_in_the_readers_zone_which_is_named(self):
        self.manager.tz = "Asia/Tokyo"
        book = self.sheets(self.confirmed())
        summary = {row[0]: row[1] for row in book["Summary"].iter_rows(max_col=2, values_only=True) if row[0]}
        self.assertEqual(summary["Time zone of all times"], "Asia/Tokyo")
        delivered = self.row(self.rows(book["Deliveries"]), Quantity=20)["Date"]
        self.assertIsInstance(delivered, datetime)
        self.assertEqual(delivered, self.day(-5, hour=17))  # 08:00 UTC

    def test_left_out_lots_stand_there_with_their_reason(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        wizard.leave_out(self.hub1.ids, "=Inspected")
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        row = self.row(self.rows(self.sheets(recall)["Lots"]), Lot="HUB-1")
        self.assertEqual(row["Left out because"], "=Inspected")

    def test_parameters_tell_the_pasted_lines_that_no_lot_bears(self):
        wizard = self.wizard(scope_method="pasted", pasted="N1\n\n=nobody\nSET-2")
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual(recall.scope_text, "Lots of a pasted list: 2; lines that no lot bears: 1")
        rows = [row[:2] for row in self.sheets(recall)["Parameters"].iter_rows(values_only=True)]
        self.assertIn(("Method", "Pasted list of numbers"), rows)
        self.assertEqual([text for title, text in rows if title == "Pasted line"], ["1: N1", "4: SET-2"])
        self.assertEqual([text for title, text in rows if title == "Pasted line that no lot bears"], ["3: =nobody"])

    def test_parameters_call_the_fields_as_the_wizard_does(self):
        wizard = self.wizard(scope_method="supplier_lot", supplier_lot="SL-1", partner_id=self.supplier.id)
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        rows = [row[:2] for row in self.sheets(recall)["Parameters"].iter_rows(values_only=True)]
        self.assertIn(("Supplier's lot number", "SL-1"), rows)
        self.assertIn(("Supplier", f"#{self.supplier.id}"), rows)

    def test_whom_nobody_knows_is_said(self):
        self.world.receive(self.n1, 5)
        self.world.deliver(self.n1, 5)
        book = self.sheets(self.confirmed())
        self.row(self.rows(book["Suppliers"]), Supplier="Unknown", Received=5)
        self.row(self.rows(book["Customers"]), Customer="Unknown", Shipped=5)
        self.row(self.rows(book["Deliveries"]), Customer="Unknown", Quantity=5)

    def test_the_same_revision_gives_the_same_bytes_whatever_happens_later(self):
        recall = self.confirmed()
        book, pdf = self.workbook(recall), self.dossier(recall)
        self.deliver(self.set1, 1, self.clinic)
        self.n1.with_context(lot_reason="typing error").name = "renamed"
        with patch("time.time", return_value=4e9):
            self.assertEqual(self.workbook(recall), book)
            self.assertEqual(self.dossier(recall), pdf)

    def test_reports_ask_the_database_nothing_about_stock(self):
        recall = self.confirmed()
        content = recall.revision_id._read_content()
        self.workbook(recall), self.dossier(recall)  # languages and parameters are cached now
        with self.assertQueryCount(0):
            build_workbook(recall.env, content, "x")
            build_dossier(recall.env, content, "x")


@tagged("post_install", "-at_install")
class TestDossier(ExportCase):
    def test_pages_are_numbered_and_the_case_is_named_on_each(self):
        recall = self.confirmed()
        pages = PdfReader(io.BytesIO(self.dossier(recall))).pages
        self.assertGreater(len(pages), 1)
        for number, page in enumerate(pages, 1):
            text = page.extract_text()
            self.assertIn(f"Page {number} of {len(pages)}", text)
            self.assertIn(recall.name, text)

    def test_it_tells_the_case(self):
        recall = self.confirmed()
        text = self.text(self.dossier(recall))
        for words in ("Complaint 17", "N1 → ", "St. Agnes", "Clinic", "Sharpline", "26 Units", recall.sha256):
            self.assertIn(words, text)

    def test_a_drill_is_marked_on_every_page(self):
        for page in PdfReader(io.BytesIO(self.dossier(self.confirmed(kind="drill")))).pages:
            self.assertIn("DRILL", page.extract_text())
        self.assertNotIn("DRILL", self.text(self.dossier(self.confirmed())))

    def test_a_text_longer_than_a_page_goes_on_over_the_page(self):
        wizard = self.wizard(lot_ids=self.n1.ids, reason="Complaint, told at length.\n" * 120 + "The end.")
        wizard.leave_out(self.hub1.ids, "Inspected, one by one. " * 300)
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        text = self.text(self.dossier(recall))
        self.assertEqual(text.count("told at length"), 120)
        self.assertIn("The end.", text)

    def test_a_pasted_list_takes_few_pages(self):
        pasted = "\n".join(["N1", *(f"nobody-{number}" for number in range(3000))])
        wizard = self.wizard(scope_method="pasted", pasted=pasted)
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.assertLess(len(PdfReader(io.BytesIO(self.dossier(recall))).pages), 40)

    def test_no_word_of_a_title_is_broken(self):
        revision = self.confirmed().revision_id
        dossier = Dossier(self.env, revision._read_content(), revision.sha256, ())
        for table, shown in dossier.columns.items():
            widths = dossier._widths(shown)
            self.assertLessEqual(sum(widths), dossier.width + 0.01, table)
            for column, width in zip(shown, widths, strict=True):
                for word in column.title.split():
                    self.assertLess(stringWidth(word, "LotPaper-Bold", 7), width, column.title)

    def test_missing_font_is_said_in_a_sentence(self):
        recall = self.confirmed()
        fonts.find_folder.cache_clear()
        self.addCleanup(fonts.find_folder.cache_clear)
        with patch.object(fonts, "_candidates", return_value=[]), self.assertRaisesRegex(UserError, "DejaVu Sans"):
            self.dossier(recall)


@tagged("post_install", "-at_install")
class TestWeirdNames(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.weird = cls.world.make_lots(cls.needle, WEIRD.values())
        cls.world.receive(dict.fromkeys(cls.weird, 5), partner=cls.supplier)
        cls.world.deliver(dict.fromkeys(cls.weird, 1), partner=cls.world.make_partner('=HYPERLINK("http://x")'))

    def test_workbook_keeps_them_as_text(self):
        book = self.sheets(self.confirmed(self.weird, title="=1+1 <i>"))
        for name in ("Lots", "Deliveries", "On hand"):
            cells = [cell for row in book[name].iter_rows() for cell in row]
            found = {cell.value for cell in cells}
            for lot in WEIRD.values():
                self.assertIn(lot, found, name)
            self.assertFalse([cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink])

    def test_dossier_prints_them_readably(self):
        text = self.text(self.dossier(self.confirmed(self.weird))).replace("\n", "")
        for name in ("formula", "tag", "at"):
            self.assertIn(visual(WEIRD[name]), text)
        # Readers of PDF files turn right-to-left words back, each in its own way.
        self.assertRegex(text, "\u05d0\u05d1\u05d2|\u05d2\u05d1\u05d0")
        self.assertGreaterEqual(text.count("L"), 200)

    def test_preview_and_case_carry_them_unchanged(self):
        wizard = self.wizard(lot_ids=self.weird.ids)
        shown = {row["lot"] for row in wizard.get_preview()["tables"]["lots"]}
        self.assertEqual(shown, set(WEIRD.values()))
        self.assertEqual(set(self.confirmed(self.weird).lot_ids.mapped("lot")), set(WEIRD.values()))

    def test_pasted_list_finds_them(self):
        text = "\n".join(WEIRD.values())
        self.assertEqual(self.scope_lots(scope_method="pasted", pasted=text), sorted(WEIRD.values()))


@tagged("post_install", "-at_install")
class TestDownloads(ExportCase, HttpCase):
    def get(self, recall, kind, query=""):
        return self.url_open(f"/lot_recall/{recall.id}/{kind}{query}")

    def test_files_with_the_cases_number(self):
        recall = self.confirmed()
        self.authenticate(self.quality.login, self.quality.login)
        for kind, start in (("xlsx", b"PK"), ("pdf", b"%PDF")):
            response = self.get(recall, kind)
            self.assertEqual(response.status_code, 200)
            self.assertTrue(response.content.startswith(start))
            self.assertIn(f"{recall.name.replace('/', '-')}_r1.{kind}", response.headers["Content-Disposition"])

    def test_earlier_revision_is_still_there(self):
        recall = self.confirmed()
        self.deliver(self.set1, 1, self.clinic)
        recall.action_new_revision()
        self.authenticate(self.manager.login, self.manager.login)
        first, second = (self.get(recall, "xlsx", f"?revision={number}") for number in (1, 2))
        self.assertNotEqual(first.content, second.content)
        self.assertEqual(self.get(recall, "xlsx").content, second.content)
        self.assertEqual(self.get(recall, "xlsx", "?revision=3").status_code, 404)

    def test_whoever_may_not_read_the_case_gets_nothing(self):
        company = self.new_company("Recall Nordic")
        foreign = self.user_of(company, "lot_recall.group_recall_manager")
        recall = self.confirmed()
        for user in (self.user_plain(), foreign):
            self.authenticate(user.login, user.login)
            for kind in ("xlsx", "pdf"):
                self.assertEqual(self.get(recall, kind).status_code, 404, user.login)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.get(recall, "xlsx").url)

    def test_draft_and_unknown_case_have_no_file(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        draft = wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"])
        self.authenticate(self.manager.login, self.manager.login)
        self.assertEqual(self.get(draft, "pdf").status_code, 404)
        self.assertEqual(self.url_open("/lot_recall/999999/xlsx").status_code, 404)
