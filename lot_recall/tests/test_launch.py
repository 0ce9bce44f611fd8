"""Launching: who may, what it stops, what it lists, what an exercise leaves alone."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import messages_run
from .common import RecallCase, TwoCompanyCase


@tagged("post_install", "-at_install")
class TestMayLaunch(RecallCase):
    def test_everything_that_is_missing_is_said_at_once(self):
        recall = self.confirmed(reason=False)
        with self.assertRaisesRegex(UserError, "Missing: Reason, Known since.*\n- You confirmed"):
            recall.action_launch()
        self.assertIn("somebody else launches it", recall.launch_obstacles)
        self.assertEqual(recall.state, "confirmed")

    def test_a_second_person_launches(self):
        recall = self.planned(self.confirmed())
        self.assertEqual(recall.launch_obstacles, messages_run.second_person(recall))
        with self.assertRaisesRegex(UserError, "somebody else"):
            recall.action_launch()
        self.env.company.lot_sign_four_eyes = False
        recall.action_launch()
        self.assertEqual((recall.state, recall.launched_by_id), ("launched", self.manager))

    def test_what_was_decided_against_is_not_launched(self):
        recall = self.planned(self.confirmed(), decision="no").with_user(self.second)
        with self.assertRaisesRegex(UserError, "decided not to"):
            recall.action_launch()

    def test_goods_at_customers_are_no_stock_recovery(self):
        recall = self.planned(self.confirmed(kind="stock_recovery")).with_user(self.second)
        with self.assertRaisesRegex(UserError, "no stock recovery"):
            recall.action_launch()
        lot = self.make_lot(self.needle, "N9")
        self.receive(lot, 5)
        self.assertEqual(self.launched(lot, kind="stock_recovery").hold_count, 1)

    def test_only_managers_and_only_once(self):
        recall = self.planned(self.confirmed())
        with self.assertRaises(AccessError):
            recall.with_user(self.quality).action_launch()
        recall.with_user(self.second).action_launch()
        with self.assertRaisesRegex(UserError, "was launched"):
            recall.with_user(self.second).action_launch()
        draft = self.env["lot.recall"].with_user(self.second).create({"title": "Leak"})
        with self.assertRaisesRegex(UserError, "not confirmed"):
            draft.action_launch()
        with self.assertRaises(AccessError):
            recall.write({"date_launched": False})


@tagged("post_install", "-at_install")
class TestLaunched(RecallCase):
    def test_everything_affected_is_held(self):
        recall = self.launched()
        self.assertEqual(recall.hold_ids.lot_id, self.n1 | self.hub1 | self.set1)
        self.assertEqual(set(recall.hold_ids.mapped("state")), {"open"})
        self.assertEqual(recall.hold_ids.user_id, self.manager)
        self.assertTrue(self.set1.is_blocked)
        self.assertFalse(self.set2.is_blocked)
        with self.assertRaisesRegex(UserError, "RCL/"):
            self.deliver(self.set1, 1, self.clinic)

    def test_left_out_lots_stay_free(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        wizard.leave_out(self.set1.ids, "Inspected")
        recall = wizard.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
        self.planned(recall).with_user(self.second).action_launch()
        self.assertEqual(recall.hold_ids.lot_id, self.n1 | self.hub1)

    def test_stopped_operations_are_listed_with_whom_to_call(self):
        recall = self.launched()
        stop = self.row(recall.stop_ids, lot="SET-1")
        self.assertEqual((stop.kind, stop.qty, stop.partner_id), ("picked", 5.0, self.ward))
        self.assertEqual(stop.action_open_document()["res_model"], "stock.picking")
        self.assertEqual(recall.open_stop_count, 1)
        stop.with_user(self.quality).action_settle()
        self.assertEqual((recall.open_stop_count, stop.settled_by_id), (0, self.quality))
        entry = self.env["lot.audit.entry"].search([("code", "=", "recall_goods_settled")], limit=1)
        self.assertEqual(entry.label, recall.display_name)

    def test_reservations_that_are_given_back_are_settled(self):
        self.reserve(self.set1, 2, self.clinic).move_line_ids.picked = False
        recall = self.launched()
        self.assertEqual(sorted(recall.stop_ids.mapped("kind")), ["open", "picked"])
        sweeper = self.env["lot.sweep"]
        while sweeper._do_piece():
            pass
        self.assertEqual({stop.kind: stop.is_settled for stop in recall.stop_ids}, {"open": True, "picked": False})

    def test_goods_outside_the_warehouses_are_listed(self):
        place = self.env["stock.location"].create({"name": "At the sterilizer", "usage": "internal"})
        self.env["stock.quant"]._update_available_quantity(self.kit, place, 3, lot_id=self.set1)
        transit = self.env["stock.location"].create({"name": "Lorry", "usage": "transit"})
        self.env["stock.quant"]._update_available_quantity(self.kit, transit, 2, lot_id=self.set1)
        recall = self.launched()
        self.assertEqual(self.row(recall.stop_ids, kind="outside").qty, 3.0)
        self.assertEqual(self.row(recall.stop_ids, kind="transit").place, transit.display_name)

    def test_holds_of_a_running_recall_are_lifted_by_managers_only(self):
        hold = self.launched().hold_ids[0]
        with self.assertRaisesRegex(AccessError, "which is running"):
            hold.with_user(self.quality)._lift("Not needed")
        hold.with_user(self.second)._lift("Inspected")
        trick = {"lot_id": self.n2.id, "reason": "Trick"}
        holds = hold.with_user(self.quality)
        with self.assertRaises(AccessError):
            holds.create({**trick, "recall_id": hold.recall_id.id})
        with self.assertRaises(AccessError):
            holds.with_context(default_recall_id=hold.recall_id.id).create(trick)

    def test_a_later_revision_holds_what_is_new(self):
        recall = self.launched()
        before = recall.hold_ids
        set3 = self.make_lot(self.kit, "SET-3")
        before.with_user(self.second)._lift("For the test: the goods could not be used any more")
        self.produce(set3, {self.hub1: 2}, 2)
        recall.action_new_revision()
        self.assertEqual((recall.state, recall.revision_id.number), ("launched", 2))
        new = recall.hold_ids.filtered(lambda hold: hold.state == "open")
        self.assertEqual(new.lot_id, self.n1 | self.hub1 | self.set1 | set3)
        recall.action_new_revision()
        self.assertEqual(len(recall.hold_ids.filtered(lambda hold: hold.state == "open")), 4, "held once")

    def test_untracked_goods_are_held_once_and_again_when_more_were_made(self):
        recall = self.launched()
        glue = self.make_product("Recall glue", tracking="none")
        holds, start = self.env["lot.hold"], self.day(-3)
        first = holds._hold_for_recall(recall, self.env["stock.lot"], {glue: (start, start)})
        self.assertEqual((first.product_id, first.received_from), (glue, start))
        for last in (None, start):
            self.assertFalse(holds._hold_for_recall(recall, self.env["stock.lot"], {glue: (start, last)}))
        later = first.received_until + timedelta(hours=1)
        self.assertTrue(holds._hold_for_recall(recall, self.env["stock.lot"], {glue: (start, later)}))

    def test_an_exercise_holds_nothing(self):
        recall = self.confirmed(kind="drill")
        recall.action_launch()
        self.assertEqual((recall.state, recall.hold_ids.ids, recall.stop_ids.ids), ("launched", [], []))
        self.assertFalse(self.set1.is_blocked)

    def test_a_copy_of_the_database_holds_nothing(self):
        self.env["ir.config_parameter"].set_param("database.is_neutralized", "true")
        self.assertFalse(self.launched().hold_ids)

    def test_the_ledger_tells_of_the_launch(self):
        recall = self.launched()
        answer = self.env["lot.audit.entry"].with_user(self.manager).timeline("lot.recall", recall.id)
        sentences = [entry["sentence"] for entry in answer["entries"]]
        self.assertTrue([text for text in sentences if "launched the recall" in text and "Holds set: 3" in text])


@tagged("post_install", "-at_install")
class TestLaunchAcrossCompanies(TwoCompanyCase):
    def test_lots_of_another_company_are_listed_not_held(self):
        recall = self.launched(self.n1)
        self.assertEqual(recall.hold_ids.company_id | self.ours, self.ours)
        foreign = recall.stop_ids.filtered(lambda stop: stop.kind == "company")
        held = set(recall.hold_ids.lot_id.ids)
        affected = recall.revision_id.lot_ids.filtered(lambda row: row.is_affected)
        rest = {row.lot for row in affected if row.lot_id not in held}
        self.assertEqual(set(foreign.mapped("lot")), {*rest, "SET-1"}, "whose customers Recall Nordic has to call")
        self.assertEqual(foreign.filtered(lambda stop: stop.lot == "SET-1").place, "Recall Nordic")
        recall.action_new_revision()
        self.assertEqual(recall.stop_ids.filtered(lambda stop: stop.kind == "company"), foreign, "listed once")
        foreign.action_settle()
        recall.action_new_revision()
        self.assertEqual(recall.stop_ids.filtered(lambda stop: stop.kind == "company"), foreign)
        self.env["lot.hold"].search([]).sudo()._lift("For the test: the goods could not be delivered any more")
        self.deliver(self.set1, 1, self.fjord, company=self.nordic)
        recall.action_new_revision()
        more = recall.stop_ids.filtered(lambda stop: stop.kind == "company") - foreign
        self.assertEqual(more.mapped("lot"), ["SET-1"], "more of it was sold since")

    def test_a_hold_of_a_shared_lot_is_lifted_by_managers_of_the_company_that_recalls(self):
        hold = self.launched(self.n1).hold_ids.filtered(lambda hold: hold.lot_id == self.n1)
        self.assertFalse(hold.company_id)
        with self.assertRaisesRegex(AccessError, "which is running"):
            hold.with_user(self.nordic_manager)._lift("In our way")
        hold.with_user(self.both)._lift("Inspected")
