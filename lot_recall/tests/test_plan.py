"""The plan of a case: stamps by the program, review by somebody else, what is missing by kind."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..kernel import plan
from .common import RecallCase


@tagged("post_install", "-at_install")
class TestPlan(RecallCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.world.new_user("test-recall-reviewer", "lot_traceability.group_quality")

    def test_who_evaluated_and_who_decided_is_stamped(self):
        recall = self.confirmed()
        recall.write({"hazard_occurred": "Two complaints", "decision": "yes"})
        self.assertEqual((recall.hazard_author_id, recall.decided_by_id), (self.manager, self.manager))
        self.assertTrue(recall.decided_at)
        recall.decision = False
        self.assertFalse(recall.decided_by_id or recall.decided_at)
        for values in ({"hazard_author_id": self.other.id}, {"decided_at": False}, {"hazard_reviewed_at": False}):
            with self.subTest(values), self.assertRaises(AccessError):
                recall.write(values)

    def test_somebody_else_reviews_a_whole_evaluation(self):
        recall = self.confirmed()
        recall.hazard_occurred = "Two complaints"
        with self.assertRaisesRegex(UserError, "Conclusion"):
            recall.with_user(self.other).action_review_hazard()
        recall.write(dict.fromkeys(plan.HAZARD, "Judged"))
        with self.assertRaisesRegex(UserError, "somebody else"):
            recall.action_review_hazard()
        recall.with_user(self.other).action_review_hazard()
        self.assertEqual(recall.hazard_reviewer_id, self.other)
        recall.hazard_likelihood = "Judged"
        self.assertTrue(recall.hazard_reviewed_at, "written as it stood")
        recall.hazard_likelihood = "Higher"
        self.assertFalse(recall.hazard_reviewed_at or recall.hazard_reviewer_id)

    def test_only_managers_decide(self):
        draft = self.env["lot.recall"].with_user(self.quality).create({"title": "Leak"})
        draft.depth = "user"
        with self.assertRaises(AccessError):
            draft.decision = "yes"
        with self.assertRaises(AccessError):
            draft.create({"title": "Leak", "decision": "yes"})
        with self.assertRaises(AccessError):
            draft.with_context(default_decision="yes").create({"title": "Leak"})
        manager = self.env["lot.recall"].with_user(self.manager)
        given = manager.with_context(default_decision="yes", default_state="launched").create({"title": "Leak"})
        self.assertEqual((given.state, given.decided_by_id), ("draft", self.manager))

    def test_what_is_missing_depends_on_the_kind(self):
        draft = self.env["lot.recall"].create({"title": "Leak"})
        self.assertEqual(len(draft._get_plan_gaps()), len(plan.NEEDED["recall"]))
        self.assertIn("What becomes of the goods", draft.plan_gaps)
        draft.kind = "stock_recovery"
        draft.write({"reason": "Found in stock", "awareness_at": self.day(-1), "awareness_source": "other"})
        self.assertEqual(draft._get_plan_gaps(), ["Decision"])
        draft.kind = "drill"
        self.assertEqual(draft.plan_gaps, "")

    def test_values_that_cannot_be(self):
        draft = self.env["lot.recall"].create({"title": "Leak"})
        with self.assertRaisesRegex(ValidationError, "future"):
            draft.awareness_at = fields.Datetime.now() + timedelta(hours=1)
        for percent in (0, 10, 100):
            with self.assertRaisesRegex(ValidationError, "Level B"):
                draft.write({"effectiveness_level": "B", "effectiveness_percent": percent})
        draft.write({"effectiveness_level": "B", "effectiveness_percent": 25})

    def test_kind_stays_once_confirmed_and_a_cancelled_plan_stays(self):
        recall = self.confirmed()
        with self.assertRaisesRegex(UserError, "confirmed"):
            recall.kind = "drill"
        recall.action_cancel()
        with self.assertRaisesRegex(UserError, "stays as it was"):
            recall.depth = "user"

    def test_the_ledger_tells_of_the_plan(self):
        recall = self.confirmed()
        recall.jurisdiction_ids = self.env.ref("lot_recall.jurisdiction_us_device")
        recall.awareness_source = "authority"
        answer = self.env["lot.audit.entry"].with_user(self.manager).timeline("lot.recall", recall.id)
        told = " ".join(entry["sentence"] for entry in answer["entries"])
        self.assertIn("Jurisdictions", told)
        self.assertIn("Authority", told)
