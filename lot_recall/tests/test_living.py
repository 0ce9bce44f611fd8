"""Living scope: what is posted after launch raises one proposal, which is accepted, rejected, or falls away."""

from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import messages_run
from .common import RecallCase


class LivingCase(RecallCase):
    """Helpers only. Exercises hold nothing, so goods still move as late postings do."""

    def exercise(self, lots=None, **values):
        recall = self.confirmed(lots, kind="drill", **values)
        recall.action_launch()
        return recall

    def touched(self, recall):
        return self.env["lot.recall.touch"].search([("recall_id", "=", recall.id)])

    def looked_at(self, recall):
        """The open proposal after the scheduled action has run."""
        # Twice where the first run finds more that is to be watched.
        for _run in range(2):
            with self.enter_registry_test_mode():
                self.env.ref("lot_recall.lot_recall_scope_cron").sudo().method_direct_trigger()
            self.env.invalidate_all()
            if not self.touched(recall):
                break
        self.assertFalse(self.touched(recall))
        return recall.open_proposal_id


@tagged("post_install", "-at_install")
class TestMarks(LivingCase):
    def setUp(self):
        super().setUp()
        self.recall = self.exercise()
        self.touched(self.recall).sudo().unlink()

    def test_a_posting_marks_the_case_and_wakes_the_action(self):
        cron = self.env.ref("lot_recall.lot_recall_scope_cron")
        triggers = self.env["ir.cron.trigger"].sudo()
        before = triggers.search_count([("cron_id", "=", cron.id)])
        self.deliver(self.set1, 1, self.clinic)
        self.assertTrue(self.touched(self.recall))
        self.assertGreater(triggers.search_count([("cron_id", "=", cron.id)]), before)

    def test_what_has_nothing_to_do_with_it_marks_nothing(self):
        self.deliver(self.set2, 1, self.clinic)
        self.produce(self.make_lot(self.kit, "SET-4"), {self.n2: 1}, 1)
        self.assertFalse(self.touched(self.recall))

    def test_each_kind_of_change_marks(self):
        line = self.delivery.move_line_ids.filtered(lambda line: line.lot_id == self.set1)
        rows = {"production_id": self.set_order.id, "component_lot_id": self.hub1.id}
        for change in (
            lambda: line.with_context(lot_reason="Counted again").write({"quantity": 9}),
            lambda: self.delivery.with_context(lot_reason="Wrong one").write({"partner_id": self.hospital.id}),
            lambda: self.return_(self.delivery, self.set1, 1),
            lambda: self.env["lot.as.built"].create({**rows, "produced_lot_id": self.set1.id, "qty": 1}),
            lambda: self.produce(self.make_lot(self.kit, "SET-5"), {self.hub1: 1}, 1),
        ):
            change()
            self.env.flush_all()
            marks = self.touched(self.recall)
            self.assertTrue(marks, change)
            marks.sudo().unlink()

    def test_a_closed_case_is_left_alone(self):
        self.recall._set_state(state="cancelled")
        self.env.flush_all()
        self.deliver(self.set1, 1, self.clinic)
        self.assertFalse(self.touched(self.recall))

    def test_a_scope_by_days_watches_its_product(self):
        recall = self.exercise(scope_method="production_window", product_id=self.kit.id)
        self.touched(recall).sudo().unlink()
        self.produce(self.make_lot(self.kit, "SET-9"), {self.n2: 1}, 1)
        self.assertTrue(self.touched(recall))


@tagged("post_install", "-at_install")
class TestProposal(LivingCase):
    def test_nothing_new_proposes_nothing(self):
        self.assertFalse(self.looked_at(self.exercise()))

    def test_a_delivery_a_late_order_and_a_return(self):
        recall = self.exercise()
        self.assertFalse(self.looked_at(recall))
        newcomer = self.make_partner("Newcomer")
        self.deliver(self.set1, 3, newcomer)
        proposal = self.looked_at(recall)
        self.assertRegex(proposal.text, r"New customers \(1\): Newcomer")
        row = self.row(proposal.row_ids, about="delivery")
        self.assertEqual((row.change, row.lot, row.customer, row.qty), ("new", "SET-1", "Newcomer", 3.0))
        set3 = self.make_lot(self.kit, "SET-3")
        self.produce(set3, {self.hub1: 2}, 2)
        self.return_(self.delivery, self.set1, 1)
        self.assertEqual(self.looked_at(recall), proposal, "one proposal, kept up to date")
        self.assertRegex(proposal.text, r"New lots \(1\): SET-3")
        self.assertEqual(sorted(proposal.row_ids.mapped("qty")), [-1.0, 2.0, 3.0])
        self.deliver(set3, 1, self.clinic)
        self.assertTrue(self.touched(recall), "lots of the proposal are watched as well")

    def test_an_edited_line(self):
        recall = self.exercise()
        line = self.delivery.move_line_ids.filtered(lambda line: line.lot_id == self.set1)
        line.with_context(lot_reason="Counted again").write({"quantity": 9})
        self.env.flush_all()
        row = self.row(self.looked_at(recall).row_ids, change="changed")
        self.assertEqual((row.document, row.qty_before, row.qty), (self.delivery.name, 10.0, 9.0))

    def test_moving_goods_in_the_house_is_no_change(self):
        recall = self.exercise()
        self.env["stock.quant"]._update_available_quantity(self.kit, self.delivery.location_id, 2, lot_id=self.set1)
        self.env["lot.recall.touch"]._mark(self.set1)
        self.assertFalse(self.looked_at(recall))

    def test_accepting_makes_the_next_revision_with_its_own_clock(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        proposal = self.looked_at(recall)
        proposal.with_user(self.second).action_accept()
        self.assertEqual((proposal.state, proposal.decided_by_id), ("accepted", self.second))
        self.assertEqual((recall.revision_id.number, proposal.revision_id), (2, recall.revision_id))
        self.assertFalse(self.looked_at(recall))
        with self.assertRaisesRegex(UserError, "is decided"):
            proposal.with_user(self.second).action_accept()

    def test_who_is_in_charge_is_asked_once_and_not_after_it_is_decided(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        self.looked_at(recall)
        self.deliver(self.set1, 1, self.clinic)
        self.looked_at(recall)
        self.assertEqual((len(recall.activity_ids), recall.activity_ids.user_id), (1, self.manager))
        self.assertEqual(recall.activity_ids.summary, messages_run.scope_to_decide(recall))
        recall.open_proposal_id.with_user(self.second).action_accept()
        self.assertFalse(recall.activity_ids)

    def test_rejected_as_it_stands_but_not_what_comes_after(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        proposal = self.looked_at(recall)
        with self.assertRaises(UserError):
            proposal.with_user(self.manager)._reject(" ")
        with self.assertRaises(AccessError):
            proposal.with_user(self.quality)._reject("Samples for the laboratory")
        proposal.with_user(self.manager)._reject("Samples for the laboratory")
        self.env["lot.recall.touch"]._mark(self.set1)
        self.assertFalse(self.looked_at(recall))
        self.deliver(self.set1, 1, self.clinic)
        again = self.looked_at(recall)
        self.assertEqual(len(again.row_ids), 2)
        self.assertEqual(recall.revision_id.number, 1)

    def test_what_is_undone_falls_away(self):
        recall = self.exercise()
        line = self.delivery.move_line_ids.filtered(lambda line: line.lot_id == self.set1)
        for quantity in (9, 10):
            line.with_context(lot_reason="Counted again").write({"quantity": quantity})
            self.env.flush_all()
            found = self.looked_at(recall)
            self.assertEqual(bool(found), quantity == 9)
        self.assertEqual(recall.proposal_ids.mapped("state"), ["gone"])

    def test_what_was_rejected_is_not_proposed_again_when_the_rest_is_undone(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        self.looked_at(recall).with_user(self.manager)._reject("Samples for the laboratory")
        line = self.delivery.move_line_ids.filtered(lambda line: line.lot_id == self.set1)
        for quantity, is_open in ((9, True), (10, False)):
            line.with_context(lot_reason="Counted again").write({"quantity": quantity})
            self.env.flush_all()
            self.assertEqual(bool(self.looked_at(recall)), is_open)
        self.assertEqual(recall.proposal_ids.mapped("state"), ["gone", "rejected"])
        line.with_context(lot_reason="Counted again").write({"quantity": 9})
        self.env.flush_all()
        self.looked_at(recall).with_user(self.manager)._reject("A mistake of counting")
        line.with_context(lot_reason="Counted again").write({"quantity": 10})
        self.env.flush_all()
        self.assertFalse(self.looked_at(recall), "what was rejected before the latest rejection counts as well")

    def test_calling_off_ends_proposals_and_watching(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        self.looked_at(recall)
        recall._do_cancel("over")
        self.assertEqual(recall.proposal_ids.mapped("state"), ["gone"])
        self.assertFalse(self.env["lot.recall.watch"].search([("recall_id", "=", recall.id)]))

    def test_each_running_case_is_compared_once_an_hour(self):
        recall = self.exercise()
        self.assertFalse(self.looked_at(recall))
        self.assertNotIn(recall, recall.sudo()._get_scopes_to_check())
        recall._set_state(scope_checked_at=recall.scope_checked_at - timedelta(minutes=61))
        self.assertIn(recall, recall.sudo()._get_scopes_to_check())

    @mute_logger("odoo.addons.lot_recall.models.lot_recall_living")
    def test_a_case_that_cannot_be_read_does_not_keep_the_others_waiting(self):
        broken, recall = self.exercise(), self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        check = type(recall)._check_scope_now

        def check_others(case):
            if case == broken:
                raise KeyError("broken")
            return check(case)

        with patch.object(type(recall), "_check_scope_now", check_others):
            self.assertTrue(self.looked_at(recall))
        self.assertTrue(self.touched(broken))

    @mute_logger("odoo.sql_db")
    def test_a_case_has_one_open_proposal(self):
        recall = self.exercise()
        self.deliver(self.set1, 3, self.clinic)
        proposal = self.looked_at(recall)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            proposal.sudo().copy()
            self.env.flush_all()

    def test_goods_of_a_real_recall_are_held_when_accepted(self):
        recall = self.launched()
        recall.hold_ids.filtered(lambda hold: hold.lot_id == self.hub1).with_user(self.second)._lift("Late posting")
        set3 = self.make_lot(self.kit, "SET-3")
        self.produce(set3, {self.hub1: 2}, 2)
        self.looked_at(recall).with_user(self.second).action_accept()
        recall.invalidate_recordset()
        self.assertTrue(set3.is_blocked)
        self.assertEqual(len(recall.clock_ids.filtered("revision_id")), 1)
