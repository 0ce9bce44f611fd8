"""Notices: who is told what, when and how. One row per consignee, revision, kind and step; never told twice.

    queued ─▶ sending (committed before the mail server hears of it) ─▶ sent ─▶ bounced  to do ─▶ logged (phone, post)
                 │                                                 └─▶ failed: surely not out, a person looks
                 └─ server killed or line cut meanwhile ─▶ unclear: nobody knows; only a person has it sent again

Sending: ``lot_recall_notice_send.py``.
"""

from odoo import api, fields, models

from ..sql import notices as sql
from . import messages_notice as messages
from .lot_recall_consignee import CHANNELS

KINDS = [("notice", "Notice"), ("reminder", "Reminder"), ("extra", "Reminder by hand")]
NO_PROBLEM = {"problem": False, "problem_detail": False}
AGAIN = ("failed", "unclear", "bounced")  # a person may send it once more, or tell the consignee otherwise
STATES = [
    ("queued", "Waiting to be sent"),
    ("to_do", "To do by a person"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("logged", "Told, as somebody recorded"),
    ("bounced", "Came back undelivered"),
    ("failed", "Refused by the mail server"),
    ("unclear", "Not known whether it went out"),
    ("sandbox", "Exercise: would be sent"),
    ("cancelled", "Overtaken"),
]


class LotRecallNotice(models.Model):
    _name = "lot.recall.notice"
    _inherit = ["lot.recall.worked"]
    _description = "Notice of a recall"
    _order = "id desc"
    _rec_name = "consignee_id"

    consignee_id = fields.Many2one(
        "lot.recall.consignee", required=True, index=True, ondelete="restrict", readonly=True
    )
    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", required=True, ondelete="restrict", readonly=True)
    kind = fields.Selection(KINDS, required=True, readonly=True)
    step = fields.Integer(required=True, readonly=True, help="0 for the notice, 1 for the first reminder …")
    channel = fields.Selection(CHANNELS, "Told by", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, index=True)
    queued_at = fields.Datetime("Queued", readonly=True)
    not_before = fields.Datetime("Tried again from", readonly=True)
    attempts = fields.Integer(readonly=True)
    sent_at = fields.Datetime("Sent", readonly=True)
    email = fields.Char("Sent to", readonly=True)
    letter_id = fields.Many2one("lot.recall.letter", ondelete="restrict", readonly=True)
    letter_sha256 = fields.Char("SHA-256 of the letter", readonly=True)
    mail_message_id = fields.Many2one("mail.message", "Message", ondelete="set null", readonly=True)
    attachment_id = fields.Many2one("ir.attachment", "Letter as sent", ondelete="restrict", readonly=True)
    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    problem = fields.Char(readonly=True)
    problem_detail = fields.Char("What the mail server said", readonly=True)
    problem_text = fields.Text("What went wrong", compute="_compute_problem_text")
    logged_by_id = fields.Many2one("res.users", "Recorded by", ondelete="restrict", readonly=True)
    note = fields.Text(readonly=True, help="Whom they spoke to, what was said.")
    follow_up_level = fields.Integer("People asked", readonly=True, aggregator=None)

    _step_unique = models.Constraint(
        "UNIQUE (consignee_id, revision_id, kind, step)", "This notice is in the queue already."
    )
    _token_unique = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL")

    @api.depends("problem", "problem_detail")
    def _compute_problem_text(self):
        for notice in self:
            notice.problem_text = "\n".join(filter(None, (notice.problem, notice.problem_detail)))

    # --- the queue ---

    @api.model
    def _queue(self, consignees, revision, kind, step=0):
        """Queue one notice each and wake the sender; whoever has this very notice already gets none.

        The caller has checked that the user may tell consignees.
        """
        if not consignees:
            return self.browse()
        recall = revision.recall_id
        self.env.flush_all()
        self.env.execute_query(sql.overtake(consignees.ids, revision.id))
        state = "sandbox" if recall._is_sandbox() else "queued"
        rows = self.env.execute_query(sql.queue(consignees.ids, revision.id, kind, step, state, self.env.uid))
        self.invalidate_model()
        notices = self.browse([number for (number,) in rows])
        if notices:
            self.env["lot.audit.entry"]._ledger_write(
                "recall_notices_queued", recall, extra={"kind": kind, "step": step, "count": len(notices)}
            )
            self._call_sender()
        return notices

    @api.model
    def _drop(self, recall):
        """Whom a revision no longer concerns is not told any more."""
        waiting = [("recall_id", "=", recall.id), ("state", "in", ("queued", "to_do", "sandbox"))]
        waiting_sudo = self.sudo().search(
            [*waiting, ("consignee_id.is_in_scope", "=", False)]
        )  # rows are the program's
        waiting_sudo.write({"state": "cancelled"})

    @api.model
    def _tell_late(self, consignees):
        """Tell those of a running case who could not be told before: now there is a way to reach them.

        The caller has checked that the user may change how they are reached.
        """
        late = consignees.filtered(
            lambda one: one.recall_id.state == "launched" and one.is_in_scope and one.channel != "none"
        )
        late_sudo = late.sudo()  # rows are the program's
        told_sudo = late_sudo.notice_ids.filtered(lambda notice: notice.state != "cancelled").consignee_id
        for recall, some_sudo in (late_sudo - told_sudo).grouped("recall_id").items():
            # What was overtaken while nobody could be reached is taken up again.
            for notice in some_sudo.notice_ids.filtered(lambda one: one.revision_id == one.recall_id.revision_id):
                channel = notice.consignee_id.channel
                state = "sandbox" if recall._is_sandbox() else "queued" if channel == "mail" else "to_do"
                notice.write({"state": state, "channel": channel, **self._prepare_anew()})
                self._call_sender()
            fresh = some_sudo.filtered(lambda one: not one.notice_ids.filtered(lambda row: row.state != "cancelled"))
            self._queue(self.env["lot.recall.consignee"].browse(fresh.ids), recall.revision_id, "notice")

    @api.model
    def _call_sender(self, at=None):
        # Sudo: the scheduled action is the program's.
        self.env.ref("lot_recall.lot_recall_notice_cron").sudo()._trigger(at)

    @api.model
    def _wake(self, recall):
        """Do not let notices of a case wait any longer: what they waited for is there."""
        # Sudo: rows are the program's.
        waiting_sudo = self.sudo().search([("recall_id", "=", recall.id), ("state", "=", "queued")])
        if waiting_sudo:
            waiting_sudo.write({"not_before": False})
            self._call_sender()

    # --- by people ---

    def action_log(self, note=None):
        """Record that a consignee was told by phone or post."""
        self._check_may_tell()
        for notice in self:
            if notice.state not in ("to_do", *AGAIN):
                raise messages.nothing_to_log(notice)
        # Sudo: rows are the program's; who may tell consignees may record that they were told.
        self.sudo().write(
            {
                "state": "logged",
                "sent_at": fields.Datetime.now(),
                **NO_PROBLEM,
                "logged_by_id": self.env.uid,
                "note": note or False,
            }
        )
        self._note_told()
        self.consignee_id._ledger_tell("recall_told", reason=note or None)

    def action_told(self):
        """Ask what came of telling this consignee by phone or post; shows what to say."""
        self.ensure_one()
        self._check_may_tell()
        dialog = self.env["lot.recall.told"].create({"notice_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tell %(consignee)s", consignee=self.consignee_id.name),
            "res_model": dialog._name,
            "res_id": dialog.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_send_again(self):
        """Send once more what failed or is not known to have gone out; a person's decision, never the program's."""
        self._check_may_tell()
        for notice in self:
            if notice.state not in AGAIN or notice.channel != "mail":
                raise messages.nothing_to_send(notice)
        # Sudo: rows are the program's; who may tell consignees may send again.
        notices_sudo = self.sudo()
        again = {"state": "queued", **NO_PROBLEM, "not_before": False, "attempts": 0, **self._prepare_anew()}
        notices_sudo.write(again)
        self.consignee_id._ledger_tell("recall_notice_again")
        self._call_sender()

    def _prepare_anew(self):
        """From now on people are asked about it as about a new one."""
        return {"queued_at": fields.Datetime.now(), "follow_up_level": 0}

    def _get_asked_at(self):
        """From when its rungs are counted: reminders go on with those of their notice."""
        return (self.kind != "notice" and self.consignee_id.asked_at) or self.queued_at

    def action_arrived(self):
        """Record that a notice of unknown fate did arrive."""
        self.action_log(self.env._("Arrived, as the consignee confirmed."))

    def _check_may_tell(self):
        self.check_access("read")
        self.consignee_id.check_access("write")
        for recall in self.recall_id:
            if recall._is_sandbox():
                raise messages.nothing_in_a_drill(recall)

    def _note_told(self):
        """What follows for consignee and case from notices that were sent or told; again and again without harm."""
        for notice_sudo in self.sudo():  # sudo: these fields are the program's; the caller has checked
            consignee_sudo, at = notice_sudo.consignee_id, notice_sudo.sent_at
            facts = {
                "notified_at": max(at, consignee_sudo.notified_at or at),
                "first_notified_at": min(at, consignee_sudo.first_notified_at or at),
            }
            if notice_sudo.kind == "notice":  # the ladder of reminders begins anew
                facts |= {"asked_at": at, "follow_up_level": 0}
            if consignee_sudo.bounced_at and consignee_sudo.bounced_at <= at:  # also within one second
                facts["bounced_at"] = False
            consignee_sudo.write(facts)
            notice_sudo.recall_id._note_first_notice(at)
