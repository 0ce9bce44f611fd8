"""Clocks of a case: which run, when they are due, what stops them; starts that move are told."""

from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models import messages_close
from .common import RecallCase


@tagged("post_install", "-at_install")
class TestClock(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls.env.ref("lot_recall.jurisdiction_us_device")
        cls.europe = cls.env.ref("lot_recall.jurisdiction_eu_device")
        cls.report = cls.env.ref("lot_recall.clock_us_device_report")
        cls.incident = cls.env.ref("lot_recall.clock_eu_incident")
        cls.warning = cls.env.ref("lot_recall.clock_us_public_warning_device")
        cls.env.company.partner_id.tz = "America/New_York"

    def clock(self, recall, rule, revision=False):
        recall.invalidate_recordset(["clock_ids"])
        return recall.clock_ids.filtered(lambda clock: (clock.rule_id, clock.revision_id.id) == (rule, revision))

    def test_jurisdictions_say_which_clocks_there_are(self):
        recall = self.confirmed()
        self.assertFalse(recall.clock_ids)
        recall.jurisdiction_ids = self.europe
        known = self.clock(recall, self.incident)
        self.assertEqual((known.standing, known.due_at), ("waiting", False))
        recall.jurisdiction_ids = self.device
        self.assertFalse(self.clock(recall, self.incident))
        self.assertTrue(self.clock(recall, self.report))
        recall.jurisdiction_ids = self.device | self.europe
        self.assertEqual(self.clock(recall, self.incident), known)

    def test_launch_starts_the_report_and_a_wider_scope_its_amendment(self):
        recall = self.launched()
        report = self.clock(recall, self.report)
        self.assertEqual((report.started_at, report.standing), (recall.date_launched, "running"))
        # ten working days: from a Sunday they end twelve days later, on a Friday
        due = self.report._get_due(recall.date_launched, "America/New_York")
        self.assertEqual(report.due_at, due.replace(microsecond=0))
        self.assertGreater(report.due_at, recall.date_launched + timedelta(days=11))
        amendment = self.env.ref("lot_recall.clock_us_device_amendment")
        self.assertFalse(recall.clock_ids.filtered(lambda clock: clock.rule_id == amendment))
        recall.action_new_revision()
        second = self.clock(recall, amendment, recall.revision_id.id)
        self.assertEqual(second.started_at, recall.revision_id.as_of)
        recall.action_new_revision()
        recall.invalidate_recordset(["clock_ids"])
        self.assertEqual(len(recall.clock_ids.filtered(lambda clock: clock.rule_id == amendment)), 2)

    def test_federal_holidays_weekends_and_day_zero(self):
        # Friday; Labor Day lies in between. Ten working days later, last second of the day in New York.
        due = self.report._get_due(datetime(2026, 8, 28, 15, 0), "America/New_York")
        self.assertEqual(due.replace(microsecond=0), datetime(2026, 9, 15, 3, 59, 59))
        # New Year's Day, and the observed one of a Saturday that lies in the old year.
        self.report.count = 2
        due = self.report._get_due(datetime(2027, 12, 29, 15, 0), "America/New_York")
        self.assertEqual(fields.Date.to_string(due - timedelta(hours=6)), "2028-01-03")

    def test_a_start_that_moves_moves_the_due_date_and_is_told(self):
        recall = self.confirmed()
        recall.jurisdiction_ids = self.europe
        recall.awareness_at = datetime(2026, 7, 1, 12, 0)
        clock = self.clock(recall, self.incident)
        first = clock.due_at
        recall.awareness_at = datetime(2026, 6, 30, 12, 0)
        self.assertEqual(clock.due_at, first - timedelta(days=1))
        moved = self.env["lot.audit.entry"].search([("code", "=", "recall_clock_moved")])
        self.assertIn(f"{recall.display_name}: Report of a serious incident", moved.mapped("label"))
        recall.awareness_at = datetime(2026, 6, 30, 12, 0)
        self.assertEqual(self.env["lot.audit.entry"].search([("code", "=", "recall_clock_moved")]), moved)

    def test_what_is_done_stays_as_it_was_done(self):
        recall = self.confirmed()
        recall.write({"jurisdiction_ids": self.europe.ids, "awareness_at": self.day(-20)})
        clock = self.clock(recall, self.incident)
        self.assertEqual(clock.standing, "late")
        action = clock.action_stop()
        wizard = self.env["lot.recall.clock.stop"].with_user(self.manager).with_context(**action["context"])
        wizard.create({"note": "Report 17", "stopped_at": self.day(-10)}).action_stop()
        self.assertEqual((clock.standing, clock.note, clock.stopped_by_id), ("met", "Report 17", self.manager))
        due_at = clock.due_at
        recall.awareness_at = self.day(-15)
        self.assertEqual(clock.due_at, due_at)
        with self.assertRaisesRegex(UserError, "done already"):
            clock.action_stop()

    def test_a_second_person_confirms_that_nothing_is_reported(self):
        recall = self.launched()
        clock = self.clock(recall, self.report).with_user(self.manager)
        with self.assertRaisesRegex(UserError, "nothing is to be confirmed"):
            clock.with_user(self.second).action_review()
        clock._stop("not_applicable", "Reduces no risk to health", fields.Datetime.now())
        sentence = messages_close.clocks_unconfirmed(self.env, [clock.name])
        self.assertIn(sentence, recall._get_close_obstacles())
        with self.assertRaisesRegex(UserError, "somebody else confirms"):
            clock.action_review()
        with self.assertRaises(AccessError):
            clock.with_user(self.quality).action_review()
        clock.with_user(self.second).action_review()
        self.assertEqual((clock.reviewed_by_id, clock.is_review_missing), (self.second, False))
        self.assertNotIn(sentence, recall._get_close_obstacles())
        told = self.env["lot.audit.entry"].search([("code", "=", "recall_clock_reviewed"), ("res_id", "=", clock.id)])
        self.assertEqual(told.mapped("user_id"), self.second)

    def test_nothing_is_to_be_confirmed_once_the_case_ended(self):
        recall = self.launched()
        clock = self.clock(recall, self.report).with_user(self.manager)
        clock._stop("not_applicable", "Reduces no risk to health", fields.Datetime.now())
        self.assertTrue(clock.is_review_missing)
        recall._set_state(state="cancelled")
        self.assertFalse(clock.is_review_missing, "the list offers no button that can only fail")
        with self.assertRaisesRegex(UserError, "nothing is to be confirmed"):
            clock.with_user(self.second).action_review()

    def test_a_clock_that_waits_for_somebody_to_ask(self):
        recall = self.confirmed()
        recall.jurisdiction_ids = self.device
        clock = self.clock(recall, self.warning)
        with self.assertRaisesRegex(UserError, "cannot start"):
            clock._stop("done", "Sent", fields.Datetime.now())
        clock.action_start()
        self.assertEqual(clock.due_at - clock.started_at, timedelta(hours=24))
        recall.depth = "user"
        recall.awareness_at = self.day(-1)
        self.assertTrue(clock.started_at)
        with self.assertRaisesRegex(UserError, "cannot start"):
            clock.action_start()
        clock._stop("not_applicable", "Withdrawn by FDA", fields.Datetime.now())
        self.assertEqual(clock.outcome, "not_applicable")

    def test_instants_that_cannot_be(self):
        recall = self.confirmed()
        recall.write({"jurisdiction_ids": self.europe.ids, "awareness_at": self.day(-2)})
        clock = self.clock(recall, self.incident)
        for instant in (self.day(-3), fields.Datetime.now() + timedelta(hours=1)):
            with self.assertRaisesRegex(UserError, "cannot start"):
                clock._stop("done", "Sent", instant)

    def test_rights(self):
        recall = self.confirmed()
        recall.write({"jurisdiction_ids": self.europe.ids, "awareness_at": self.day(-2)})
        clock = self.clock(recall, self.incident)
        with self.assertRaises(AccessError):
            clock.with_user(self.quality)._stop("done", "Sent", fields.Datetime.now())
        for user in (self.quality, self.manager):
            with self.assertRaises(AccessError):
                clock.with_user(user).write({"due_at": False})
        with self.assertRaises(AccessError):
            self.incident.with_user(self.quality).count = 30

    def test_an_archived_rule_holds_for_cases_that_have_its_clock(self):
        recall = self.confirmed()
        recall.write({"jurisdiction_ids": self.europe.ids, "awareness_at": self.day(-2)})
        clock = self.clock(recall, self.incident)
        self.incident.active = False
        recall.awareness_at = self.day(-3)
        self.assertEqual((self.clock(recall, self.incident), clock.started_at), (clock, self.day(-3)))
        other = self.confirmed(self.n2)
        other.jurisdiction_ids = self.europe
        self.assertFalse(self.clock(other, self.incident))

    def test_rules_out_of_force_and_other_kinds(self):
        self.incident.date_until = self.day(-30).date()
        recall = self.confirmed()
        recall.write({"jurisdiction_ids": self.europe.ids, "awareness_at": self.day(-2)})
        self.assertFalse(self.clock(recall, self.incident))
        drill = self.confirmed(kind="drill")
        drill.jurisdiction_ids = self.device | self.europe
        self.assertFalse(drill.clock_ids)
        for values in ({"kinds": "recall, party"}, {"count": -1}, {"count": 10**6}):
            with self.assertRaises(ValidationError):
                self.report.write(values)
