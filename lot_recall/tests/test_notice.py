"""Notices: queued once, sent through a real mail server, never twice; what is not known is left to people."""

import smtplib

import psycopg2.errors

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..models import messages_letter
from ..models import messages_notice as messages
from ..models.lot_recall_notice_mail import fate
from .letters import make_letter, make_tellable
from .notice_case import NoticeCase

# What the mail server of a consignee sends back when it knows nobody of that name (RFC 3464).
BOUNCE = """From: Mail <postmaster@far.example>
To: bounce@maker.example
Subject: Undeliverable
Message-ID: <bounce-1@far.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Nobody of that name.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; far.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: {message}
Subject: URGENT

--b--
"""


@tagged("post_install", "-at_install")
class TestNotice(NoticeCase):
    def test_one_mail_each_with_the_letter(self):
        notices = self.queued()
        self.send()
        self.assertEqual(notices.mapped("state"), ["sent", "sent"])
        self.assertEqual(len(self.box.mails), 2)
        mail, notice = self.box.mails[0], notices[0]
        self.assertEqual(mail["to"], notice.consignee_id.email)
        self.assertEqual(mail["message-id"], notice._get_message_id())
        paper = next(mail.iter_attachments())
        self.assertTrue(paper.get_content().startswith(b"%PDF-"))
        text = mail.get_body(("plain",)).get_content()
        self.assertIn("/recall/", text)
        self.assertEqual(notice.consignee_id.state, "notified")
        self.assertEqual(notice.recall_id.date_first_notice, notices.sorted("sent_at")[0].sent_at)

    def test_the_link_is_not_kept(self):
        notice = self.queued()[0]
        self.send()
        link = self.box.mails[0].get_body(("html",)).get_content()
        token = link.split("/recall/")[1].split('"')[0].split("<")[0]
        self.env.flush_all()
        self.env.cr.execute("SELECT body_html FROM mail_mail WHERE mail_message_id = %s", [notice.mail_message_id.id])
        self.assertNotIn(token, str(self.env.cr.fetchall()))
        self.assertNotIn(token, notice.mail_message_id.body)

    def test_it_is_being_sent_before_the_server_hears_of_it(self):
        self.queued()
        self.send()
        kept = [states for states, before in zip(self.seen[1:], self.seen) if states != before]
        self.assertEqual(kept, [["sending", "queued"], ["sent", "queued"], ["sent", "sending"], ["sent"] * 2])

    def test_nothing_is_queued_or_sent_twice(self):
        notices = self.queued()
        recall = notices.recall_id
        again = self.env["lot.recall.notice"]._queue(recall.consignee_ids, recall.revision_id, "notice")
        self.assertFalse(again)
        self.send()
        self.send()
        self.assertEqual(len(self.box.mails), 2)

    def test_what_was_cut_off_is_left_to_a_person(self):
        notices = self.queued()
        notices[0].sudo().state = "sending"  # as a killed server leaves it
        self.send()
        self.assertEqual(notices.mapped("state"), ["unclear", "sent"])
        self.assertEqual(len(self.box.mails), 1)
        with self.assertRaises(UserError):
            notices[1].with_user(self.manager).action_send_again()
        notices[0].with_user(self.manager).action_send_again()
        self.send()
        self.assertEqual(len(self.box.mails), 2)

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_line_that_breaks_after_the_mail_leaves_it_unclear(self):
        notices = self.queued()
        self.box.mode = "cut"
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"unclear"})
        self.box.mode = "take"
        self.send()
        self.assertEqual(len(self.box.mails), 2)
        notices[0].with_user(self.manager).action_arrived()
        self.assertEqual((notices[0].state, notices[0].consignee_id.state), ("logged", "notified"))

    @mute_logger("odoo.addons.mail.models.mail_mail", "odoo.addons.base.models.ir_mail_server")
    def test_what_the_server_refuses_is_said(self):
        notices = self.queued()
        self.box.mode = "refuse"
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"failed"})
        self.assertEqual(notices[0].problem, messages.mail_refused(self.env))
        self.assertIn("Refused by policy", notices[0].problem_text)
        self.assertEqual(notices[0].consignee_id.state, "to_notify")

    @mute_logger("odoo.addons.mail.models.mail_mail", "odoo.addons.base.models.ir_mail_server")
    def test_not_now_is_tried_again_later_and_not_for_ever(self):
        notice = self.queued()[0]
        self.box.mode = "later"
        self.send()
        self.assertEqual((notice.state, notice.attempts), ("queued", 1))
        self.assertEqual(notice.problem, messages.mail_put_off(self.env))
        self.assertIn("Try again later", notice.problem_detail)
        notice.sudo().write({"attempts": 9, "not_before": False})
        self.send()
        self.assertEqual(notice.state, "failed")

    def test_what_an_error_tells_of_a_mail(self):
        def wrapped(cause):
            error = MailDeliveryException("Mail Delivery Failed", "in words")
            error.__context__ = cause
            return fate(error)[0]

        for cause, expected in (
            (TimeoutError("timed out"), "unclear"),
            (smtplib.SMTPDataError(554, b"no"), "failed"),
            (smtplib.SMTPSenderRefused(421, b"busy", "x"), "later"),
            (smtplib.SMTPRecipientsRefused({"a": (450, b"grey"), "b": (550, b"no")}), "failed"),
            (smtplib.SMTPRecipientsRefused({"a": (450, b"grey")}), "later"),
            (AssertionError("no address"), "failed"),
        ):
            self.assertEqual(wrapped(cause), expected, cause)
        self.assertEqual(fate(MailDeliveryException("No server", ConnectionRefusedError()))[0], "offline")
        self.assertEqual(fate(ValueError("no such header"))[0], "failed")

    def test_without_mail_server_it_is_tried_again_later(self):
        notices = self.queued()
        self.server.smtp_port = 1  # nobody listens there
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"queued"})
        self.assertTrue(all(notice.not_before > fields.Datetime.now() for notice in notices))
        self.assertEqual(notices[0].problem, messages.mail_server_away(self.env))
        self.server.smtp_port = self.box.port
        self.send()
        self.assertFalse(self.box.mails)
        notices.sudo().not_before = False
        self.send()
        self.assertEqual(len(self.box.mails), 2)
        self.assertFalse(any(notices.mapped("problem_text")))

    def test_a_letter_that_is_being_changed_makes_its_consignees_wait(self):
        notices = self.queued()
        letter = notices.recall_id.letter_ids
        letter.with_user(self.quality).reason = "It leaks badly."
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"queued"})
        letter.with_user(self.manager).action_approve()
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"sent"})
        self.assertIn("badly", self.box.mails[0].get_body(("plain",)).get_content())

    def test_one_letter_that_cannot_be_made_does_not_stop_the_others(self):
        notices = self.queued()
        build = type(self.env["lot.recall.consignee"])._build_letter

        def broken(consignee, *args):
            if consignee == notices[0].consignee_id:
                raise ValueError("no such sign")
            return build(consignee, *args)

        self.patch(type(self.env["lot.recall.consignee"]), "_build_letter", broken)
        with mute_logger("odoo.addons.lot_recall.models.lot_recall_notice_send"):
            self.send()
        self.assertEqual(notices.mapped("state"), ["failed", "sent"])
        self.assertEqual(notices[0].problem, messages.letter_not_made(self.env))

    def test_what_was_sent_right_before_a_crash_is_noted_later(self):
        notice = self.queued()[0]
        notice.sudo().write({"state": "sent", "sent_at": fields.Datetime.now()})
        self.send()
        self.assertEqual((notice.consignee_id.state, len(self.box.mails)), ("notified", 1))
        self.assertTrue(notice.recall_id.date_first_notice)

    def test_a_mail_that_comes_back_is_seen_and_sent_elsewhere(self):
        notice = self.queued()[0]
        consignee = notice.consignee_id
        self.send()
        self.env["mail.thread"].with_context(mail_notrack=True).message_process(
            False,
            BOUNCE.format(address=consignee.email, message=notice._get_message_id()),
        )
        self.assertEqual((notice.state, consignee.state), ("bounced", "bounced"))
        consignee.recall_id._set_state(state="launched", launched_by_id=self.second.id)
        consignee.recall_id._follow_up(fields.Datetime.now())
        consignee.recall_id._follow_up(fields.Datetime.now())
        self.assertEqual(len(consignee.recall_id.activity_ids), 1)
        consignee.with_user(self.quality).email = "better@example.com"
        notice.with_user(self.quality).action_send_again()
        self.send()
        self.assertEqual((notice.state, self.box.mails[-1]["to"]), ("sent", "better@example.com"))
        self.assertEqual(consignee.state, "notified")
        # By post instead: what was mailed stays what it was.
        notice.sudo().state, mailed = "bounced", notice.attachment_id
        consignee.with_user(self.quality).channel = "post"
        notice.with_user(self.quality).action_send_again()
        self.send()
        self.assertEqual((notice.state, notice.letter_sha256), ("to_do", False))
        notice.with_user(self.quality)._make_letter()
        self.assertEqual(notice.mail_message_id.attachment_ids, mailed.exists())
        self.assertNotEqual(notice.attachment_id, mailed)

    def test_who_is_archived_while_the_notice_waits_is_told_all_the_same(self):
        notices = self.queued()
        people = notices.consignee_id.partner_id | notices.consignee_id.contact_id
        people.active = False
        self.send()
        self.assertEqual(sorted(mail["to"] for mail in self.box.mails), sorted(notices.consignee_id.mapped("email")))
        self.assertEqual(set(notices.consignee_id.mapped("state")), {"notified"})

    def test_who_is_worked_on_in_that_instant_waits_and_nobody_else(self):
        first, second = self.queued()
        prepare = type(first)._prepare_or_fail

        def prepare_others(notice):
            if notice == first:
                raise psycopg2.errors.SerializationFailure
            return prepare(notice)

        self.patch(type(first), "_prepare_or_fail", prepare_others)
        self.commit_within_the_test()
        self.send()
        self.assertEqual((first.state, second.state), ("queued", "sent"))
        self.patch(type(first), "_prepare_or_fail", prepare)
        self.send()
        self.assertEqual(first.state, "sent")

    def test_what_was_handed_over_in_that_instant_is_not_handed_over_again(self):
        first, second = self.queued()
        send = type(first)._send

        def send_and_collide(notice, mail):
            if notice != first:
                return send(notice, mail)
            mail.state = "outgoing"
            mail.send(raise_exception=True)
            notice.state = "sent"  # and not written yet, when the transaction is lost
            return notice.env.cr.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")

        self.commit_within_the_test()
        self.patch(type(first), "_send", send_and_collide)
        with mute_logger("odoo.sql_db"):
            self.send()
        self.assertEqual((first.state, second.state, len(self.box.mails)), ("sending", "sent", 2))
        self.send()
        self.assertEqual((first.state, len(self.box.mails)), ("unclear", 2))

    def test_a_drill_or_a_copy_mails_nobody(self):
        notices = self.queued(kind="drill")
        self.assertEqual(set(notices.mapped("state")), {"sandbox"})
        notices = self.queued()
        self.env["ir.config_parameter"].set_param("database.is_neutralized", "true")
        self.send()
        self.assertEqual(set(notices.mapped("state")), {"sandbox"})
        self.assertFalse(self.box.mails)

    def test_phone_and_post_are_recorded(self):
        recall = self.confirmed()
        recall.consignee_ids.write({"channel": "phone", "phone": "112"})
        notices = self.env["lot.recall.notice"]._queue(recall.consignee_ids, recall.revision_id, "notice")
        self.assertEqual(set(notices.mapped("state")), {"to_do"})
        dialog = self.env["lot.recall.told"].with_user(self.quality)
        dialog = dialog.browse(notices[0].with_user(self.quality).action_told()["res_id"])
        self.assertEqual((dialog.phone, dialog.script), ("112", False))
        make_letter(self.env, recall)
        dialog.invalidate_recordset()
        self.assertIn("The needle leaks.", dialog.script)
        self.assertIn(messages_letter.ask_by_phone(self.env), dialog.script)
        self.assertIn("SET-1: ", dialog.script)
        line = notices[0].consignee_id.lot_ids.filtered(lambda line: line.lot == "SET-1").sudo()
        line.copy({"key": "0", "lot": "SET-0", "net_qty": 0})
        dialog.invalidate_recordset()
        listed = dialog.script.split("\n\n")[2]
        self.assertEqual(listed, f"{line.product} SET-1: {line.net_qty:g} Units")
        line.net_qty = 0
        dialog.invalidate_recordset()
        self.assertNotIn("SET-1: ", dialog.script)
        dialog.note = "Spoke to Ann"
        dialog.action_record()
        self.assertEqual((notices[0].state, notices[0].note), ("logged", "Spoke to Ann"))
        self.assertEqual(notices[0].consignee_id.state, "notified")
        with self.assertRaises(UserError):
            notices[0].with_user(self.quality).action_log("Twice")
        with self.assertRaises(AccessError):
            notices[0].with_user(self.manager).write({"state": "sent"})

    def test_a_letter_by_post_has_a_link_of_its_own(self):
        recall = self.confirmed()
        recall.consignee_ids.write({"channel": "post"})
        notice = self.env["lot.recall.notice"]._queue(recall.consignee_ids[0], recall.revision_id, "notice")
        with self.assertRaises(UserError):
            notice.with_user(self.quality).action_print()
        make_tellable(self.env, recall)
        notice.invalidate_recordset()
        self.assertTrue(notice.with_user(self.quality)._make_letter().startswith(b"%PDF-"))
        first = notice.sudo().token_hash
        notice.with_user(self.quality)._make_letter()
        self.assertNotEqual(notice.sudo().token_hash, first)
        self.assertEqual(notice.state, "to_do")
