"""What happened since the launch: the same figures on screen, in the workbook and in the dossier."""

import io

import openpyxl
from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from ..report.dossier import build_dossier
from ..report.words import Words
from ..report.workbook import build_workbook
from .common import RecallCase


class PaperCase(RecallCase):
    """Helpers only."""

    def papers(self, recall):
        """(workbook, text of the dossier) of a case as it stands."""
        revision, progress = recall.revision_id, recall._get_progress()
        rest = (revision._read_content(), revision.sha256, (), progress)
        book = openpyxl.load_workbook(io.BytesIO(build_workbook(recall.env, *rest)))
        pages = PdfReader(io.BytesIO(build_dossier(recall.env, *rest))).pages
        return book, "\n".join(page.extract_text() for page in pages)

    def rows(self, sheet):
        titles = [cell.value for cell in sheet[1]]
        return [dict(zip(titles, values, strict=True)) for values in sheet.iter_rows(min_row=2, values_only=True)]

    def answered(self):
        """A launched case of which the clinic has told: of six, two used, one destroyed, three coming back."""
        recall = self.launched()
        clinic = recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        line = clinic.lot_ids
        form = {"outcome": "quantities", "signer": "Ann <b>", "form_key": ""}
        told = {"had": "4", "used": "2", "destroyed": "1", "returning": "3"}
        form |= {f"{name}-{line.id}": text for name, text in told.items()}
        clinic._record_reply(form, "page")
        return recall


@tagged("post_install", "-at_install")
class TestProgress(PaperCase):
    def test_nothing_before_the_launch(self):
        recall = self.confirmed()
        self.assertIsNone(recall._get_progress())
        book, text = self.papers(recall)
        self.assertNotIn("Since the launch", book.sheetnames)
        self.assertNotIn("Since the launch", text)

    def test_figures_are_those_of_the_screen(self):
        recall = self.answered()
        book, text = self.papers(recall)
        words = Words(recall.env)
        sheet = {row[0]: row[1:3] for row in book["Since the launch"].iter_rows(max_col=3, values_only=True)}
        (now,) = recall._get_figures_now()["units"]
        for title, name, shown in (
            ("Made or received", "made_qty", recall.made_text),
            ("Shipped", "shipped_qty", recall.shipped_text),
            ("On hand now", "on_hand_qty", recall.on_hand_now_text),
            ("Held now", "held_qty", recall.held_now_text),
        ):
            self.assertEqual(sheet[title], (now[name], now["uom"]))
            self.assertEqual(words.quantity(now[name], now["uom"]), shown)
            self.assertIn(shown, text)
        self.assertEqual(sheet["Consignees who answered"][0], recall.answered_count)
        self.assertEqual(sheet["People reached"][0], recall.reached_percent / 100)
        self.assertIn(words.percent(recall.reached_percent / 100), text)

    def test_each_list_has_every_row(self):
        recall = self.answered()
        book, text = self.papers(recall)
        for name, records in (
            ("Revisions", recall.revision_ids),
            ("Letters", recall.letter_ids),
            ("Clocks", recall.clock_ids),
            ("Holds", recall.hold_ids),
            ("On their way", recall.stop_ids),
            ("Consignees", recall.consignee_ids),
            ("Notices", recall.notice_ids),
            ("Answers", recall.consignee_ids.reply_ids),
            ("Answers by lot", recall.consignee_ids.lot_ids),
            ("Reconciliation", recall._get_account()),
        ):
            self.assertTrue(records, name)
            self.assertEqual(len(self.rows(book[name])), len(records), name)
            self.assertIn(f"{name} (rows: {len(records)})", text)
        plan = dict(book["Plan"].iter_rows(max_col=2, values_only=True))
        self.assertEqual((plan["Decision"], plan["Reviewed by"]), ("Carry out", self.quality.name))
        self.assertIn(plan["How serious is the harm?"], "Judged")
        self.assertIn("How serious is the harm?", text)
        self.assertIn("The needle leaks.", self.rows(book["Letters"])[0]["Text"])
        self.assertIn("The needle leaks.", text)
        row = self.row(self.rows(book["Answers by lot"]), Consignee="Clinic")
        self.assertEqual((row["On hand"], row["Used"], row["Destroyed"], row["Coming back"]), (4, 2, 1, 3))
        self.assertEqual(self.row(self.rows(book["Answers"]), Consignee="Clinic")["Answered by"], "Ann <b>")
        self.assertIn("Ann <b>", text)

    def test_a_drill_is_marked_on_every_sheet_and_shows_its_score(self):
        recall = self.confirmed(kind="drill")
        recall.with_user(self.manager).action_launch()
        recall.action_end_drill()
        book, text = self.papers(recall)
        self.assertTrue(all(name.startswith("DRILL ") for name in book.sheetnames))
        self.assertIn("DRILL", book["DRILL Lots"].oddHeader.center.text)
        row = self.rows(book["DRILL Drill"])[0]
        self.assertEqual((row["Time"], row["Goods found again"]), ("Within 2 hours", 100))
        self.assertIn("Within 2 hours", text)


@tagged("post_install", "-at_install")
class TestProgressDownload(PaperCase, HttpCase):
    def test_the_current_revision_alone_tells_what_happened_since(self):
        recall = self.answered()
        recall.action_new_revision()
        self.authenticate(self.quality.login, self.quality.login)
        for query, is_there in (("", True), ("?revision=2", True), ("?revision=1", False)):
            found = self.url_open(f"/lot_recall/{recall.id}/xlsx{query}").content
            names = openpyxl.load_workbook(io.BytesIO(found)).sheetnames
            self.assertEqual("Since the launch" in names, is_there, query)
