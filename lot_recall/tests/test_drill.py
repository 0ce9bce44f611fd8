"""Drills: timed, scored, kept; blind ones draw their lot when they are started; nothing real is touched."""

import io
from datetime import timedelta

from freezegun import freeze_time
from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import RecallCase


class DrillCase(RecallCase):
    """Helpers only."""

    def run_drill(self, hours=3, **values):
        """A drill of N1 that is launched so long after it was opened, and ended."""
        recall = self.confirmed(kind="drill", **values)
        with freeze_time(recall.date_opened + timedelta(hours=hours)):
            recall.with_user(self.manager).action_launch()
            recall.action_end_drill()
        return recall.drill_ids

    def waiting(self):
        action = self.env["lot.recall.drill"].with_user(self.manager).action_plan()
        return self.env["lot.recall.drill"].with_user(self.manager).browse(action["res_id"])


@tagged("post_install", "-at_install")
class TestDrill(DrillCase):
    def test_an_announced_drill_is_timed_and_scored(self):
        drill = self.run_drill()
        self.assertEqual((drill.state, drill.grade, drill.is_passed), ("finished", "scheme", True))
        self.assertAlmostEqual(drill.stop_hours, 3)
        self.assertEqual((drill.found_percent, drill.is_blind, drill.lead_id), (100.0, False, self.manager))
        self.assertEqual(drill.recall_id.state, "closed")

    def test_whoever_signs_an_exercise_reads_that_it_is_one(self):
        told = "nothing is held, moved or mailed"
        recall = self.confirmed(kind="drill").with_user(self.manager)
        self.assertIn(told, recall._prepare_signing("approval", {"act": "approve"}).statement)
        recall = self.confirmed().with_user(self.manager)
        self.assertNotIn(told, recall._prepare_signing("approval", {"act": "approve"}).statement)

    def test_too_slow_is_not_passed(self):
        drill = self.run_drill(hours=30)
        self.assertEqual((drill.grade, drill.is_passed), ("late", False))

    def test_goods_that_nobody_knows_of_are_not_found_again(self):
        self.world.deliver(self.n1, 20)  # to nobody
        drill = self.run_drill()
        # 100 pieces of N1, 60 of HUB-1 and 50 of SET-1 came to be and 4 came back; 20 are with somebody unknown
        self.assertAlmostEqual(drill.found_percent, 90.65)
        self.assertFalse(drill.is_passed)

    def test_customers_who_can_be_told(self):
        (self.hospital | self.ward).write({"email": False, "phone": False, "street": False, "city": False})
        self.clinic.email = "clinic@example.com"
        drill = self.run_drill()
        self.assertEqual(drill.reachable_percent, 50.0)

    def test_nothing_real_is_held_mailed_or_moved(self):
        (self.hospital | self.clinic).email = "somebody@example.com"
        drill = self.run_drill()
        recall = drill.recall_id
        self.assertFalse(recall.hold_ids or recall.stop_ids)
        self.assertEqual(set(recall.notice_ids.mapped("state")), {"sandbox"})
        self.assertFalse(recall.notice_ids.mail_message_id)
        self.assertFalse(self.set1.is_blocked)

    def test_an_ended_drill_watches_nothing_any_more(self):
        recall = self.run_drill().recall_id
        self.assertFalse(self.env["lot.recall.watch"].search([("recall_id", "=", recall.id)]))
        with self.assertRaises(UserError):
            recall.action_end_drill()

    def test_a_signed_drill_is_launched_and_ended_like_any_other(self):
        recall = self.confirmed(kind="drill")
        self.env["lot.signature"].with_user(self.manager)._add(recall, "approval", "looks right", "password")
        recall.action_launch()
        recall.action_end_drill()
        self.assertEqual((recall.state, recall.closed_by_id, recall.is_signed), ("closed", self.manager, False))

    def test_figures_are_the_programs(self):
        drill = self.run_drill()
        quality = drill.with_user(self.quality)
        quality.lessons = "Call the ward first"
        for vals in ({"found_percent": 100.0}, {"is_passed": True}, {"started_at": False}):
            with self.assertRaises(AccessError):
                quality.write(vals)
        with self.assertRaises(AccessError):
            quality.create({"lead_id": self.quality.id})
        with self.assertRaisesRegex(UserError, "has ended"):
            quality.lead_id = self.quality
        with self.assertRaises(UserError):
            drill.sudo().unlink()

    def test_only_real_cases_are_not_ended_like_that(self):
        with self.assertRaises(UserError):
            self.launched().action_end_drill()


@tagged("post_install", "-at_install")
class TestBlindDrill(DrillCase):
    def test_the_lot_is_drawn_when_it_is_started_and_the_draw_is_explained(self):
        drill = self.waiting()
        self.assertEqual((drill.state, drill.is_blind, drill.recall_id.id), ("waiting", True, False))
        self.assertEqual((drill.activity_ids.user_id, drill.seed), (self.manager, False))
        drill.action_start()
        recall = drill.recall_id
        self.assertEqual((recall.kind, recall.state, len(recall.scope["lot_ids"])), ("drill", "draft", 1))
        lot = self.env["stock.lot"].browse(recall.scope["lot_ids"])
        self.assertIn(lot.name, drill.pick_text)
        self.assertIn(drill.seed, drill.pick_text)
        self.assertFalse(drill.activity_ids)
        with self.assertRaises(UserError):
            drill.action_start()

    def test_what_was_drawn_stays_drawn(self):
        drill = self.waiting()
        drill.action_start()
        recall = drill.recall_id.with_user(self.manager)
        for attempt in (
            recall.unlink,
            lambda: recall.write({"scope": {"method": "lots", "lot_ids": self.set2.ids}}),
            lambda: recall.write({"kind": "stock_recovery"}),
        ):
            with self.assertRaisesRegex(UserError, "was drawn for a blind drill"):
                attempt()
        recall.write({"scope": recall.scope, "title": "Blind drill of spring"})
        recall.action_cancel()
        self.assertEqual((drill.state, drill.is_passed, bool(drill.finished_at)), ("cancelled", False, True))

    def test_what_is_called_off_before_it_was_confirmed_is_no_drill(self):
        wizard = self.wizard(lot_ids=self.n1.ids, kind="drill")
        recall = wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"])
        recall.action_cancel()
        self.assertFalse(recall.drill_ids)

    def test_candidates_are_what_left_and_was_used(self):
        drill = self.waiting()
        rows = {row[0]: row[1:] for row in self.env.execute_query(self.candidates(drill))}
        self.assertEqual(rows[self.set1.id], (2, 0))  # two customers
        self.assertEqual(rows[self.n1.id], (0, 1))  # one order
        self.assertNotIn(self.set2.id, rows)

    def candidates(self, drill):
        from ..sql import drills

        self.env.flush_all()
        return drills.candidates(drill.company_id.id, self.day(-400))

    def test_the_time_of_a_blind_drill_counts_from_its_start(self):
        drill = self.waiting()
        drill.action_start()
        recall = drill.recall_id
        recall.with_user(self.manager).action_confirm()
        with freeze_time(drill.started_at + timedelta(hours=1)):
            recall.action_launch()
            recall.action_end_drill()
        self.assertEqual((drill.grade, drill.state), ("own", "finished"))

    def test_the_scheduled_action_plans_one_at_a_time(self):
        drills = self.env["lot.recall.drill"]
        company = self.env.company
        (self.env["res.company"].search([]) - company).write({"lot_recall_drill_months": 0})
        own = [("company_id", "=", company.id), ("is_blind", "=", True)]
        before = drills.search_count(own)
        drills._cron_plan()
        self.assertEqual(drills.search_count(own), before)  # not wanted
        company.write({"lot_recall_drill_months": 6, "lot_recall_drill_user_id": self.manager.id})
        drills.search([("company_id", "=", company.id)]).write(
            {"state": "finished", "finished_at": fields.Datetime.now() - timedelta(days=200)}
        )
        drills._cron_plan()
        drills._cron_plan()
        planned = drills.search(own)[0]
        self.assertEqual((drills.search_count(own), planned.state), (before + 1, "waiting"))

    def test_only_managers_start_one(self):
        drill = self.waiting()
        with self.assertRaises(AccessError):
            drill.with_user(self.quality).action_start()


@tagged("post_install", "-at_install")
class TestDrillCertificate(DrillCase, HttpCase):
    def test_the_certificate_says_it_and_is_marked(self):
        drill = self.run_drill()
        pdf = drill._build_certificate()
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        for words in (
            "Passed",
            "DRILL",
            drill.recall_id.name,
            "4 hours",
            "100",
            drill.recall_id.revision_id.sha256[:16],
        ):
            self.assertIn(words, text)
        self.assertEqual(pdf, drill._build_certificate())

    def test_it_is_downloaded_by_who_may_read_it_once_the_drill_has_ended(self):
        drill = self.run_drill()
        address = f"/lot_recall/drill/{drill.id}/pdf"
        self.authenticate(self.quality.login, self.quality.login)
        answer = self.url_open(address)
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (200, "application/pdf"))
        operator = self.new_user("test-drill-operator", "lot_traceability.group_operator")
        self.authenticate(operator.login, operator.login)
        self.assertEqual(self.url_open(address).status_code, 404)
