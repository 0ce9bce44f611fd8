"""A recall manager's trace crosses companies: every quantity, no foreign customer's name."""

import json

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.trace_companies import CompanyCase


@tagged("post_install", "-at_install")
class TestTraceAccessRecall(CompanyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.world.new_user("test-trace-recall-manager", "lot_recall.group_recall_manager")

    def test_reads_every_company_with_masked_partners(self):
        answer, whole = self.trace(self.n1, "both", user=self.manager), self.trace(self.n1, "both")
        self.assertEqual(self.lots(answer), ["H1", "SECRET SET"])
        self.assertEqual((answer["hidden_count"], self.of_kind(answer, "hidden")), (0, []))
        masked = "Customer 1 of Nordic"
        self.assertEqual(self.customers(answer), {"Our clinic": (10, 0, 10), masked: (20, 0, 20)})
        self.assertEqual(answer["balance"], whole["balance"])
        self.assertEqual(answer["edges"], whole["edges"])
        text = json.dumps(answer)
        for name in ("SECRET clinic", "SECRET supplier"):
            self.assertNotIn(name, text)
        for row in (*answer["shipments"], *answer["customers"]):
            foreign = row["partner"] == masked
            self.assertEqual(row["commercial_partner_id"], False if foreign else self.clinic.id)
            self.assertEqual(row.get("partner_id", False) == self.clinic.id, not foreign and "partner_id" in row)

    def test_foreign_return_does_not_name_the_customer_either(self):
        out = self.secret_outs.filtered(lambda picking: self.h1 in picking.move_line_ids.lot_id)
        thief = self.make_partner("SECRET thief")
        self.return_(out, self.h1, 2, partner=thief)
        answer = self.trace(self.n1, user=self.manager)
        gap = self.gap(answer, "foreign_return")
        self.assertEqual((gap["model"], gap["res_id"], gap["lot_id"]), (False, False, self.h1.id))
        self.assertNotIn("thief", json.dumps(answer))
        self.assertEqual(self.gap(self.trace(self.n1), "foreign_return")["res_id"], thief.id)

    def test_a_customer_of_both_companies_is_named(self):
        self.deliver(self.h1, 1, self.secret_clinic)
        answer = self.trace(self.n1, user=self.manager)
        self.assertEqual(self.customers(answer), {"Our clinic": (10, 0, 10), "SECRET clinic": (21, 0, 21)})
        self.assertNotIn("SECRET supplier", json.dumps(answer))

    def test_other_groups_do_not_cross(self):
        for user in (self.user_quality(), self.user_manager()):
            self.assert_no_secret(self.trace(self.n1, "both", user=user))
