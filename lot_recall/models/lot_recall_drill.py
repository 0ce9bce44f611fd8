"""Drills: a recall run as an exercise, timed, scored and kept, so that several of them show a trend.

    waiting ──start: a lot is drawn──▶ running ──the case is closed──▶ finished      (a blind drill)
                                          │ ▲────its case is confirmed───────        (an announced one)
                                          └──────the case is cancelled──▶ cancelled

The exercise itself is a case of the kind drill: nothing real is held, moved or mailed (``_is_sandbox``). Which lot a
blind drill is about is drawn when it is started, so that nobody can prepare; seed and reasons stay with it, and so
does its case: it is neither deleted nor made about something else.
"""

import secrets

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..kernel import drill as kernel
from ..sql import drills as sql
from . import messages_drill as messages

MONTHS = 24  # back to which lots are looked at
GRADES = [
    ("own", "Within 2 hours"),
    ("scheme", "Within 4 hours"),
    ("law", "Within 24 hours"),
    ("late", "Later than 24 hours"),
]
OPEN_FIELDS = {"lead_id", "lessons"}


class LotRecallDrill(models.Model):
    _name = "lot.recall.drill"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Recall drill"
    _order = "id desc"
    _check_company_auto = True

    recall_id = fields.Many2one("lot.recall", "Case", ondelete="restrict", readonly=True, index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    state = fields.Selection(
        [
            ("waiting", "To be started"),
            ("running", "Running"),
            ("finished", "Finished"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="running",
    )
    is_blind = fields.Boolean("Blind", readonly=True, help="Nobody knew the lot before it was started.")
    lead_id = fields.Many2one("res.users", "Led by", required=True, check_company=True, tracking=True)
    seed = fields.Char("Seed of the draw", readonly=True, help="With the same lots it draws the same one again.")
    pick_text = fields.Text("Why this lot", readonly=True)
    started_at = fields.Datetime("Started", readonly=True)
    traced_at = fields.Datetime("Scope frozen", readonly=True)
    launched_at = fields.Datetime(
        "Goods stopped", readonly=True, help="As they would have been: a drill holds nothing."
    )
    finished_at = fields.Datetime("Finished", readonly=True)
    trace_hours = fields.Float("Hours to the scope", digits=(16, 2), readonly=True, aggregator="avg")
    stop_hours = fields.Float("Hours until goods are stopped", digits=(16, 2), readonly=True, aggregator="avg")
    grade = fields.Selection(GRADES, "Time", readonly=True)
    found_percent = fields.Float(
        "Goods found again",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Share of what was made or received whose whereabouts the records tell.",
    )
    reachable_percent = fields.Float(
        "Customers who can be told",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Share of the consignees with an e-mail address, a phone number or a postal address.",
    )
    gap_count = fields.Integer("Gaps in the records", readonly=True)
    is_passed = fields.Boolean("Passed", readonly=True, help="Stopped within 4 hours, and at least 99.5 % found again.")
    lessons = fields.Text("What is to be better next time", tracking=True)

    _recall_unique = models.UniqueIndex("(recall_id) WHERE recall_id IS NOT NULL", "A case is one drill.")

    @api.depends("recall_id.name", "is_blind")
    def _compute_display_name(self):
        for drill in self:
            drill.display_name = messages.drill_name(drill)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise messages.drills_by_program_only(self.env)
        return super().create(vals_list)

    def write(self, vals):
        own = self.env["mail.thread"]._fields.keys() | self.env["mail.activity.mixin"]._fields.keys()
        if not self.env.su and vals.keys() - OPEN_FIELDS - own:
            raise messages.drills_by_program_only(self.env)
        if not self.env.su and "lead_id" in vals and any(drill.finished_at for drill in self):
            raise messages.led_by_stays(self.env)  # the certificate names them
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise messages.drills_are_kept(self.env)

    # --- blind drills ---

    @api.model
    def _cron_plan(self):
        """Ask for a blind drill in every company that wants one and has had none for so long."""
        # Sudo: what the companies have set holds whoever runs this, and drills are the program's.
        companies_sudo = self.env["res.company"].sudo().search([("lot_recall_drill_months", ">", 0)])
        drills_sudo = self.sudo()
        for company in companies_sudo:
            late = fields.Datetime.now() - relativedelta(months=company.lot_recall_drill_months)
            recent = [("company_id", "=", company.id), ("state", "!=", "cancelled")]
            recent += ["|", ("state", "!=", "finished"), ("finished_at", ">", late)]
            lead = company.lot_recall_drill_user_id
            if lead.active and not drills_sudo.search_count(recent, limit=1):
                self._plan(company, lead)

    @api.model
    def _plan(self, company, lead):
        """A blind drill that waits for somebody to start it."""
        drill_sudo = self.sudo().create(  # sudo: drills are the program's
            {
                "company_id": company.id,
                "lead_id": lead.id,
                "is_blind": True,
                "state": "waiting",
            }
        )
        summary = messages.start_summary(self.env)
        drill_sudo.activity_schedule("mail.mail_activity_data_todo", user_id=lead.id, summary=summary)
        return drill_sudo

    def action_plan(self):
        """A blind drill for the company that the user works in, led by the user."""
        self._check_may_lead()
        drill_sudo = self._plan(self.env.company, self.env.user)
        return self.env["lot.recall"]._action_open(self._name, drill_sudo.id)

    def action_start(self):
        """Draw the lot, open its case and let the time run."""
        self.ensure_one()
        self.check_access("read")
        self._check_may_lead()
        if self.state != "waiting":
            raise messages.drill_is_started(self)
        drill_sudo = self.sudo()  # sudo: drills are the program's; the user may lead them
        drill_sudo.seed = secrets.token_hex(8)  # whoever reads it sooner knows the lot sooner
        chosen, count = self._draw()
        if not chosen:
            raise messages.nothing_to_drill(self.env, MONTHS)
        recalls = self.env["lot.recall"].with_company(self.company_id)
        scope = {"method": "lots", "lot_ids": [chosen.lot_id]}
        recall = recalls.create(
            {
                "title": messages.blind_title(self.env),
                "reason": messages.blind_reason(self.env),
                "kind": "drill",
                "company_id": self.company_id.id,
                "user_id": self.lead_id.id,
                "scope": scope,
            }
        )
        lot = self.env["stock.lot"].browse(chosen.lot_id)
        drill_sudo.write(
            {
                "recall_id": recall.id,
                "state": "running",
                "started_at": fields.Datetime.now(),
                "pick_text": messages.pick_words(self.env, lot, chosen, count, MONTHS, self.seed),
            }
        )
        drill_sudo.activity_feedback(["mail.mail_activity_data_todo"])
        return recall.action_review_scope()

    def _draw(self):
        """(the lot that the seed draws or None, how many there were)."""
        since = fields.Datetime.now() - relativedelta(months=MONTHS)
        for model in ("stock.move.line", "stock.move", "stock.picking", "res.partner"):
            self.env[model].flush_model()
        rows = self.env.execute_query(sql.candidates(self.company_id.id, since))
        readable = set(self.env["stock.lot"].browse([lot for lot, *_counts in rows])._filtered_access("read").ids)
        found = [kernel.Candidate(*row) for row in rows if row[0] in readable]
        return kernel.pick(found, self.seed), len(found)

    def _check_may_lead(self):
        if not self.env.su and not self.env.user.has_group("lot_recall.group_recall_manager"):
            raise messages.managers_lead_drills(self.env)

    # --- what became of it ---

    @api.model
    def _of(self, recalls):
        """The drills of these cases, made where a case has none yet; sudo: they are the program's."""
        drills_sudo = self.sudo().search([("recall_id", "in", recalls.ids)])
        return drills_sudo | drills_sudo.create(
            [
                {
                    "recall_id": recall.id,
                    "company_id": recall.company_id.id,
                    "lead_id": recall.user_id.id,
                    "started_at": recall.date_opened,
                }
                for recall in recalls - drills_sudo.recall_id
            ]
        )

    def _note(self):
        """Take times and figures over from the case; until it is closed they may still change."""
        for drill_sudo in self.sudo():  # sudo: drills are the program's
            recall = drill_sudo.recall_id
            values = {"traced_at": recall.date_confirmed, "launched_at": recall.date_launched}
            values["trace_hours"] = drill_sudo._hours_until(recall.date_confirmed)
            values["stop_hours"] = drill_sudo._hours_until(recall.date_launched)
            if recall.revision_id:
                answer = recall.revision_id._read_content()["answer"]
                share = kernel.found_again(answer["balance"], answer["shipments"])
                values |= {"found_percent": float(share * 100), "gap_count": recall.gap_count}
                values["reachable_percent"] = recall._get_reachable_percent()
                if recall.date_launched:
                    elapsed = recall.date_launched - drill_sudo.started_at
                    values |= {"grade": kernel.grade(elapsed), "is_passed": kernel.is_passed(elapsed, share)}
            if recall.state == "closed":
                values |= {"state": "finished", "finished_at": recall.date_closed or fields.Datetime.now()}
            elif recall.state == "cancelled":
                values |= {"state": "cancelled", "finished_at": fields.Datetime.now(), "is_passed": False}
            drill_sudo.write(values)

    def _hours_until(self, instant):
        return (instant - self.started_at).total_seconds() / 3600 if instant else 0.0

    # --- screen ---

    def action_open_case(self):
        """Open the case that is the exercise."""
        self.ensure_one()
        return self.env["lot.recall"]._action_open("lot.recall", self.recall_id.id)

    def action_certificate(self):
        """Download the certificate."""
        self.ensure_one()
        if self.state != "finished":
            raise messages.drill_not_finished(self)
        return {"type": "ir.actions.act_url", "url": f"/lot_recall/drill/{self.id}/pdf", "target": "download"}
