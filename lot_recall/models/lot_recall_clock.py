"""Clocks of a case: one per time limit, and one more per revision for what a wider scope sets going.

What a rule said when its clock was made stays with the clock. Its start follows the case: a start that is moved moves
the due date, and the ledger tells.
"""

from odoo import api, fields, models

from odoo.addons.lot_traceability.kernel.expiry import day_end

from ..kernel import clocks
from . import messages_close, messages_run

RECORDED = ("started_at", "due_at", "stopped_at", "outcome", "note", "is_dropped", "reviewed_by_id")


class LotRecallClock(models.Model):
    _name = "lot.recall.clock"
    _description = "Clock of a recall"
    _order = "is_dropped, stopped_at desc, due_at, id"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True, index=True)
    rule_id = fields.Many2one("lot.recall.clock.rule", required=True, ondelete="restrict", readonly=True)
    revision_id = fields.Many2one(
        "lot.recall.revision", "For revision", ondelete="restrict", readonly=True, help="Which widened the scope."
    )
    report_id = fields.Many2one("lot.recall.report", "After report", ondelete="restrict", readonly=True)
    start = fields.Selection(related="rule_id.start", string="Begins with")
    name = fields.Char("What is due", required=True, readonly=True)
    basis = fields.Char(readonly=True)
    started_at = fields.Datetime("Runs from", readonly=True)
    due_at = fields.Datetime("Due", readonly=True)
    stopped_at = fields.Datetime("Done at", readonly=True)
    stopped_by_id = fields.Many2one("res.users", "Done by", readonly=True, ondelete="restrict")
    outcome = fields.Selection([("done", "Done"), ("not_applicable", "Does not apply")], readonly=True)
    note = fields.Char(readonly=True, help="Number or date of the report, or why the limit does not apply.")
    reviewed_by_id = fields.Many2one("res.users", "Confirmed by", readonly=True, ondelete="restrict")
    reviewed_at = fields.Datetime("Confirmed at", readonly=True)
    is_review_missing = fields.Boolean("To be confirmed", compute="_compute_is_review_missing")
    is_dropped = fields.Boolean(readonly=True, help="The rule does not concern the case any more.")
    standing = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("running", "Running"),
            ("amber", "Half gone"),
            ("red", "Nearly gone"),
            ("late", "Late"),
            ("met", "In time"),
            ("missed", "Too late"),
        ],
        compute="_compute_standing",
    )
    share = fields.Float("Time gone", compute="_compute_standing")

    _rule_unique = models.UniqueIndex(
        "(recall_id, rule_id, coalesce(revision_id, 0), coalesce(report_id, 0))",
        "A case has one clock for each limit.",
    )

    @api.depends("started_at", "due_at", "stopped_at")
    def _compute_standing(self):
        now = fields.Datetime.now()
        for clock in self:
            standing = clocks.standing(
                clock.started_at or None, clock.due_at or None, clock.stopped_at or None, now
            )  # fmt: skip
            clock.standing, clock.share = standing.state, standing.share

    @api.depends("outcome", "reviewed_by_id", "rule_id.asks_review", "recall_id.state")
    def _compute_is_review_missing(self):
        for clock in self:
            is_left_out = clock.outcome == "not_applicable" and clock.rule_id.asks_review
            clock.is_review_missing = is_left_out and not clock.reviewed_by_id and not clock.recall_id._is_over()

    # --- by people ---

    def action_stop(self):
        """Ask for the number of the report, or why the limit does not apply."""
        self.ensure_one()
        self._check_may_stop()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "lot.recall.clock.stop",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_clock_id": self.id},
        }

    def _check_may_stop(self):
        self.check_access("read")
        self.recall_id._check_may_confirm()
        if self.stopped_at:
            raise messages_run.clock_stopped(self)

    def _stop(self, outcome, note, stopped_at):
        """Say that what was due is done, or not due.

        Args:
            stopped_at: when it was done; between the start and now.
        """
        self.ensure_one()
        self._check_may_stop()
        note = self.env["lot.reason"]._checked(note)
        if stopped_at > fields.Datetime.now() or (outcome == "done" and not self.started_at):
            raise messages_run.clock_instant(self)
        if self.started_at and stopped_at < self.started_at:
            raise messages_run.clock_instant(self)
        self._write_recorded(
            "recall_clock_stopped",
            {"outcome": outcome, "note": note, "stopped_at": stopped_at, "stopped_by_id": self.env.uid},
        )

    def action_review(self):
        """Agree that the limit does not apply; not by who wrote down why."""
        self.ensure_one()
        self.check_access("read")
        self.recall_id._check_may_confirm()
        if not self.is_review_missing:
            raise messages_close.nothing_to_confirm(self)
        if self.stopped_by_id == self.env.user:
            raise messages_close.confirmed_by_another(self)
        review = {"reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()}
        self._write_recorded("recall_clock_reviewed", review)
        return True

    def action_start(self):
        """Say that somebody has asked just now for what this clock waits for."""
        self.ensure_one()
        self._check_may_stop()
        if self.started_at or self.rule_id.start != "asked":
            raise messages_run.clock_instant(self)
        self._start(fields.Datetime.now())
        return True

    # --- by the program ---

    def _start(self, started_at):
        """Set the start, or move it; a due date follows from it."""
        self.ensure_one()
        if self.started_at == started_at:
            return
        due_at = self._get_due(started_at) if started_at else False
        due_at = due_at and due_at.replace(microsecond=0)  # as Odoo keeps instants
        code = "recall_clock_moved" if self.started_at else "recall_clock_started"
        self._write_recorded(code, {"started_at": started_at, "due_at": due_at})

    def _get_due(self, started_at):
        zone = self.company_id._get_calendar_zone()
        if self.report_id.next_due:  # what was agreed with the authority
            return day_end(self.report_id.next_due, zone)
        return self.rule_id._get_due(started_at, zone)

    def _write_recorded(self, code, values):
        # Sudo: nobody has the right to write clocks; the caller has checked who may do this.
        clocks_sudo = self.sudo()
        ledger = self.env["lot.audit.entry"]
        with ledger._recording(code, self, RECORDED, lambda clock: {"about": [clock.recall_id]}):
            clocks_sudo.write(values)

    def _get_ledger_label(self):
        return f"{self.recall_id.display_name}: {self.name}"
