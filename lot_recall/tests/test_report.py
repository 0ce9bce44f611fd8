"""Status reports: the points that authorities ask for, frozen by signature, with the figures of the account."""

import io
from datetime import timedelta

from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.lot_traceability.kernel.expiry import day_end

from ..models import messages_empty
from .back_case import BackCase
from .test_signed_case import SignedCase


@tagged("post_install", "-at_install")
class TestReport(BackCase, SignedCase):
    @classmethod
    def before_launch(cls):
        cls.env.company.lot_recall_sign = False
        cls.clinic.name = "Clinic <b>& Sons</b>"
        cls.hospital.recall_recipient = "user"

    def consignee(self, name):
        return self.recall.consignee_ids.filtered(lambda consignee: consignee.name.startswith(name))

    def report(self):
        action = self.recall.with_user(self.manager).action_make_report()
        return self.env["lot.recall.report"].with_user(self.manager).browse(action["res_id"])

    def text(self, report):
        pages = PdfReader(io.BytesIO(report._build_pdf())).pages
        return "\n".join(page.extract_text() for page in pages)

    def test_the_figures_are_those_of_the_case(self):
        self.answer(self.at_hospital, had=15, used=5, returning=12, destroyed=3)
        self.got(self.make(self.at_hospital))
        self.recall.consignee_ids._set_facts(first_notified_at=fields.Datetime.now())
        report = self.report()
        content = report._get_content()
        self.assertEqual(content["people"]["concerned"], 2)
        self.assertEqual(content["people"]["answered"], 1)
        row = self.row(content["lots"], lot="SET-1")
        account = self.row(self.recall._get_account(), lot="SET-1")
        for name in ("net_qty", "received_qty", "residual_qty", "used_qty"):
            self.assertEqual(row[name], format(account[name], "f"))
        told = self.row(content["consignees"], name="St. Agnes")
        self.assertEqual((told["had"], told["received"], told["destroyed"]), ("15", "12", "3"))
        text = self.text(report)
        for words in (
            "DRAFT",
            "Institution, user: 1",
            "Unknown: 1",
            "2 Consignees who answered",
            "5 Effectiveness checks",
            "SET-1",
            "St. Agnes",
        ):
            self.assertIn(words, text)

    def test_a_draft_follows_and_a_signed_one_stays(self):
        report = self.report()
        self.assertEqual(self.report(), report)
        report.write({"expected_end": fields.Date.today(), "remarks": "Slow <i>answers</i>", "names_silent": True})
        self.env.flush_all()
        self.assertIn("signed", self.sign(report, params={}))
        self.assertEqual((report.state, report.is_signed), ("signed", True))
        sha = report.sha256
        self.assertTrue(report._signed_content()["names_silent"])
        for attempt in (
            report.action_refresh,
            lambda: report.write({"remarks": "x"}),
            lambda: report._void_signatures("once more"),
        ):
            with self.assertRaisesRegex(UserError, "is signed and stays"):
                attempt()
        text = self.text(report)
        self.assertNotIn("DRAFT", text)
        self.assertIn("Slow <i>answers</i>", text)
        self.assertIn("Rita", text)
        self.answer(self.at_clinic, had=6, returning=6)
        later = self.report()
        self.assertEqual((later.number, later.from_at, report.sha256), (2, report.until_at, sha))
        self.assertEqual(later._get_content()["before"]["answered"], 0)
        self.assertIn("since the last report: +1", self.text(later))
        self.assertIn("Clinic <b>& Sons</b>", self.text(later))

    def test_a_signed_report_is_what_was_due_and_sets_the_next_one_going(self):
        first = self.clock("clock_us_status_report_device")
        report, today = self.report(), fields.Date.today()
        report.write({"expected_end": today, "next_due": today + timedelta(days=14)})
        self.env.flush_all()
        self.assertIn("signed", self.sign(report, params={}))
        self.assertEqual((first.outcome, first.note), ("done", report.display_name))
        following = self.clock("clock_us_status_report_next_device")
        self.assertEqual((following.started_at, following.report_id), (report.signed_at, report))
        end = day_end(report.next_due, self.recall.company_id.with_user(self.manager)._get_calendar_zone())
        self.assertEqual(following.due_at, end.replace(microsecond=0))
        self.assertFalse([one for one in self.recall._get_close_obstacles() if following.name in one])
        later = self.report()  # with nothing agreed the limit itself counts
        self.env.flush_all()
        self.assertIn("signed", self.sign(later, params={}))
        self.assertTrue(following.stopped_at)
        newest = self.clock("clock_us_status_report_next_device") - following
        self.assertAlmostEqual(newest.due_at, later.signed_at + timedelta(days=28), delta=timedelta(days=1, hours=1))
        self.recall._set_state(state="closed")
        self.assertTrue(newest.is_dropped)

    def test_a_limit_that_comes_later_counts_from_the_last_report_only(self):
        limits = self.env["lot.recall.clock.rule"].search([("start", "=", "reported")])
        limits.active = False
        for _time in range(2):
            report = self.report()
            report.expected_end = fields.Date.today()
            self.env.flush_all()
            self.assertIn("signed", self.sign(report, params={}))
        self.assertFalse(self.clock("clock_us_status_report_next_device"))
        limits.active = True
        self.recall._set_clocks()
        self.assertEqual(self.clock("clock_us_status_report_next_device").report_id, report)

    def clock(self, rule):
        self.recall.invalidate_recordset(["clock_ids"])
        return self.recall.clock_ids.filtered(lambda clock: clock.rule_id == self.env.ref(f"lot_recall.{rule}"))

    def test_one_of_an_exercise_is_marked(self):
        self.recall = self.confirmed(kind="drill").with_user(self.manager)
        self.recall.action_launch()
        text = self.text(self.report())
        self.assertIn("DRILL", text)
        self.assertNotIn("DRAFT", text)

    def test_rights_and_what_a_signature_needs(self):
        report = self.report()
        with self.assertRaises(AccessError):
            self.recall.with_user(self.quality).action_make_report()
        self.env.flush_all()
        self.assertIn("expected to be done", self.sign(report, params={}, seen_hash="x")["refused"])
        with self.assertRaises(UserError):
            report.write({"content": "{}"})
        with self.assertRaises(UserError):
            report.create({"recall_id": self.recall.id})

    def test_a_draft_of_a_case_that_ended_offers_nothing_that_can_only_fail(self):
        report, asked = self.report(), {"action_sign_report", "action_refresh"}
        self.assertLessEqual(asked, self.buttons(report))
        recall = self.recall.with_user(self.manager)
        self.assertFalse(recall.action_open_reports()["context"]["is_recall_over"])
        self.recall._set_state(state="cancelled")
        self.assertFalse(asked & self.buttons(report))
        self.assertIn("action_pdf", self.buttons(report))
        action = recall.action_open_reports()
        self.assertTrue(action["context"]["is_recall_over"])
        self.assertEqual(action["help"], messages_empty.help_for(self.env, report._name, is_over=True))
        with self.assertRaisesRegex(UserError, "is not running"):
            report.remarks = "too late"

    def test_downloading_asks_for_the_right(self):
        report = self.report()
        self.env.flush_all()
        self.authenticate(self.manager.login, self.manager.login)
        url = f"/lot_recall/report/{report.id}/pdf"
        self.assertEqual(self.url_open(url).content[:4], b"%PDF")
        clerk = self.new_user("test-recall-clerk", "stock.group_stock_user")
        self.authenticate(clerk.login, clerk.login)
        self.assertEqual(self.url_open(url).status_code, 404)
