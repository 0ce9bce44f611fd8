"""From a lot to the workbook in a real browser."""

from odoo.tests import HttpCase, tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestRecallBrowser(RecallCase, HttpCase):
    def test_lot_recall_preview_confirm_workbook(self):
        groups = "lot_recall.group_recall_manager,stock.group_production_lot"
        user = self.new_user("test-recall-tour", groups)
        self.start_tour(f"/odoo/lots/{self.n1.id}", "lot_recall_from_lot", login=user.login)
        recall = self.env["lot.recall"].search([], limit=1)
        self.assertEqual((recall.title, recall.state, recall.user_id), ("Needle leaks", "confirmed", user))
        self.assertEqual((recall.lot_count, recall.excluded_count), (2, 1))
        self.assertEqual(recall.exclusions, {str(self.hub1.id): "Inspected"})

    def test_the_trace_leads_to_the_recall(self):
        address = f"/odoo/lot-trace?lots={self.n1.id}"
        self.start_tour(address, "lot_recall_from_trace", login=self.quality.login)
        recall = self.env["lot.recall"].search([], limit=1)
        self.assertEqual((recall.state, recall.scope["lot_ids"]), ("draft", self.n1.ids))
        operator = self.new_user("test-recall-operator", "lot_traceability.group_operator")
        self.start_tour(address, "lot_recall_not_offered", login=operator.login)

    def test_a_first_drill_from_the_menu_to_its_result(self):
        user = self.new_user("test-recall-drill", "lot_recall.group_recall_manager")
        self.start_tour("/odoo", "lot_recall_first_drill", login=user.login)
        drill = self.env["lot.recall.drill"].search([], limit=1)
        self.assertEqual((drill.state, drill.lead_id, drill.is_blind), ("finished", user, True))

    def test_lot_recall_is_signed(self):
        self.env.company.write({"lot_recall_sign": True, "lot_sign_four_eyes": False})
        groups = "lot_recall.group_recall_manager,stock.group_production_lot"
        user = self.new_user("test-recall-tour", groups)
        self.start_tour(f"/odoo/lots/{self.n1.id}", "lot_recall_signed", login=user.login)
        recall = self.env["lot.recall"].search([], limit=1)
        self.assertEqual((recall.state, recall.is_signed, len(recall.revision_ids)), ("confirmed", True, 1))
