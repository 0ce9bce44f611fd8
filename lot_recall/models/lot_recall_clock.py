"""Clocks of a case: one per time limit, and one more per revision for what a wider scope sets going.

What a rule said when its clock was made stays with the clock. Its start follows the case: a start that is moved moves
the due date, and the ledger tells.
"""

from odoo import api, fields, models

from ..kernel import clocks
from . import messages_run

RECORDED = ("started_at", "due_at", "stopped_at", "outcome", "note", "is_dropped")


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
    start = fields.Selection(related="rule_id.start", string="Begins with")
    name = fields.Char("What is due", required=True, readonly=True)
    basis = fields.Char(readonly=True)
    started_at = fields.Datetime("Runs from", readonly=True)
    due_at = fields.Datetime("Due", readonly=True)
    stopped_at = fields.Datetime("Done at", readonly=True)
    stopped_by_id = fields.Many2one("res.users", "Done by", readonly=True, ondelete="restrict")
    outcome = fields.Selection([("done", "Done"), ("not_applicable", "Does not apply")], readonly=True)
    note = fields.Char(readonly=True, help="Number or date of the report, or why the limit does not apply.")
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
        "(recall_id, rule_id, coalesce(revision_id, 0))", "A case has one clock for each limit."
    )

    @api.depends("started_at", "due_at", "stopped_at")
    def _compute_standing(self):
        now = fields.Datetime.now()
        for clock in self:
            standing = clocks.standing(
                clock.started_at or None, clock.due_at or None, clock.stopped_at or None, now
            )  # fmt: skip
            clock.standing, clock.share = standing.state, standing.share

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
        zone = self.company_id._get_calendar_zone()
        due_at = self.rule_id._get_due(started_at, zone) if started_at else False
        due_at = due_at and due_at.replace(microsecond=0)  # as Odoo keeps instants
        code = "recall_clock_moved" if self.started_at else "recall_clock_started"
        self._write_recorded(code, {"started_at": started_at, "due_at": due_at})

    def _write_recorded(self, code, values):
        # Sudo: nobody has the right to write clocks; the caller has checked who may do this.
        clocks_sudo = self.sudo()
        ledger = self.env["lot.audit.entry"]
        with ledger._recording(code, self, RECORDED, lambda clock: {"about": [clock.recall_id]}):
            clocks_sudo.write(values)

    def _get_ledger_label(self):
        return f"{self.recall_id.display_name}: {self.name}"
