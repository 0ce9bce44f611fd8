"""Effectiveness check: one consignee is asked whether the notice arrived and was followed, and what came of it.

planned ──asked──▶ done ──by somebody else──▶ reviewed
                     └── ineffective: told once more, and asked again (another check)
"""

from odoo import Command, api, fields, models

from . import messages_check as messages

ANSWERS = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
RESULTS = [
    ("effective", "Effective"),
    ("ineffective", "Not effective"),
    ("no_product", "Had none of it any more"),
    ("unreachable", "Not reached"),
]
ASKED = {
    "checker_id", "method", "asked_at", "person", "is_received", "is_understood", "is_followed", "own_told", "found",
    "result", "note",
}  # fmt: skip


class LotRecallCheck(models.Model):
    _name = "lot.recall.check"
    _inherit = ["lot.history.mixin"]
    _description = "Effectiveness check of a recall"
    _order = "recall_id desc, state, id"
    _rec_name = "consignee_id"
    _check_company_auto = True

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    consignee_id = fields.Many2one(
        "lot.recall.consignee", required=True, index=True, ondelete="restrict", readonly=True
    )
    sample_id = fields.Many2one("lot.recall.sample", required=True, ondelete="restrict", readonly=True)
    recall_state = fields.Selection(related="recall_id.state", string="State of the recall")
    round = fields.Integer(required=True, default=1, readonly=True, aggregator=None, help="2 after a first failure …")
    state = fields.Selection(
        [("planned", "To ask"), ("done", "Asked"), ("reviewed", "Reviewed")],
        required=True,
        default="planned",
        readonly=True,
        index=True,
    )
    phone = fields.Char(related="consignee_id.phone")
    script = fields.Text("What to ask", compute="_compute_script")
    checker_id = fields.Many2one("res.users", "To be asked by", check_company=True)
    method = fields.Selection(
        [("phone", "Phone"), ("visit", "Visit"), ("mail", "E-mail"), ("post", "Letter")], "Asked by"
    )
    asked_at = fields.Datetime("Asked on")
    person = fields.Char("Whom they spoke to")
    is_received = fields.Selection(ANSWERS, "Did the notice arrive?")
    is_understood = fields.Selection(ANSWERS, "Was it understood?")
    is_followed = fields.Selection(ANSWERS, "Was it followed?")
    own_told = fields.Selection([*ANSWERS, ("none", "They have none")], "Did they tell their own customers?")
    found = fields.Char("What was found there", help="Lots and quantities, if any.")
    result = fields.Selection(RESULTS)
    note = fields.Text()
    done_by_id = fields.Many2one("res.users", "Written by", readonly=True, ondelete="restrict")
    done_at = fields.Datetime("Written on", readonly=True)
    author_ids = fields.Many2many(
        "res.users", string="Answers written by", readonly=True, copy=False, help="Whoever wrote any of them."
    )
    reviewer_id = fields.Many2one("res.users", "Reviewed by", readonly=True, ondelete="restrict")
    reviewed_at = fields.Datetime("Reviewed on", readonly=True)
    notice_id = fields.Many2one("lot.recall.notice", "Told once more by", readonly=True, ondelete="restrict")

    _round_unique = models.Constraint("UNIQUE (recall_id, consignee_id, round)", "They are asked already.")

    @api.depends("recall_id", "consignee_id")
    def _compute_script(self):
        for check in self:
            check.script = "\n".join(messages.script(check.recall_id, check.consignee_id))

    @api.constrains("asked_at")
    def _check_asked_at(self):
        for check in self:
            if check.asked_at and not check.recall_id.date_launched <= check.asked_at <= fields.Datetime.now():
                raise messages.asked_impossibly(check)

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise messages.checks_are_drawn(self.env)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - ASKED:
                raise messages.checks_are_drawn(self.env)
            for check in self:
                check._check_open("planned")
            if vals.keys() - {"checker_id"}:
                checks_sudo = self.sudo()  # sudo: set here and nowhere else
                checks_sudo.write({"author_ids": [Command.link(self.env.uid)]})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.checks_are_drawn(self.env)

    def _check_open(self, state):
        if self.state != state or self.recall_id.state != "launched":
            raise messages.check_is_over(self)

    def _set_step(self, **values):
        checks_sudo = self.sudo()  # sudo: closed to every direct write; the caller has checked who may do this
        return checks_sudo.write(values)

    # --- the steps ---

    @api.model
    def _plan(self, sample, consignees):
        """One check for each of these consignees who has none."""
        recall = sample.recall_id
        checks_sudo = self.sudo()  # sudo: checks are the program's
        there = checks_sudo.search([("recall_id", "=", recall.id)]).consignee_id
        return checks_sudo.create(
            [
                {
                    "recall_id": recall.id,
                    "company_id": recall.company_id.id,
                    "sample_id": sample.id,
                    "consignee_id": consignee.id,
                }
                for consignee in consignees.with_env(checks_sudo.env) - there
            ]
        )

    def action_done(self):
        """Say that this consignee was asked, with what came of it."""
        self.check_access("write")
        for check in self:
            check._check_open("planned")
            missing = [name for name in ("method", "asked_at", "result") if not check[name]]
            if check.result in ("effective", "ineffective"):
                missing += [name for name in ("person", "is_received", "is_followed") if not check[name]]
            if missing:
                labels = [check._fields[name]._description_string(check.env) for name in missing]
                raise messages.not_written_down(check, labels)
            if check.result == "effective" and "no" in (check.is_received, check.is_followed):
                raise messages.not_effective(check)
        self._set_step(state="done", done_by_id=self.env.uid, done_at=fields.Datetime.now())
        self._tell("recall_check_done")
        return True

    def action_review(self):
        """Say that these checks are right; not by who wrote them. Where the notice failed, they are told again."""
        self.check_access("write")
        for check in self:
            check._check_open("done")
            if check.env.user in check.done_by_id | check.author_ids:
                raise messages.reviewer_is_checker(check)
        self._set_step(state="reviewed", reviewer_id=self.env.uid, reviewed_at=fields.Datetime.now())
        self._tell("recall_check_reviewed")
        for check in self.filtered(lambda check: check.result == "ineffective"):
            check._tell_again()
        return True

    def action_reopen(self):
        """Take back that it was done, before anybody reviewed it."""
        self.check_access("write")
        for check in self:
            check._check_open("done")
        return self._set_step(state="planned", done_by_id=False, done_at=False)

    def _tell_again(self):
        """Another notice, and another check that it was followed."""
        consignee, revision = self.consignee_id, self.recall_id.revision_id
        told = consignee.notice_ids.filtered(lambda notice: notice.kind == "notice" and notice.revision_id == revision)
        step = max(told.mapped("step"), default=0) + 1
        notice = self.env["lot.recall.notice"]._queue(consignee, revision, "notice", step)
        self._set_step(notice_id=notice.id)
        self.sudo().create(  # sudo: checks are the program's
            {
                "recall_id": self.recall_id.id,
                "company_id": self.company_id.id,
                "sample_id": self.sample_id.id,
                "consignee_id": consignee.id,
                "round": self.round + 1,
            }
        )

    def _tell(self, code):
        rows = [
            {
                "record": check,
                "label": check.recall_id.name,
                "personal": {"consignee": check.consignee_id.name},
                "extra": {"result": check.result, "round": check.round},
                "about": [check.recall_id, check.consignee_id],
            }
            for check in self
        ]
        self.env["lot.audit.entry"]._ledger_write(code, rows)
