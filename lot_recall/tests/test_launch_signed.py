"""A recall that is launched and called off by signatures: the plan is part of what is signed."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.lot_traceability import messages_signing

from .test_signed_case import SignedCase


@tagged("post_install", "-at_install")
class TestLaunchSigned(SignedCase):
    def confirmed_by_signature(self):
        recall = self.draft()
        self.sign(recall)
        return self.planned(recall)

    def test_planning_after_the_confirmation_leaves_its_signature_valid(self):
        recall = self.confirmed_by_signature()
        self.assertEqual((recall.is_signed, recall.hazard_class, recall.frozen_class), (True, "2", False))
        self.assertEqual(recall.action_check_signatures()["params"]["type"], "success")

    def test_a_launch_is_signed_by_a_second_person(self):
        recall = self.confirmed_by_signature()
        self.assertIn("somebody else", self.sign(recall, "launch")["refused"])
        with self.assertRaisesRegex(UserError, messages_signing.person_only(self.env)):
            recall.with_user(self.second).action_launch()
        answer = self.sign(recall, "launch", user=self.second, reason="goods must not leave")
        self.assertIn("signed", answer)
        self.assertEqual((recall.state, recall.launched_by_id, recall.hold_count), ("launched", self.second, 3))
        self.assertEqual([bool(line["void"]) for line in recall.signature_lines], [True, False])
        for values in ({"depth": "retail"}, {"hazard_class": "3"}):
            with self.assertRaisesRegex(UserError, "is signed"), self.env.cr.savepoint():
                recall.with_user(self.second).write(values)

    def test_who_opened_the_case_may_launch_what_somebody_else_confirmed(self):
        recall = self.draft(self.second)
        self.sign(recall)
        self.planned(recall)
        self.assertIn("signed", self.sign(recall, "launch", user=self.second))

    def test_the_plan_that_was_seen_is_the_one_that_is_signed(self):
        recall = self.confirmed_by_signature()
        self.authenticate(self.second.login, self.second.login)
        self.session_of = self.second.login
        shown = self.open(recall, "launch")
        self.assertIn(["Depth", "Users and consumers"], shown["facts"])
        seen = shown["seen_hash"]
        recall.depth = "retail"
        self.env.flush_all()
        answer = self.sign(recall, "launch", user=self.second, seen_hash=seen)
        self.assertEqual(answer, {"refused": messages_signing.changed_meanwhile(self.env, recall.display_name)})
        self.assertEqual((recall.state, recall.hold_ids.ids), ("confirmed", []))

    def test_calling_off_is_signed_whatever_the_setting_and_lifts_own_holds_only(self):
        self.env.company.lot_recall_sign = False
        recall = self.launched()
        other = self.set1._hold("Complaint 18")
        with self.assertRaisesRegex(UserError, messages_signing.person_only(self.env)):
            recall.action_cancel()
        self.env.flush_all()
        self.assertIn("signed", self.sign(recall, "cancel", user=self.second, reason="false alarm"))
        self.assertEqual((recall.state, recall.hold_count), ("cancelled", 0))
        self.assertEqual(set(recall.hold_ids.mapped("lifted_reason")), {"false alarm"})
        self.assertEqual((other.state, self.set1.is_blocked, self.hub1.is_blocked), ("open", True, False))
