"""The plan of a case: what is known since when, how bad it is, what is to be done, and who decided so.

Fields: ``shared/regulations`` 6.1; which of them each kind of action needs: ``kernel/plan.py``. The author of the
hazard evaluation, its reviewer and who decided are stamped by the program. From launch on a signature covers the plan.
"""

from decimal import Decimal

from odoo import api, fields, models

from ..kernel import plan
from ..kernel.sample import LEVELS
from . import messages_run
from .lot_recall import CLASSES

LEVEL_WORDS = {
    "A": "A: all of them",
    "B": "B: a percentage",
    "C": "C: every tenth",
    "D": "D: every fiftieth",
    "E": "E: none",
}
PLAN = (
    "awareness_at", "awareness_source", "jurisdiction_ids", *plan.HAZARD, "depth", "public_warning",
    "effectiveness_level", "effectiveness_percent", "notice_method", "goods_plan", "decision", "decision_reason",
    "contact_user_id", "official_user_id", "report_user_id",
)  # fmt: skip
# Known later than the rest, also after goods are back.
AUTHORITY = ("authority_class", "authority_class_date", "authority_number")
STAMPS = ("hazard_author_id", "hazard_reviewer_id", "hazard_reviewed_at", "decided_by_id", "decided_at")
CLOSED = ("closed", "cancelled")


class LotRecall(models.Model):
    _inherit = "lot.recall"

    awareness_at = fields.Datetime("Known since", copy=False, help="When anybody of the company first knew of it.")
    awareness_source = fields.Selection(
        [
            ("complaint", "Complaint"),
            ("nonconformity", "Own finding"),
            ("supplier", "Supplier's notice"),
            ("authority", "Authority"),
            ("trend", "Trend in the data"),
            ("other", "Other"),
        ],
        "Known from",
        copy=False,
    )
    jurisdiction_ids = fields.Many2many("lot.recall.jurisdiction", string="Jurisdictions", copy=False)
    authority_class = fields.Selection(CLASSES, "Class given by the authority", copy=False)
    authority_class_date = fields.Date("Class given on", copy=False)
    authority_number = fields.Char("Number given by the authority", copy=False)

    hazard_occurred = fields.Text("Has anybody been harmed already?", copy=False)
    hazard_conditions = fields.Text("What makes harm more likely or worse where it is used?", copy=False)
    hazard_population = fields.Text("Who is exposed, and who is at special risk?", copy=False)
    hazard_seriousness = fields.Text("How serious is the harm?", copy=False)
    hazard_likelihood = fields.Text("How likely is it?", copy=False)
    hazard_consequences = fields.Text("What follows, soon and in the long run?", copy=False)
    hazard_conclusion = fields.Text("Conclusion", copy=False)
    hazard_author_id = fields.Many2one("res.users", "Evaluated by", readonly=True, copy=False, ondelete="restrict")
    hazard_reviewer_id = fields.Many2one("res.users", "Reviewed by", readonly=True, copy=False, ondelete="restrict")
    hazard_reviewed_at = fields.Datetime("Reviewed on", readonly=True, copy=False)

    depth = fields.Selection(
        [("wholesale", "Wholesalers"), ("retail", "Shops and institutions"), ("user", "Users and consumers")],
        copy=False,
        help="How far down the chain goods are called back.",
    )
    public_warning = fields.Selection(
        [("none", "None"), ("specialised", "Specialised media"), ("general", "General media")],
        "Public warning",
        copy=False,
    )
    effectiveness_level = fields.Selection(
        [(level, LEVEL_WORDS[level]) for level in LEVELS],
        "Effectiveness checks",
        copy=False,
        help="How many consignees are asked whether the notice arrived and was followed.",
    )
    effectiveness_percent = fields.Float("Percentage to check", digits=(5, 2), copy=False)
    notice_method = fields.Char("How consignees are told", copy=False, help="For example: e-mail, then phone.")
    goods_plan = fields.Text("What becomes of the goods", copy=False, help="Destroyed, mended, sent to the supplier …")

    decision = fields.Selection([("yes", "Carry out"), ("no", "Do not carry out")], copy=False)
    decision_reason = fields.Text("Decided because", copy=False)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False, ondelete="restrict")
    decided_at = fields.Datetime("Decided on", readonly=True, copy=False)

    contact_user_id = fields.Many2one("res.users", "Whom consignees call", check_company=True)
    official_user_id = fields.Many2one("res.users", "Most responsible person", check_company=True)
    report_user_id = fields.Many2one("res.users", "Reports to authorities", check_company=True)
    plan_gaps = fields.Char("Missing in the plan", compute="_compute_plan_gaps")

    @api.depends("kind", "reason", "hazard_class", *PLAN, *STAMPS)
    def _compute_plan_gaps(self):
        for recall in self:
            recall.plan_gaps = ", ".join(recall._get_plan_gaps())

    @api.constrains("awareness_at")
    def _check_awareness_at(self):
        if any(recall.awareness_at and recall.awareness_at > fields.Datetime.now() for recall in self):
            raise messages_run.known_in_the_future(self.env)

    @api.constrains("effectiveness_level", "effectiveness_percent")
    def _check_effectiveness_percent(self):
        for recall in self:
            if not plan.is_percent_sound(recall.effectiveness_level, Decimal(repr(recall.effectiveness_percent))):
                raise messages_run.level_needs_percent(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        recalls = super().create(vals_list)
        for recall in recalls:
            # As it came to be: the context can give values, too.
            values = {name: recall[name] for name in PLAN if recall[name]}
            recall._check_may_plan(values)
            recall._stamp(values)
        return recalls

    def write(self, vals):
        self._check_may_plan(vals)
        changed = {recall: {name: vals[name] for name in recall._get_plan_changes(vals)} for recall in self}
        result = super().write(vals)
        for recall, values in changed.items():
            recall._stamp(values)
        return result

    def _get_plan_changes(self, vals):
        """Names of the parts of the plan that these values change."""
        self.ensure_one()
        names = [name for name in vals if name in PLAN and name != "jurisdiction_ids"]
        return [name for name in names if (self[name] or False) != (vals[name] or False)]

    def _check_may_plan(self, vals):
        if "decision" in vals and not self.env.su and not self.env.user.has_group("lot_recall.group_recall_manager"):
            raise messages_run.only_managers_decide(self.env)
        for recall in self:
            if recall.state in CLOSED and vals.keys() & {*PLAN, *AUTHORITY}:
                raise messages_run.plan_is_closed(recall)
            if recall.state != "draft" and vals.get("kind", recall.kind) != recall.kind:
                raise messages_run.kind_is_fixed(recall)

    def _stamp(self, vals):
        """Say who evaluated and who decided, and when; an evaluation that was changed is to be reviewed again."""
        self.ensure_one()
        stamps = {}
        if vals.keys() & set(plan.HAZARD):
            stamps |= {"hazard_author_id": self.env.uid, "hazard_reviewer_id": False, "hazard_reviewed_at": False}
        if "decision" in vals:
            is_made = bool(vals["decision"])
            stamps |= {
                "decided_by_id": self.env.uid if is_made else False,
                "decided_at": fields.Datetime.now() if is_made else False,
            }
        if stamps:
            self._set_state(**stamps)

    def action_review_hazard(self):
        """Say that the hazard evaluation was read and is right; not by who wrote it."""
        self.ensure_one()
        self.check_access("read")
        if self.state in CLOSED:
            raise messages_run.plan_is_closed(self)
        empty = [name for name in plan.HAZARD if not self[name]]
        if empty:
            raise messages_run.nothing_to_review(self, self._get_labels(empty))
        if self.hazard_reviewer_id:
            raise messages_run.reviewed_already(self)
        if self.hazard_author_id == self.env.user:
            raise messages_run.reviewer_is_author(self)
        return self._set_state(hazard_reviewer_id=self.env.uid, hazard_reviewed_at=fields.Datetime.now())

    def _get_plan_gaps(self):
        """Labels of what the plan lacks for this kind of action."""
        self.ensure_one()
        filled = {name for name in plan.NEEDED[self.kind] if self[name]}
        return self._get_labels(plan.missing(self.kind, filled))

    def _get_labels(self, names):
        return [self._fields[name]._description_string(self.env) for name in names]

    # --- what ledger and signatures hold of it ---

    @api.model
    def _get_recorded_fields(self):
        return [*super()._get_recorded_fields(), *PLAN, *AUTHORITY, *STAMPS]

    def _get_plan_values(self):
        """The plan as plain values, None where empty."""
        values = self.env["lot.audit.entry"]._ledger_values(self, ("reason", "hazard_class", *PLAN, *STAMPS))
        return {name: _numbers(value) for name, value in values.items()}

    def _signing_facts(self, figures):
        facts = super()._signing_facts(figures)
        for name in ("depth", "public_warning", "effectiveness_level", "decision"):
            if self[name]:
                words = dict(self._fields[name]._description_selection(self.env))
                facts.append((self._fields[name]._description_string(self.env), words[self[name]]))
        return facts

    def _signed_content(self):
        content = super()._signed_content()
        # Until then the plan is still being made, and who confirmed the scope did not judge it.
        return {**content, "plan": self._get_plan_values()} if self.state in ("launched", "closed") else content

    @api.model
    def _signed_fields(self):
        return super()._signed_fields() | {*PLAN, *STAMPS}


def _numbers(value):
    """Records by number: a colleague's new name is no change of the plan."""
    if isinstance(value, list):
        return [row["id"] for row in value]
    return value["id"] if isinstance(value, dict) else value
