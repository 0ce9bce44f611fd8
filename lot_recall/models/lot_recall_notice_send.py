"""Sending notices: one at a time, each committed as "being sent" before the mail server hears of it.

Only the scheduled action sends, and Odoo runs it once at a time; so what it finds as "being sent" when it starts was
cut off, and nobody knows whether it went out. Such a notice is never sent again by the program. The mail itself:
``lot_recall_notice_mail.py``.
"""

import logging
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..kernel import consignee as kernel
from ..sql import notices as sql
from . import messages_notice as messages
from .lot_recall_notice import NO_PROBLEM
from .lot_recall_notice_mail import fate, hash_token, make_token

_logger = logging.getLogger(__name__)
PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=2)
SOON = timedelta(seconds=5)
MOST_REFUSALS = 10  # "not now" of a mail server, then it counts as "no"


class LotRecallNotice(models.Model):
    _inherit = "lot.recall.notice"

    @api.model
    def _cron_send(self):
        """Send what waits, notice by notice; the next run goes on where this one stopped."""
        scheduler = self.env["ir.cron"]
        self._give_up_interrupted()
        self._catch_up()
        now = fields.Datetime.now()
        due = [("state", "=", "queued"), ("channel", "=", "mail"), "|"]
        due += [("not_before", "=", False), ("not_before", "<=", now)]
        waiting, busy = self.search(due, order="id"), set()
        cases = {notice: notice.recall_id.id for notice in waiting}
        scheduler._commit_progress(remaining=len(waiting))
        for notice, case in cases.items():
            if case in busy:
                continue
            notice = notice.with_prefetch()  # each commit empties the cache: read this one again, not a thousand
            try:
                if not notice.try_lock_for_update():  # a revision of its case is being frozen
                    busy.add(case)
                    continue
                mail = notice._prepare_or_fail()
                scheduler._commit_progress()
                if mail:
                    notice._send(mail)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:  # somebody works on this very consignee or case
                self.env.cr.rollback()
                self.env.transaction.reset()
                self._call_sender()
            if not scheduler._commit_progress(1):
                break
        if busy:
            self._call_sender(fields.Datetime.now() + SOON)
            scheduler._commit_progress(remaining=0)  # till then

    @api.model
    def _give_up_interrupted(self):
        cut_off = self.search([("state", "=", "sending")])
        cut_off._note_problem("unclear", messages.interrupted(self.env))
        self.env["mail.mail"].search([("mail_message_id", "in", cut_off.mail_message_id.ids)])._forget_link()

    @api.model
    def _catch_up(self):
        """What follows from notices that went out right before the server was stopped."""
        self.env.flush_all()
        rows = self.env.execute_query(sql.sent_but_not_noted())
        self.browse([number for (number,) in rows])._note_told()

    def _prepare_or_fail(self):
        """``_prepare_sending``, where a refusal is this notice's problem and not that of those behind it."""
        try:
            with self.env.cr.savepoint():
                return self._prepare_sending()
        except psycopg2.Error:
            raise
        except UserError as error:
            self._note_problem("failed", str(error))
        except Exception as error:  # one letter that cannot be made must not stop the others
            _logger.exception("The notice %s cannot be put together", self.id)
            self._note_problem("failed", messages.letter_not_made(self.env), f"{type(error).__name__}: {error}")
        return self.env["mail.mail"]

    def _prepare_sending(self):
        """The mail of this notice, not yet for Odoo's own queue; nothing when it is not to be sent after all."""
        mails, consignee = self.env["mail.mail"], self.consignee_id
        if self.state != "queued" or self._is_overtaken():
            return mails
        letter = consignee._get_letter()
        if not letter:  # somebody changed it; once it is approved again, it goes out
            self._wait(messages.letter_not_approved(self.env))
            return mails
        token = make_token()
        mail = mails.create(self._prepare_mail_vals(letter, token))
        self.write(
            {
                "state": "sending",
                "attempts": self.attempts + 1,
                "email": consignee.email,
                "letter_id": letter.id,
                "letter_sha256": letter.sha256,
                "mail_message_id": mail.mail_message_id.id,
                "attachment_id": mail.attachment_ids[:1].id,
                "token_hash": hash_token(token),
            }
        )
        consignee.link_expires_at = fields.Datetime.now() + timedelta(days=self.recall_id.link_days)
        consignee._let_follow()
        return mail

    def _is_overtaken(self):
        """Whether something happened since it was queued that keeps it from being mailed; its state says what."""
        recall, consignee = self.recall_id, self.consignee_id
        has_answered = consignee.state in (kernel.ANSWERED, kernel.DONE)
        if (
            recall.state in ("cancelled", "closed")
            or (has_answered and self.kind != "notice")
            or (not consignee.is_in_scope)
        ):
            self.state = "cancelled"
        elif recall._is_sandbox():  # the database was copied and neutralised
            self.state = "sandbox"
        elif consignee.channel != "mail" and consignee.channel != "none":
            self.write({"state": "to_do", "channel": consignee.channel, "letter_sha256": False})  # none is printed yet
        elif not consignee.email:
            self._note_problem("failed", messages.no_address(self.env))
        return self.state != "queued"

    def _send(self, mail):
        """Hand the mail to the mail server and note what came of it, in two transactions.

        What was just told to the mail server is noted on rows that nobody else writes; what follows for consignee and
        case comes after that, so that whoever works on those meanwhile cannot make it forgotten.
        """
        mail.state = "outgoing"
        try:
            mail.with_company(self.company_id).send(raise_exception=True)
        except psycopg2.Error:
            raise
        except Exception as error:  # of whatever kind: what matters is whether the mail may be out
            self._note_error(mail, *fate(error))
            return
        if mail.state == "sent":
            self.write({"state": "sent", "sent_at": fields.Datetime.now(), "not_before": False, **NO_PROBLEM})
            mail._forget_link()
            self.env["ir.cron"]._commit_progress()
            self._note_told()
        elif mail.state == "outgoing":  # held back by a limit of the mail server's account
            self._put_back(mail, messages.mail_put_off(self.env))
        else:
            self._note_error(mail, "failed", mail.failure_reason or mail.failure_type or "")

    def _note_error(self, mail, what, text):
        """What a mail server's answer, or its silence, means for the notice."""
        if what == "offline":
            self._put_back(mail, messages.mail_server_away(self.env), text)
            return
        if what == "later" and self.attempts < MOST_REFUSALS:
            self._put_back(mail, messages.mail_put_off(self.env), text)
            return
        if what == "unclear":
            self._note_problem("unclear", messages.interrupted(self.env), text)
        else:
            self._note_problem("failed", messages.mail_refused(self.env), text)
        mail._forget_link()
        mail.state = "cancel"  # nobody retries it from Odoo's list of mails without seeing what is known of it

    def _note_problem(self, state, problem, detail=""):
        """``detail`` is technical and stands below the sentence."""
        self.write({"state": state, "problem": problem, "problem_detail": detail or False})

    def _put_back(self, mail, problem, detail=""):
        """It surely did not go out: tried again later, each time after a longer pause."""
        paper = self.attachment_id
        self.write({"mail_message_id": False, "attachment_id": False, "token_hash": False})
        self._wait(problem, detail)
        mail.unlink()
        paper.unlink()

    def _wait(self, problem, detail=""):
        pause = min(PAUSE * 2 ** min(max(self.attempts - 1, 0), 10), LONGEST_PAUSE)
        self.not_before = fields.Datetime.now() + pause
        self._note_problem("queued", problem, detail)
