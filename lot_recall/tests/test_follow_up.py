"""Reminders: only to those who have not answered, up a ladder at whose top people step in."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..sql.consignees import mark_scope
from .notice_case import NoticeCase


@tagged("post_install", "-at_install")
class TestFollowUp(NoticeCase):
    @classmethod
    def launched(cls, *args, **values):
        # As the scheduled action sees it; whoever gets a to-do is not told by mail here.
        return super().launched(*args, **values).with_user(SUPERUSER_ID).with_context(mail_activity_quick_update=True)

    def answered(self, consignee):
        consignee._set_facts(acknowledged_at=fields.Datetime.now(), answered_at=fields.Datetime.now())
        consignee.lot_ids.sudo().is_answered = True

    def test_reminding_says_first_how_many(self):
        recall = self.launched()
        self.send()
        action = recall.with_user(self.second).action_remind()
        wizard = self.env["lot.recall.remind"].with_user(self.second).browse(action["res_id"])
        self.assertEqual((wizard.count, wizard.names), (2, "Clinic, St. Agnes"))
        wizard.action_send()
        with self.assertRaises(UserError):  # their reminder is on its way
            wizard.action_send()
        recall.consignee_ids[0]._set_facts(acknowledged_at=fields.Datetime.now())
        self.send()
        self.assertEqual(len(self.box.mails), 4)
        self.assertEqual(set(recall.consignee_ids.mapped("follow_up_level")), {0})
        self.answered(recall.consignee_ids)
        with self.assertRaises(UserError):
            recall.env["lot.recall.remind"].create({"recall_id": recall.id}).action_send()

    def test_whoever_can_be_reached_after_the_launch_only_is_told_then(self):
        recall = self.launched()
        first, second = recall.consignee_ids.with_user(self.quality)
        first.write({"channel": "none", "unreachable_reason": "Moved"})
        first.notice_ids.sudo().write({"state": "cancelled"})
        before = second.notice_ids
        (first | second).write({"channel": "mail"})
        self.assertEqual((first.notice_ids.mapped("state"), second.notice_ids), (["queued"], before))
        self.send()
        self.assertEqual(len(self.box.mails), 2)

    def test_two_bars(self):
        recall = self.launched()
        self.assertEqual((recall.consignee_count, recall.reached_percent, recall.recovered_percent), (2, 0, 0))
        clinic = recall.consignee_ids.filtered(lambda one: one.name == "Clinic")
        clinic.lot_ids.sudo().write({"is_answered": True, "had_qty": 6, "destroyed_qty": 6})
        clinic._set_facts(answered_at=fields.Datetime.now())
        self.assertEqual((recall.answered_count, recall.reached_percent), (1, 50))
        self.assertAlmostEqual(recall.recovered_percent, 600 / 26, places=1)

    def test_the_case_tells_how_far_its_notices_are(self):
        recall = self.launched()
        words = dict(recall.notice_ids._fields["state"]._description_selection(self.env))
        self.assertEqual(recall.notice_text, f"{words['queued']}: 2")
        recall.notice_ids[0].sudo().state = "failed"
        self.send()
        self.assertEqual(recall.notice_text, f"{words['sent']}: 1, {words['failed']}: 1")

    def test_only_who_has_not_answered_is_reminded(self):
        recall = self.launched()
        self.send()
        first, second = recall.consignee_ids
        self.answered(second)
        self.assertEqual(recall._get_unanswered(), first)
        now = fields.Datetime.now()
        recall._follow_up(now + timedelta(days=2))
        self.assertEqual(len(recall.notice_ids), 2)
        for hours in (1, 2):
            recall._follow_up(now + timedelta(days=3, hours=hours))
        self.send()
        self.assertEqual(len(self.box.mails), 3)
        self.assertTrue(self.box.mails[2]["subject"].startswith("Reminder: URGENT"))

    def test_up_the_ladder_people_step_in(self):
        recall = self.launched()
        self.send()
        now, asked = fields.Datetime.now(), []
        for days in (3, 7, 7, 14, 14, 20):
            recall._follow_up(now + timedelta(days=days, hours=1))
            self.send()
            asked.append((len(self.box.mails), len(recall.activity_ids)))
        self.assertEqual(asked, [(4, 0), (6, 1), (6, 1), (6, 2), (6, 2), (6, 2)])

    def test_people_are_asked_about_notices_that_did_not_go_out(self):
        recall = self.launched()
        first, second = recall.notice_ids.sorted("id")
        first.sudo().write({"state": "failed"})
        second.sudo().write({"state": "to_do", "channel": "phone"})
        now, asked = fields.Datetime.now(), []
        for days in (0, 0, 2, 3.1, 4, 14.1, 15):
            recall._follow_up(now + timedelta(days=days))
            asked.append(len(recall.activity_ids))
        self.assertEqual(asked, [1, 1, 1, 2, 2, 3, 3])
        self.assertIn(first.consignee_id.name, str(recall.activity_ids.sorted("id")[0].note))
        later = now + timedelta(days=5)
        second.consignee_id.unreachable_reason = "Out of business"
        self.assertEqual(recall._get_untold(later), first)
        second.action_log("By phone")
        with freeze_time(later):
            first.action_send_again()
        self.assertFalse(recall._get_untold(later + timedelta(days=2)), "it counts from when it was sent again")
        self.send()
        self.assertFalse(recall._get_untold(now + timedelta(days=30)))

    def test_people_are_asked_again_about_what_was_sent_again(self):
        recall = self.launched()
        self.send()
        first, second = recall.notice_ids.sorted("id")
        self.answered(second.consignee_id)
        first.sudo().state = "bounced"
        now, asked = fields.Datetime.now(), []
        first.consignee_id._set_facts(bounced_at=now)
        recall._follow_up(now)
        with freeze_time(now + timedelta(days=5)):
            first.action_send_again()
        for days, state in ((5, "queued"), (7.9, "queued"), (8.1, "queued"), (9, "queued"), (9, "failed")):
            first.sudo().state = state
            recall._follow_up(now + timedelta(days=days))
            asked.append(len(recall.activity_ids))
        self.assertEqual(asked, [1, 1, 2, 2, 2])

    def test_people_are_asked_while_reminders_lie_in_the_queue(self):
        recall = self.launched()
        self.send()
        now, asked = fields.Datetime.now(), []
        recall._follow_up(now + timedelta(days=3))
        reminders = recall.notice_ids.filtered(lambda notice: notice.kind == "reminder")
        reminders.sudo().queued_at = now + timedelta(days=3)
        for days in (5.9, 6, 7, 14, 15):
            recall._follow_up(now + timedelta(days=days))
            asked.append((len(recall.notice_ids), len(recall.activity_ids)))
        self.assertEqual(asked, [(4, 0), (4, 1), (4, 1), (4, 2), (4, 2)])

    def test_who_answers_while_the_reminder_waits_gets_none(self):
        recall = self.launched()
        self.send()
        recall._follow_up(fields.Datetime.now() + timedelta(days=4))
        first, second = recall.consignee_ids
        self.answered(second)
        self.send()
        self.assertEqual([mail["to"] for mail in self.box.mails[2:]], [first.email])
        self.assertEqual(set(second.notice_ids.mapped("state")), {"sent", "cancelled"})

    def test_names_of_consignees_stay_text_in_the_to_do(self):
        recall = self.launched()
        recall._ask_to_call(recall.consignee_ids[0])
        recall.consignee_ids[1].sudo().name = "<script>alert(1)</script>"
        recall._ask_to_call(recall.consignee_ids[1])
        self.assertIn("&lt;script&gt;", str(recall.activity_ids.sorted("id")[-1].note))

    def test_a_new_notice_begins_the_ladder_anew(self):
        recall = self.launched()
        self.send()
        consignee = recall.consignee_ids[0]
        consignee._set_facts(follow_up_level=3)
        notice = recall.notice_ids.filtered(lambda one: one.consignee_id == consignee)
        notice.sudo().write({"state": "queued"})
        self.send()
        self.assertEqual(consignee.follow_up_level, 0)

    def test_who_is_out_of_scope_is_not_waited_for(self):
        recall = self.launched()
        self.send()
        consignee = recall.consignee_ids[0]
        consignee.lot_ids.sudo().shipped_qty = 0
        self.env.flush_all()
        self.env.execute_query(mark_scope(recall.id))
        consignee.invalidate_recordset()
        self.env.add_to_compute(consignee._fields["state"], consignee)
        self.assertEqual((consignee.is_in_scope, consignee.state, recall.consignee_count), (False, "done", 1))
        self.assertNotIn(consignee, recall._get_unanswered())

    def test_a_new_revision_tells_only_who_got_more(self):
        recall = self.launched()
        self.send()
        newcomer = self.make_partner("Newcomer")
        newcomer.email = "new@comer.example"
        self.env["lot.hold"].search([]).sudo()._lift("Test")
        self.deliver(self.set1, 1, newcomer, at=self.day(-1))
        recall.with_user(self.manager).action_new_revision()
        self.send()
        self.assertEqual([mail["to"] for mail in self.box.mails[2:]], ["new@comer.example"])
