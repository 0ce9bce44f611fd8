"""Getting goods back: from what was announced over the return and its receipt to the balance; what nobody expected."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..models import messages_back as messages
from ..models import messages_empty
from .back_case import BackCase


@tagged("post_install", "-at_install")
class TestBack(BackCase):
    def test_what_was_announced_comes_back_into_quarantine_and_moves_the_balance(self):
        self.answer(self.at_hospital, had=15, used=5, returning=12, destroyed=3)
        back = self.make(self.at_hospital)
        line = back.move_line_ids
        self.assertEqual((line.lot_id, line.quantity, back.state), (self.set1, 12, "assigned"))
        self.assertTrue(back.location_dest_id.lot_is_quarantine)
        self.assertTrue(line.move_id.origin_returned_move_id)
        self.assertEqual((back.partner_id, back.origin), (self.ward, self.recall.name))
        self.got(back)
        told = self.at_hospital.lot_ids
        self.assertEqual((told.received_qty, told.outstanding_qty, self.at_hospital.state), (12, 0, "done"))
        row = self.recall.back_ids
        self.assertEqual((row.qty, row.flag, row.consignee_id), (12, "expected", self.at_hospital))
        self.assertEqual(row.picking_id, back)

    def test_nobody_is_asked_twice_for_the_same_goods(self):
        self.answer(self.at_hospital, had=20, returning=20)
        back = self.make(self.at_hospital)
        with self.assertRaisesRegex(UserError, "Nothing is to come back"):
            self.make(self.at_hospital)
        self.got(back, **{"SET-1": 8})
        self.assertEqual(back.backorder_ids.sudo().recall_consignee_id, self.at_hospital)
        self.got(back.backorder_ids)
        self.assertEqual(self.at_hospital.lot_ids.received_qty, 20)
        self.assertEqual(self.at_hospital.return_count, 2)

    def test_who_has_not_answered_is_asked_for_everything(self):
        self.assertEqual(self.make(self.at_clinic).move_line_ids.quantity, 6)  # 10, of which 4 came back before

    def test_one_step_makes_one_return_for_each_of_several(self):
        consignees = (self.at_hospital | self.at_clinic).with_user(self.quality)
        domain = consignees.action_make_returns()["domain"]
        pickings = self.env["stock.picking"].search(domain)
        self.assertEqual(sorted(pickings.mapped("partner_id.name")), ["Clinic", "Ward 3"])

    def test_an_ordinary_return_counts_as_well(self):
        self.return_(self.delivery, self.set1, 2)
        self.assertEqual((self.recall.back_ids.flag, self.at_clinic.lot_ids.received_qty), ("expected", 2))
        self.assertTrue(self.recall.back_ids.picking_id.move_line_ids.location_dest_id.lot_is_quarantine)

    def test_an_edited_receipt_moves_the_balance_again(self):
        back = self.got(self.make(self.at_clinic))
        back.move_line_ids.with_context(lot_reason="counted again").quantity = 5
        self.assertEqual((self.recall.back_ids.qty, self.at_clinic.lot_ids.received_qty), (5, 5))

    def test_a_later_revision_does_not_count_it_twice(self):
        self.answer(self.at_clinic, had=6, returning=6)
        self.got(self.make(self.at_clinic))
        self.recall.with_user(self.second).action_new_revision()
        line = self.at_clinic.lot_ids
        self.assertEqual((line.net_qty, line.returned_qty, line.received_qty), (6, 4, 6))
        self.assertEqual((line.unaccounted_qty, line.outstanding_qty), (0, 0))

    def test_only_returns_that_nobody_made_here_are_news_for_the_scope(self):
        self.answer(self.at_clinic, had=6, returning=6)
        self.got(self.make(self.at_clinic), **{"SET-1": 4})
        self.recall._check_scope_now()
        self.assertFalse(self.recall.open_proposal_id)
        self.return_(self.delivery, self.set1, 1)
        self.recall._check_scope_now()
        self.assertEqual(self.recall.open_proposal_id.row_ids.mapped("qty"), [-1])


@tagged("post_install", "-at_install")
class TestUnexpected(BackCase):
    def flags(self):
        return [(row.lot, row.qty, row.flag) for row in self.recall.back_ids.sorted("id")]

    def test_more_than_announced_is_taken_and_flagged(self):
        self.answer(self.at_clinic, had=6, returning=4)
        self.got(self.make(self.at_clinic), **{"SET-1": 6})
        self.assertEqual(self.flags(), [("SET-1", 6, "too_much")])
        told = self.recall.message_ids.filtered(lambda message: "More than announced" in message.body)
        self.assertEqual(len(told), 1)

    def test_lots_that_were_never_shipped_or_recalled_are_taken_and_flagged(self):
        back = self.make(self.at_clinic)
        for lot in (self.hub1, self.set2):
            self.env["stock.move.line"].create(
                {"picking_id": back.id, "product_id": lot.product_id.id, "lot_id": lot.id, "quantity": 1,
                 "location_id": back.location_id.id, "location_dest_id": back.location_dest_id.id}
            )  # fmt: skip
        self.got(back)
        self.assertEqual(
            self.flags(), [("SET-1", 6, "expected"), ("HUB-1", 1, "never_shipped"), ("SET-2", 1, "not_recalled")]
        )
        self.assertEqual(self.at_clinic.lot_ids.filtered(lambda line: line.lot == "HUB-1").received_qty, 1)
        self.assertTrue(all(line.location_dest_id.lot_is_quarantine for line in back.move_line_ids))

    def test_somebody_who_got_nothing_sends_some(self):
        stranger = self.make_partner("Stranger")
        back = self.return_(self.delivery, self.set1, 1, partner=stranger)
        self.assertEqual(self.flags(), [("SET-1", 1, "unknown_sender")])
        self.assertEqual((self.recall.back_ids.sender, self.at_clinic.lot_ids.received_qty), ("Stranger", 0))
        back.with_context(lot_reason="They sent it for the clinic").partner_id = self.clinic
        self.assertEqual((self.flags(), self.at_clinic.lot_ids.received_qty), ([("SET-1", 1, "expected")], 1))

    def test_a_merged_consignee_still_sends_back(self):
        other = self.make_partner("Clinic of the South")
        self.env["base.partner.merge.automatic.wizard"]._merge((self.clinic | other).ids, other)
        self.env.invalidate_all()
        self.got(self.make(self.at_clinic))
        self.assertEqual(self.at_clinic.lot_ids.received_qty, 6)


@tagged("post_install", "-at_install")
class TestMayGetBack(BackCase):
    def test_only_of_a_running_case_that_is_no_exercise(self):
        waiting = self.planned(self.confirmed(self.n2))
        with self.assertRaisesRegex(UserError, "is not running"):
            waiting.consignee_ids.action_make_returns() if waiting.consignee_ids else waiting._check_gets_back()
        drill = self.launched(kind="drill")
        with self.assertRaisesRegex(UserError, "an exercise"):
            self.make(drill.consignee_ids[0])
        self.return_(self.delivery, self.set1, 1)
        self.assertFalse(drill.back_ids)

    def test_the_list_offers_returns_of_such_a_case_only(self):
        arch = etree.fromstring(self.recall.consignee_ids.get_view(view_type="list")["arch"])
        hidden = arch.find(".//header/button[@name='action_make_returns']").get("invisible")

        def is_offered(recall):
            return not safe_eval(hidden, {"context": recall.action_list_consignees()["context"]})

        self.assertTrue(is_offered(self.recall))
        self.assertFalse(is_offered(self.launched(kind="drill")))
        self.recall._set_state(state="cancelled")
        self.assertFalse(is_offered(self.recall))
        over = messages_empty.help_for(self.env, "lot.recall.consignee", is_over=True)
        self.assertEqual(self.recall.action_list_consignees()["help"], over)

    def test_rows_and_marks_are_the_programs(self):
        back = self.make(self.at_clinic)
        with self.assertRaisesRegex(AccessError, messages.return_by_recall_only(self.env)):
            back.with_user(self.second).recall_consignee_id = self.at_hospital
        self.got(back)
        row = self.recall.back_ids.with_user(self.second)
        for attempt in (lambda: row.write({"qty": 1}), row.unlink, lambda: row.create({"recall_id": self.recall.id})):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                attempt()

    def test_whoever_receives_needs_no_right_to_recalls(self):
        back = self.make(self.at_clinic)
        clerk = self.new_user("test-recall-clerk", "stock.group_stock_user")
        back.with_user(clerk).with_context(skip_backorder=True).button_validate()
        self.assertEqual((back.state, self.at_clinic.lot_ids.received_qty), ("done", 6))
