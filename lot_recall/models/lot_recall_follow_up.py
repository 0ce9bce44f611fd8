"""Reminding those who have not answered, and asking people to step in where mails do not help.

Counted from the latest notice: after 3 days a reminder, after 7 another one and a call by whoever consignees call,
after 14 the person in charge decides. A notice that came back is called after at once: there is nobody to remind. So
is one that did not go out; one that lies about, in the queue or with a person, after 3 days. Sent again by a person,
it is a new one.
"""

from datetime import timedelta

from markupsafe import escape

from odoo import api, fields, models
from odoo.fields import Domain

from ..kernel import consignee as kernel
from . import messages_notice as messages

UNANSWERED = (kernel.BOUNCED, kernel.NOTIFIED, kernel.ACKNOWLEDGED)
CALL, DECIDE = 2, 3  # rungs of kernel.LADDER
NAMED = 20


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _get_unanswered(self):
        """Consignees who were told and have not told of every lot; not those whose next notice is on its way."""
        domain = [
            ("recall_id", "in", self.ids),
            ("state", "in", UNANSWERED),
            ("first_notified_at", "!=", False),
            ("notice_ids", "not any", [("state", "in", ("queued", "sending"))]),
        ]
        return self.env["lot.recall.consignee"].search(domain, order="id")

    def _get_to_remind(self):
        """Of those the ones whom another mail may reach."""
        return self._get_unanswered().filtered(lambda consignee: consignee.state != kernel.BOUNCED)

    def action_remind(self):
        """Count who has not answered, and ask whether to remind them."""
        self.ensure_one()
        self.check_access("write")
        wizard = self.env["lot.recall.remind"].create({"recall_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Remind"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _cron_follow_up(self):
        """Remind whoever is due on the ladder; at its upper rungs, and where mail came back, ask people."""
        scheduler = self.env["ir.cron"]
        recalls = self.search([("state", "=", "launched")], order="id")
        scheduler._commit_progress(remaining=len(recalls))
        for recall in recalls:
            recall._follow_up(fields.Datetime.now())
            if not scheduler._commit_progress(1):
                return

    def _get_untold(self, now):
        """Notices that did not go out, or lie about since the first rung; nobody looks at a list of thousands.

        Of reminders those in the queue: while one waits there, its consignee does not count as unanswered.
        """
        lies_about = Domain("queued_at", "<=", now - timedelta(days=kernel.LADDER[0]))
        stuck = Domain("state", "in", ("failed", "unclear")) | (Domain("state", "=", "to_do") & lies_about)
        stuck = (Domain("kind", "=", "notice") & stuck) | (Domain("state", "=", "queued") & lies_about)
        domain = Domain("recall_id", "in", self.ids) & stuck
        domain &= Domain("consignee_id.is_in_scope", "=", True)
        domain &= Domain("consignee_id.unreachable_reason", "in", (False, ""))  # given up, as at the end of the case
        domain &= Domain("consignee_id.state", "not in", (kernel.ANSWERED, kernel.DONE))
        notices = self.env["lot.recall.notice"].search(domain, order="id")
        return notices.filtered(  # not those who were told since, in whatever way
            lambda notice: (notice.consignee_id.notified_at or notice.queued_at) <= notice.queued_at
        )

    def _follow_up(self, now):
        self._follow_up_untold(now)
        unanswered = self._get_unanswered()
        bounced = unanswered.filtered(lambda consignee: consignee.state == kernel.BOUNCED)
        uncalled = bounced.filtered(lambda consignee: consignee.follow_up_level < CALL)
        self._ask_to_call(uncalled)
        uncalled._set_facts(follow_up_level=CALL)
        due = {
            consignee: kernel.due_level(consignee.asked_at or consignee.first_notified_at, now)
            for consignee in unanswered
        }
        late = unanswered.filtered(lambda consignee: due[consignee] > consignee.follow_up_level)
        for level, consignees in late.grouped(due.get).items():
            if level < DECIDE:
                self.env["lot.recall.notice"]._queue(consignees - bounced, self.revision_id, "reminder", level)
            if level == CALL:
                self._ask_to_call(consignees - bounced)
            elif level >= DECIDE:
                self._ask_to_decide(consignees)
            consignees._set_facts(follow_up_level=level)

    def _follow_up_untold(self, now):
        untold = self._get_untold(now)
        due = {notice: max(CALL, kernel.due_level(notice._get_asked_at(), now)) for notice in untold}
        late = untold.filtered(lambda notice: due[notice] > notice.follow_up_level)
        for level, notices in late.grouped(due.get).items():
            ask = self._ask_to_call if level < DECIDE else self._ask_to_decide
            ask(notices.consignee_id)
            notices.sudo().follow_up_level = level  # sudo: rows are the program's

    def _ask_to_call(self, consignees):
        """One to-do for whom consignees call, whatever the number of consignees."""
        if consignees:
            summary = messages.call_summary(self.env, len(consignees))
            self._ask("mail.mail_activity_data_call", self._get_contact_user(), summary, consignees)

    def _ask_to_decide(self, consignees):
        """One to-do for the person in charge: visit them, tell the authority, or give up with a reason."""
        summary = messages.decide_summary(self.env, len(consignees))
        self._ask("mail.mail_activity_data_todo", self.user_id or self._get_contact_user(), summary, consignees)

    def _ask(self, activity, user, summary, consignees=None):
        able = [one for one in (user, self.user_id, self.launched_by_id) if self.with_user(one).has_access("read")]
        note = escape(messages.listed(consignees[:NAMED].mapped("name"), len(consignees))) if consignees else False
        self.activity_schedule(activity, user_id=able[0].id if able else False, summary=summary, note=note)
