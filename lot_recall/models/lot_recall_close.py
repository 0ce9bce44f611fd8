"""Closing a case: nothing is left to find, to fetch or to explain, and a second person says so.

launched ──close──▶ closed: reconciliation frozen, scope watched no more; goods still held stay held
"""

from decimal import Decimal

from odoo import api, fields, models

from ..kernel import account as kernel
from ..kernel.canonical import canonical, digest
from . import messages_back, messages_empty, messages_run
from . import messages_close as messages

END = ("root_cause", "capa_reference", "termination_date", "termination_reference", "tolerance_percent")
TERMINATED = ("recall", "correction", "fsca")  # kinds that authorities hear of, and end


class LotRecall(models.Model):
    _inherit = "lot.recall"

    root_cause = fields.Text("Root cause", copy=False, help="Why the goods were as they were.")
    capa_reference = fields.Char(
        "Corrective action", copy=False, help="Number of what keeps it from happening again (CAPA)."
    )
    termination_date = fields.Date("Ended by the authority on", copy=False)
    termination_reference = fields.Char("Authority's letter", copy=False)
    is_termination_asked = fields.Boolean(compute="_compute_is_termination_asked")
    tolerance_percent = fields.Float(
        "Tolerance (%)", digits=(5, 2), copy=False, help="Of a lot, so much may be missing without an explanation."
    )
    closed_by_id = fields.Many2one("res.users", "Closed by", readonly=True, copy=False, ondelete="restrict")
    closing_words = fields.Html("What was frozen", related="closing_ids.words")
    closing_ids = fields.One2many("lot.recall.closing", "recall_id", "End", readonly=True)
    account_ids = fields.One2many("lot.recall.account", "recall_id", "Reconciliation", readonly=True)
    back_ids = fields.One2many("lot.recall.back", "recall_id", "Came back", readonly=True)

    _tolerance_sound = models.Constraint(
        "CHECK (tolerance_percent >= 0 AND tolerance_percent <= 100)", "A tolerance lies between 0 and 100 percent."
    )

    @api.depends("kind", "jurisdiction_ids.asks_termination")
    def _compute_is_termination_asked(self):
        for recall in self:
            asked = any(jurisdiction.asks_termination for jurisdiction in recall.jurisdiction_ids)
            recall.is_termination_asked = asked and recall.kind in TERMINATED

    @api.constrains("termination_date")
    def _check_termination_date(self):
        for recall in self:
            ended = recall.termination_date
            if ended and (ended > fields.Date.context_today(recall) or ended < recall.date_opened.date()):
                raise messages.termination_impossible(recall)

    @api.model_create_multi
    def create(self, vals_list):
        recalls = super().create(vals_list)
        # Looked at afterwards: the context can give values, too.
        for recall in recalls if not self.env.su else ():
            if any(recall[name] for name in END):
                recall._check_may_confirm()
        return recalls

    def write(self, vals):
        if {*END} & vals.keys() and not self.env.su:
            for recall in self:
                recall._check_may_confirm()
                if recall._is_over():
                    raise messages_run.is_over(recall)
        return super().write(vals)

    @api.model
    def _get_recorded_fields(self):
        return [*super()._get_recorded_fields(), *END, "closed_by_id"]

    # --- reconciliation ---

    def _get_tolerance(self):
        """Share, 0 to 1."""
        return Decimal(repr(self.tolerance_percent or 0.0)) / 100

    def _get_account(self):
        """The reconciliation of this case as of now: rows of ``kernel.account.Lot.to_row``, quantities as Decimal."""
        self.ensure_one()
        self.check_access("read")
        tolerance = self._get_tolerance()
        return [lot.to_row(tolerance) for lot in self.env["lot.recall.account"]._read_lots(self)]

    def _check_reconciles(self):
        """Whether the goods of this case are still being reconciled."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "launched":
            raise messages.not_reconciled(self)

    def _check_gets_back(self):
        """Whether goods are called back just now."""
        self.ensure_one()
        if self.state != "launched":
            raise messages_back.not_gotten_back(self)
        if self._is_sandbox():
            raise messages_back.nothing_moves(self)

    def action_open_account(self):
        """Bring the reconciliation up to date and show it."""
        self.ensure_one()
        self.check_access("read")
        if self.state == "launched":
            self.env["lot.recall.account"]._refresh(self)
        return self._action_list("lot.recall.account", self.env._("Reconciliation of %(case)s", case=self.name))

    def action_open_back(self):
        """Show what came back."""
        self.ensure_one()
        return self._action_list("lot.recall.back", self.env._("Came back: %(case)s", case=self.name))

    def action_open_disposals(self):
        """Show what was decided about goods that came back."""
        self.ensure_one()
        name = self.env._("Dispositions of %(case)s", case=self.name)
        return self._action_list("lot.recall.disposal", name, "list,form")

    def _is_over(self):
        return self.state in ("closed", "cancelled")

    def _action_list(self, model, name, views="list"):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": views,
            "domain": [("recall_id", "=", self.id)],
            "context": {"create": False, "default_recall_id": self.id, "is_recall_over": self._is_over()},
            "help": messages_empty.help_for(self.env, model, self._is_over()),
        }

    # --- may it be closed? ---

    def _get_close_obstacles(self):
        """Sentences that say why the current user cannot close this launched case yet. Extension point."""
        self.ensure_one()
        if self.kind == "drill":
            return []  # an exercise ends when it has been learnt from
        obstacles = [*self._get_open_ends(), *self._get_papers_missing()]
        if self._asks_four_eyes() and self.env.user == self.launched_by_id:
            obstacles.append(messages.second_person(self))
        return obstacles

    def _get_open_ends(self):
        """Sentences about what of goods and people is still open."""
        obstacles, consignees = [], self.env["lot.recall.consignee"]
        if self.open_proposal_id:
            obstacles.append(messages.scope_open(self.env))
        waiting = consignees.search_count(
            [
                ("recall_id", "=", self.id),
                ("is_in_scope", "=", True),
                ("state", "in", ("bounced", "to_notify", "notified", "acknowledged")),
                ("unreachable_reason", "=", False),
            ]
        )
        if waiting:
            obstacles.append(messages.unanswered(self.env, waiting))
        if self.open_stop_count:
            obstacles.append(messages.stops_open(self.env, self.open_stop_count))
        returns = self.env["stock.picking"].search_count(
            [("recall_consignee_id.recall_id", "=", self.id), ("state", "not in", ("done", "cancel"))]
        )
        if returns:
            obstacles.append(messages.returns_open(self.env, returns))
        undecided = self.env["lot.recall.back"].search_count([("recall_id", "=", self.id), ("left_qty", ">", 0)])
        if undecided:
            obstacles.append(messages.undecided(self.env, undecided))
        unexplained = self._get_unexplained()
        if unexplained:
            obstacles.append(messages.unexplained(self.env, unexplained))
        return obstacles

    def _get_unexplained(self):
        """Names of lots of which too much is missing without a signed explanation, as of now."""
        valid = {signature.res_id for signature in self.account_ids._get_signatures_sudo(valid_only=True)}
        approved = {row.key: row for row in self.account_ids if row.id in valid}
        names = []
        for row in self._get_account():
            signed = approved.get(row["key"])
            is_same = signed and not any(signed._is_other(name, float(row[name])) for name in messages.SIGNED_NUMBERS)
            if not row["is_within"] and not is_same:
                names.append(row["lot"] or row["product"])
        return names

    def _get_papers_missing(self):
        """Sentences about what is still to be written down."""
        obstacles = []
        missing = [name for name in ("root_cause", "capa_reference") if not self[name]]
        if missing and self.kind != "stock_recovery":
            obstacles.append(messages.papers_missing(self.env, self._get_labels(missing)))
        if self.is_termination_asked and not self.termination_date:
            obstacles.append(messages.termination_missing(self.env))
        running = self.clock_ids.filtered(lambda clock: clock.started_at and not clock.stopped_at)
        running = running.filtered(lambda clock: clock.start != "reported")  # the end is what nothing follows
        if running:
            obstacles.append(messages.clocks_running(self.env, running.mapped("name")))
        unreviewed = self.clock_ids.filtered("is_review_missing")
        if unreviewed:
            obstacles.append(messages.clocks_unconfirmed(self.env, unreviewed.mapped("name")))
        return obstacles

    def _check_close(self):
        self.ensure_one()
        self._check_may_confirm()
        if self.state != "launched":
            raise messages.not_reconciled(self)
        obstacles = self._get_close_obstacles()
        if obstacles:
            raise messages.not_closable(self, obstacles)

    # --- closing ---

    def action_close(self):
        """Close the case for good; where cases are signed, by a signature."""
        self.ensure_one()
        if self.is_signature_asked:
            return self._action_sign_act("close")
        self._check_close()
        self.with_context(lot_reason=messages.closed(self))._do_close()
        return True  # the form that is open reads it again

    def _do_close(self):
        """Freeze the reconciliation and close; the caller has made sure that it may be closed."""
        self.env["lot.recall.account"]._refresh(self)
        now = fields.Datetime.now()
        content = canonical({"at": f"{now.isoformat(timespec='seconds')}Z", **self._get_closing_content()})
        closing_sudo = self.env["lot.recall.closing"].sudo().create(  # sudo: evidence is the program's
            {
                "recall_id": self.id,
                "company_id": self.company_id.id,
                "revision_id": self.revision_id.id,
                "closed_at": now,
                "user_id": self.env.uid,
                "content": content,
                "sha256": digest(content),
            }
        )  # fmt: skip
        self._set_state(state="closed", date_closed=now, closed_by_id=self.env.uid)
        self.env["lot.recall.watch"]._stop(self)
        self.env["lot.recall.proposal"]._end_open(self, "gone")
        self.env["lot.audit.entry"]._ledger_write("recall_closed", self, extra={"sha256": closing_sudo.sha256})
        self.message_post(body=messages.closed_with(self, closing_sudo.sha256))
        self._after_close(closing_sudo)

    def _after_close(self, closing):
        """What follows the end of a case, in its transaction. Extension point."""

    def _get_closing_content(self):
        """What is frozen at the end, as plain values. Extension point."""
        lots = self.env["lot.recall.account"]._read_lots(self)
        tolerance, explained = self._get_tolerance(), self.account_ids._get_explanations()
        unexplained = {"explanation": "", "explained_by": "", "signatures": []}
        states = self.env["lot.recall.consignee"]._read_group(
            [("recall_id", "=", self.id), ("is_in_scope", "=", True)], ["state"], ["__count"]
        )
        return {
            "case": self.name,
            "revision": {"number": self.revision_id.number, "sha256": self.revision_id.sha256},
            "launched_at": f"{self.date_launched.isoformat(timespec='seconds')}Z",
            "closed_by": self.env.user.name,
            "tolerance": format(tolerance, "f"),
            "lots": [_plain(lot.to_row(tolerance)) | explained.get(lot.key, unexplained) for lot in lots],
            "sums": [_plain(lot.to_row(tolerance)) for lot in kernel.sums(lots)],
            "consignees": dict(states),
            **{name: self[name] or "" for name in ("root_cause", "capa_reference", "termination_reference")},
            "termination_date": fields.Date.to_string(self.termination_date) or "",
        }


def _plain(row):
    """Numbers as texts: evidence holds no floats."""
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in row.items()}
