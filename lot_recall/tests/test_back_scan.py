"""Receiving a return with the scanner; other units, goods without lot, and another company's eyes."""

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .back_case import BackCase


@tagged("post_install", "-at_install")
class TestBackScan(BackCase, ScanCase):
    def test_the_screen_lists_and_opens_returns_of_a_recall(self):
        back = self.make(self.at_hospital)
        scans = self.env["lot.scan"].with_user(self.user_operator())
        self.assertIn(back.id, [row["id"] for row in scans.documents("return")])
        self.assertEqual(back.with_user(self.user_operator())._scan_mode(), "return")

    def test_scanned_lots_are_received_on_the_return(self):
        back = self.make(self.at_hospital)
        scan = {"user": self.user_operator(), "mode": "return", "quantity": 7.0}
        answer = self.scan("SET-1", back, **scan)
        self.assertIn(answer["status"], ("ok", "warn"), answer)
        self.assertEqual((answer["document"]["id"], back.move_line_ids.filtered("picked").quantity), (back.id, 7))
        self.env["stock.picking"].browse(back.id).with_context(skip_backorder=True).button_validate()
        self.assertEqual(self.at_hospital.lot_ids.received_qty, 7)

    def test_without_a_document_a_scan_goes_on_with_the_open_return(self):
        back = self.make(self.at_clinic)
        answer = self.scan("SET-1", user=self.user_operator(), mode="return", quantity=2.0)
        self.assertEqual(answer["document"]["id"], back.id, answer)

    def test_a_lot_that_nobody_announced_is_asked_about_then_taken(self):
        back = self.make(self.at_clinic)
        scan = {"user": self.user_operator(), "mode": "return", "quantity": 1.0}
        answer = self.scan("HUB-1", back, **scan)
        self.assertEqual(answer["status"], "ask", answer)
        answer = self.scan("HUB-1", back, **{**scan, "choice": answer["choices"][0]["choice"]})
        self.assertIn(answer["status"], ("ok", "warn"), answer)
        self.env["stock.picking"].browse(back.id).with_context(skip_backorder=True).button_validate()
        row = self.row(self.recall.back_ids, lot="HUB-1")
        self.assertEqual((row.flag, row.qty), ("never_shipped", 1))


@tagged("post_install", "-at_install")
class TestBackOther(BackCase):
    def test_goods_that_went_out_by_the_dozen_come_back_by_the_piece(self):
        lot = self.make_lot(self.kit, "SET-9")
        self.receive(lot, 48)
        self.deliver({lot: (2, self.env.ref("uom.product_uom_dozen"))}, partner=self.clinic)
        self.recall = self.launched(lot)
        back = self.make(self.consignee("Clinic"))
        self.assertEqual((back.move_line_ids.quantity_product_uom, back.move_ids.product_qty), (24, 24))
        self.got(back)
        self.assertEqual(self.consignee("Clinic").lot_ids.received_qty, 24)

    def test_goods_without_lot(self):
        glue = self.make_product("Recall glue", tracking="none")
        self.produce(glue, {self.n2: 5}, 5)
        self.deliver(glue, 5, self.clinic)
        oil = self.make_product("Recall oil", tracking="none")
        self.produce(oil, {self.n2: 2}, 2)
        self.deliver(oil, 2, self.clinic)
        self.recall = self.launched(self.n2)
        rest = self.consignee("Clinic").lot_ids.filtered(lambda line: not line.lot)
        self.assertEqual([(line.product, line.net_qty) for line in rest], [("Recall glue", 5), ("Recall oil", 2)])
        glue.name, oil.name = "Recall oil", "Recall paste"
        self.recall.with_user(self.manager).action_new_revision()
        self.assertEqual([(line.product, line.net_qty) for line in rest], [("Recall oil", 5), ("Recall paste", 2)])
        self.assertEqual(len(self.recall.notice_ids), len(self.recall.consignee_ids), "renaming is no reason to tell")
        line = rest[0]
        back = self.make(self.consignee("Clinic"))
        self.got(back)
        self.assertEqual((line.received_qty, self.recall.back_ids.mapped("flag")), (5, ["expected"] * 2))
        row = self.row(self.recall._get_account(), key=line.key)
        self.assertEqual((row["received_qty"], row["residual_qty"]), (5, 0))

    def test_other_companies_see_nothing_of_it(self):
        self.got(self.make(self.at_clinic))
        self.recall.with_user(self.manager).action_open_account()
        self.recall.with_user(self.manager).action_draw_checks()
        self.recall.with_user(self.manager).action_make_report()
        self.recall.back_ids.with_user(self.quality).action_dispose()
        sister = self.new_company("Recall Sister", "RSI")
        stranger = self.new_user("test-recall-sister", "lot_recall.group_recall_manager", sister)
        for name in ("back", "account", "closing", "sample", "check", "report", "disposal", "disposal.line"):
            self.assertFalse(self.env[f"lot.recall.{name}"].with_user(stranger).search([]), name)
