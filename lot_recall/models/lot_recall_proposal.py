"""Proposal to widen a launched case: what has come to light since its accepted revision, in words and rows.

    open ──accept──▶ accepted (revision n + 1)
      ├──reject, with a reason──▶ rejected
      └──it is undone──▶ gone

A case has one open proposal at most, which is kept up to date. What was rejected is not proposed again as it stands.
"""

from odoo import api, fields, models

from ..kernel.canonical import canonical, digest
from . import messages_run

SHOWN_ROWS = 500  # of each proposal; the words count all of them


class LotRecallProposal(models.Model):
    _name = "lot.recall.proposal"
    _inherit = ["lot.recall.difference"]
    _description = "Proposed scope of a recall"
    _order = "id desc"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True, index=True)
    based_on_id = fields.Many2one(
        "lot.recall.revision", "Changed since", required=True, ondelete="restrict", readonly=True
    )
    state = fields.Selection(
        [("open", "Open"), ("accepted", "Accepted"), ("rejected", "Rejected"), ("gone", "No longer so")],
        required=True,
        default="open",
        readonly=True,
    )
    difference = fields.Json(readonly=True)
    hidden_then = fields.Integer(readonly=True)
    hidden_now = fields.Integer(readonly=True)
    fingerprint = fields.Char(readonly=True)
    text = fields.Text("What is new", compute="_compute_text")
    found_at = fields.Datetime("Found at", readonly=True)
    changed_at = fields.Datetime("Last changed", readonly=True)
    decided_at = fields.Datetime("Decided on", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, ondelete="restrict")
    reason = fields.Char("Because", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", "Made revision", ondelete="restrict", readonly=True)
    row_ids = fields.One2many("lot.recall.proposal.row", "proposal_id", "Rows", readonly=True)

    _one_open = models.UniqueIndex("(recall_id) WHERE state = 'open'", "A case has one open proposal.")

    @api.depends("recall_id", "found_at")
    def _compute_display_name(self):
        for proposal in self:
            proposal.display_name = self.env._("%(case)s: scope has changed", case=proposal.recall_id.name)

    @api.depends("difference")
    @api.depends_context("lang")
    def _compute_text(self):
        for proposal in self:
            difference = proposal.difference
            proposal.text = difference and proposal._text(difference, proposal.hidden_then, proposal.hidden_now)

    def _rights_lines(self, then, now):
        if not (then or now):
            return []
        return [
            self.env._(
                "Hidden from whoever compared it: %(then)s then, %(now)s now. What is gone and the sums are therefore "
                "not compared.",
                then=then,
                now=now,
            )
        ]

    # --- by the program ---

    @api.model
    def _put(self, recall, difference, rows, hidden):
        """Open the case's proposal, or bring the open one up to date.

        Args:
            difference, rows: as of ``kernel.compare``.
            hidden: how many records could not be seen (then, now).
        """
        # What only moves about in the house does not bring back what was rejected.
        keys = ("change", "about", "lot_id", "move_line_id", "model", "res_id", "commercial_partner_id", "date", "qty")
        facts = [[row.get(key) for key in keys] for row in rows]
        fingerprint = digest(canonical({"rows": facts, "net": difference["net"]}))
        # Sudo: proposals are the program's.
        proposals_sudo = self.sudo().search([("recall_id", "=", recall.id)])
        proposal_sudo = proposals_sudo.filtered(lambda proposal: proposal.state == "open")
        same_base = proposals_sudo.filtered(lambda proposal: proposal.based_on_id == recall.revision_id)
        if proposal_sudo.fingerprint == fingerprint:
            return
        if fingerprint in same_base.filtered(lambda proposal: proposal.state == "rejected").mapped("fingerprint"):
            self._end_open(recall, "gone")  # what was found since is undone
            return
        now = fields.Datetime.now()
        values = {
            "difference": difference,
            "hidden_then": hidden[0],
            "hidden_now": hidden[1],
            "fingerprint": fingerprint,
            "changed_at": now,
            "based_on_id": recall.revision_id.id,
        }
        if proposal_sudo:
            proposal_sudo.write(values)
            proposal_sudo.row_ids.unlink()
        else:
            proposal_sudo = proposals_sudo.create({**values, "recall_id": recall.id, "found_at": now})
            recall.message_post(body=messages_run.scope_proposed(recall))
            recall._ask("lot_recall.activity_scope", recall.user_id, messages_run.scope_to_decide(recall))
        proposal_sudo.row_ids._fill(proposal_sudo, rows[:SHOWN_ROWS])
        self.env["lot.audit.entry"]._ledger_write("recall_scope_proposed", recall, extra={"changes": len(rows)})

    @api.model
    def _end_open(self, recall, state, **values):
        """Close the open proposal of a case, if there is one."""
        # Sudo: proposals are the program's; the caller has checked who may decide.
        proposals_sudo = self.sudo().search([("recall_id", "=", recall.id), ("state", "=", "open")])
        proposals_sudo.write({"state": state, "decided_at": fields.Datetime.now(), **values})
        proposals_sudo.recall_id.activity_unlink(["lot_recall.activity_scope"])
        return proposals_sudo

    # --- by people ---

    def _check_open(self):
        self.ensure_one()
        self.check_access("read")
        self.recall_id._check_may_confirm()
        if self.state != "open" or self.recall_id.state != "launched":
            raise messages_run.proposal_decided(self)

    def action_accept(self):
        """Freeze the facts of now as the next revision and hold what is new; where cases are signed, by a signature."""
        self._check_open()
        return self.recall_id.action_new_revision()

    def action_reject(self):
        """Ask why the scope stays as it is."""
        self._check_open()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Leave the scope as it is"),
            "res_model": "lot.recall.proposal.reject",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_proposal_id": self.id},
        }

    def _reject(self, reason):
        """Leave the scope as it is, with a reason."""
        self._check_open()
        reason = self.env["lot.reason"]._checked(reason)
        self._end_open(self.recall_id, "rejected", decided_by_id=self.env.uid, reason=reason)
        self.env["lot.audit.entry"]._ledger_write("recall_scope_rejected", self.recall_id, reason=reason)
