"""Effectiveness checks: drawn so that anybody can draw them again, reviewed by somebody else, told again on failure."""

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models import messages_check as messages
from .back_case import BackCase


@tagged("post_install", "-at_install")
class TestCheck(BackCase):
    def drawn(self):
        self.recall.with_user(self.manager).action_open_checks()
        return self.env["lot.recall.check"].search([("recall_id", "=", self.recall.id)], order="id")

    def asked(self, check, result="effective", **values):
        check = check.with_user(self.quality)
        check.write(
            {
                "method": "phone", "asked_at": fields.Datetime.now(), "person": "Nurse", "result": result,
                "is_received": "yes", "is_followed": "yes" if result == "effective" else "no", **values,
            }
        )  # fmt: skip
        check.action_done()
        return check

    def test_all_are_asked_and_the_draw_can_be_repeated(self):
        checks = self.drawn()
        self.assertEqual(checks.consignee_id, self.at_hospital | self.at_clinic)
        sample = checks.sample_id
        self.assertEqual((sample.level, sample.population, sample.size, sample._is_intact()), ("A", 2, 2, True))
        self.assertEqual(sample.action_check()["params"]["type"], "success")
        with self.assertRaises(UserError):
            sample.sudo().seed = "x"
        self.recall.with_user(self.manager).action_draw_checks()
        self.assertEqual(self.drawn(), checks)

    def test_nobody_is_asked_once_the_case_ended(self):
        check = self.drawn()[0].with_user(self.manager)
        self.assertIn("action_done", self.buttons(check))
        self.recall._set_state(state="cancelled")
        self.assertFalse(self.buttons(check))

    def test_a_level_draws_its_share_with_the_first_seed(self):
        self.recall.with_user(self.manager).write({"effectiveness_level": "C"})
        (check,) = self.drawn()
        self.recall.with_user(self.manager).action_draw_checks()
        self.assertEqual(self.drawn(), check)
        self.assertEqual(len(set(self.env["lot.recall.sample"].search([]).mapped("seed"))), 1)
        self.recall.with_user(self.manager).write({"effectiveness_level": "E"})
        with self.assertRaisesRegex(UserError, "nobody is asked"):
            self.recall.with_user(self.manager).action_draw_checks()

    def test_the_steps(self):
        first, second = self.drawn()
        with self.assertRaisesRegex(UserError, "Missing: Asked by, Asked on, Result"):
            first.with_user(self.quality).action_done()
        with self.assertRaisesRegex(UserError, "is not effective"):
            self.asked(first, is_received="no")
        check = self.asked(first)
        with self.assertRaisesRegex(UserError, "not at this step"):
            check.person = "Doctor"
        with self.assertRaisesRegex(UserError, "somebody else reviews"):
            check.action_review()
        check.action_reopen()
        check.with_user(self.second).write({"result": "no_product"})
        check.action_done()
        with self.assertRaisesRegex(UserError, "somebody else reviews"):
            check.with_user(self.second).action_review()
        check.with_user(self.manager).action_review()
        self.assertEqual((check.state, check.reviewer_id), ("reviewed", self.manager))
        self.assertIn(messages.checks_open(self.env), self.recall._get_close_obstacles())
        self.asked(second, "no_product", person=False, is_received=False).with_user(self.manager).action_review()
        self.assertNotIn(messages.checks_open(self.env), self.recall._get_close_obstacles())
        figures = self.recall._get_check_figures()
        self.assertEqual((figures["needed"], figures["effective"], figures["no_product"]), (2, 0, 2))
        self.assertTrue(self.recall._get_stage_instants()["checked"])

    def test_who_did_not_follow_is_told_and_asked_again(self):
        self.answer(self.at_clinic, had=6)
        check = self.drawn().filtered(lambda check: check.consignee_id == self.at_clinic)
        self.asked(check, "ineffective").with_user(self.manager).action_review()
        self.assertEqual((check.notice_id.state, check.notice_id.step), ("queued", 1))
        self.assertFalse(check.notice_id._is_overtaken())  # although they have answered
        again = self.drawn().filtered(lambda one: one.consignee_id == self.at_clinic) - check
        self.assertEqual((again.round, again.state), (2, "planned"))
        self.asked(again).with_user(self.manager).action_review()
        self.assertEqual(self.recall._get_check_figures()["ineffective"], 0)

    def test_rows_are_the_programs_and_instants_possible(self):
        check = self.drawn()[0].with_user(self.quality)
        for values in ({"state": "reviewed"}, {"reviewer_id": self.manager.id}, {"consignee_id": self.at_clinic.id}):
            with self.assertRaises(UserError):
                check.write(values)
        with self.assertRaises(UserError):
            check.create({"recall_id": self.recall.id})
        for days in (-30, 2):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                check.asked_at = self.day(days)
        clerk = self.new_user("test-recall-clerk", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            check.with_user(clerk).read(["person"])

    def test_questions_name_the_case(self):
        check = self.drawn()[0]
        self.assertIn(self.recall.name, check.script)
        self.assertGreater(len(check.script.splitlines()), 6)
