"""Who may read, draft and confirm, in which company."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.lot_recall_revision import ROW_FIELDS
from .common import RecallCase, TwoCompanyCase


@tagged("post_install", "-at_install")
class TestGroups(RecallCase):
    def test_a_stock_user_sees_nothing(self):
        recall = self.confirmed()
        for user in (self.user_plain(), self.user_operator()):
            for record in (recall, recall.revision_id, *(recall[name][:1] for name in ROW_FIELDS)):
                with self.subTest(f"{user.login} {record._name}"), self.assertRaises(AccessError):
                    record.with_user(user).check_access("read")
            with self.assertRaises(AccessError):
                self.wizard(user, lot_ids=self.n1.ids)

    def test_quality_drafts_reads_and_does_not_confirm(self):
        wizard = self.wizard(self.quality, lot_ids=self.n1.ids)
        self.assertEqual(wizard.get_preview()["counts"]["lots"], 3)
        with self.assertRaisesRegex(AccessError, "recall manager"):
            wizard.action_confirm()
        draft = wizard.env["lot.recall"].browse(wizard.action_save_draft()["res_id"])
        draft.title = "Better title"
        with self.assertRaises(AccessError):
            draft.action_confirm()
        with self.assertRaises(AccessError):
            draft.write({"state": "confirmed"})

    def test_quality_reads_a_confirmed_case_and_changes_nothing(self):
        recall = self.confirmed().with_user(self.quality)
        self.assertEqual(recall.lot_ids.mapped("lot"), ["N1", "HUB-1", "SET-1"])
        for attempt in (
            lambda: recall.write({"title": "x"}),
            recall.action_new_revision,
            recall.action_cancel,
            recall.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_a_wizard_is_its_makers_alone(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        recall = self.confirmed()
        comparison = self.env["lot.recall.comparison"].with_user(self.manager).create({"recall_id": recall.id})
        for record in (wizard, comparison):
            record.check_access("write")
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(self.quality).check_access("read")

    def test_nobody_has_a_right_to_rows(self):
        recall = self.confirmed()
        for record in (recall.revision_id, *(recall[name][:1] for name in ROW_FIELDS)):
            for right in ("write", "create", "unlink"):
                with self.subTest(f"{record._name} {right}"), self.assertRaises(AccessError):
                    record.with_user(self.manager).check_access(right)

    def test_manager_traces_every_company_quality_does_not(self):
        lots = self.env["stock.lot"]
        self.assertTrue(lots.with_user(self.manager)._trace_reads_all_companies())
        self.assertFalse(lots.with_user(self.quality)._trace_reads_all_companies())


@tagged("post_install", "-at_install")
class TestCompanies(TwoCompanyCase):
    def test_cases_of_other_companies_are_out_of_sight(self):
        recall = self.confirmed()
        theirs = recall.with_user(self.nordic_manager)
        self.assertFalse(theirs.search([]) & recall)
        rows = [recall[name][:1] for name in ROW_FIELDS if recall[name]]
        self.assertGreater(len(rows), 5)
        for record in (recall, recall.revision_id, *rows):
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(self.nordic_manager).check_access("read")

    def test_quality_sees_a_hidden_count_instead(self):
        preview = self.wizard(self.quality, lot_ids=self.n1.ids).get_preview()
        self.assertGreater(preview["counts"]["hidden"], 0)
        self.assertLess(preview["completeness"], 1)
        self.assertNotIn(6.0, [row["qty"] for row in preview["tables"]["deliveries"]])
