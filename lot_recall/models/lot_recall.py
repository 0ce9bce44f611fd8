"""Recall case: why, what, who is responsible, and the frozen revisions of what was found.

    draft ──confirm (recall manager)──▶ confirmed ──▶ cancelled
      └──────────────────cancel────────────────────────▲

A draft holds only its scope; the answer is read afresh until somebody confirms it. From then on the case shows a
frozen revision, and new facts make a new revision. What happens after that: ``lot_recall_launch.py``.
"""

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.gc import disabling_gc

from ..kernel.scope import is_reasons
from . import messages, messages_run

KINDS = [
    ("recall", "Recall"),
    ("withdrawal", "Withdrawal"),
    ("correction", "Correction"),
    ("fsca", "Field safety corrective action"),
    ("stock_recovery", "Stock recovery"),
    ("drill", "Drill"),
]
# Set by the actions below and by nothing else, whoever calls.
GUARDED = {
    "name", "state", "company_id", "date_opened", "date_confirmed", "revision_id", "frozen_class", "scope_text",
    "edited_by_id", "hazard_author_id", "hazard_reviewer_id", "hazard_reviewed_at", "decided_by_id", "decided_at",
    "date_launched", "launched_by_id", "launched_revision_id", "date_first_notice", "date_closed",
}  # fmt: skip
SCOPE = {"scope", "exclusions"}
RUNNING = ("confirmed", "launched")  # something is frozen, and more may come
CLASSES = [
    ("1", "Class I: serious harm likely"),
    ("2", "Class II: passing harm, or serious harm unlikely"),
    ("3", "Class III: harm unlikely"),
]


class LotRecall(models.Model):
    _name = "lot.recall"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Recall"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, default="/", index="trigram")
    title = fields.Char(required=True, tracking=True)
    reason = fields.Text(
        tracking=True, help="What is wrong and how it was found, in the words that an auditor may read."
    )
    kind = fields.Selection(
        KINDS,
        required=True,
        default="recall",
        tracking=True,
        help="Recall: goods come back. Withdrawal: no law is broken, goods come back all the same. "
        "Correction: goods are mended where they are. Field safety corrective action: what the European Union calls "
        "either of medical devices. Stock recovery: nothing has left the house yet. Drill: an exercise, nobody outside "
        "is told.",
    )
    hazard_class = fields.Selection(
        CLASSES, "Class", tracking=True, help="How bad it would be; leave empty until judged."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("confirmed", "Confirmed"),
            ("launched", "Launched"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
        group_expand="_order_states",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    user_id = fields.Many2one(
        "res.users", "Responsible", required=True, default=lambda self: self.env.user, tracking=True, check_company=True
    )
    date_opened = fields.Datetime("Opened", required=True, readonly=True, copy=False, default=fields.Datetime.now)
    date_confirmed = fields.Datetime("Confirmed on", readonly=True, copy=False)
    scope = fields.Json("Chosen by", readonly=True, copy=False, help="What the lots were chosen by.")
    scope_text = fields.Char("Scope", readonly=True, copy=False)
    exclusions = fields.Json("Left out", readonly=True, copy=False, help="Reason by lot.")
    revision_ids = fields.One2many("lot.recall.revision", "recall_id", "Revisions", readonly=True)
    revision_id = fields.Many2one("lot.recall.revision", readonly=True, copy=False, ondelete="restrict")

    _name_unique = models.Constraint("UNIQUE (company_id, name)", "This number is already used.")

    @api.model
    def _order_states(self, states, _domain):
        """Columns of the board in the order of the work instead of the alphabet's, no empty ones."""
        return [state for state, _label in self._fields["state"].selection if state in states]

    @api.depends("name", "title")
    def _compute_display_name(self):
        for recall in self:
            recall.display_name = f"{recall.name} {recall.title or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        # What buttons alone set is not set by the context either.
        buttons_only = GUARDED - {"company_id"}
        defaults = {f"default_{name}" for name in buttons_only}
        context = {key: value for key, value in self.env.context.items() if key not in defaults}
        self = self.with_context(context)  # pylint: disable=context-overridden  # keyword arguments take no key away
        for vals in vals_list:
            if not self.env.su and buttons_only & vals.keys():
                raise messages.set_by_actions_only(self.env)
            # The year of the number is the one in which the case is opened.
            company = vals.get("company_id") or self.env.company.id
            vals["name"] = self.env["ir.sequence"].with_company(company).next_by_code("lot.recall") or "/"
            vals.update(self._checked_scope(vals))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and GUARDED & vals.keys():
            raise messages.set_by_actions_only(self.env)
        if SCOPE & vals.keys() and any(recall.state != "draft" for recall in self):
            raise messages.scope_is_frozen(self.env)
        return super().write({**vals, **self._checked_scope(vals)})

    @api.model
    def _checked_scope(self, vals):
        """The scope's sentence, if these values set a scope; refuses a scope or exclusions of the wrong shape."""
        if "exclusions" in vals and not is_reasons(vals["exclusions"]):
            raise messages.scope_malformed(self.env, "exclusions")
        if not vals.get("scope"):
            return {}
        scopes = self.env["lot.recall.scope"]
        scopes._check_scope(vals["scope"])
        return {"scope_text": scopes._words(vals["scope"])}

    def _set_state(self, **values):
        """Sudo: these fields are closed to every direct write; the caller has checked who may do this."""
        recalls_sudo = self.sudo()
        return recalls_sudo.write(values)

    @api.ondelete(at_uninstall=True)
    def _unlink_only_drafts(self):
        for recall in self:
            if recall.revision_ids:
                raise messages.confirmed_is_kept(recall)

    # --- the answer ---

    def _trace(self, lots):
        """The trace answer that a case is about: where the lots went and what they were made from."""
        return lots.trace("both", {"include_open": True, "with_names": True})

    # --- actions ---

    def action_confirm(self):
        """Freeze revision 1 and number what was found; from here on the case is evidence."""
        self.ensure_one()
        self._check_may_confirm()
        if self.state != "draft":
            raise messages.not_a_draft(self)
        self._freeze_revision()
        return self._set_state(state="confirmed", date_confirmed=fields.Datetime.now())

    def action_new_revision(self):
        """Freeze the facts of now as the next revision; the earlier ones stay."""
        self.ensure_one()
        self._check_may_confirm()
        if self.state not in RUNNING:
            raise messages.not_confirmed(self)
        self._freeze_revision()
        return self._action_form()

    def action_cancel(self):
        """Close the case without deleting anything."""
        self.check_access("write")
        for recall in self:
            if recall.state != "draft":
                recall._check_may_confirm()
            if recall.state == "closed":
                raise messages_run.is_over(recall)
        for recall in self:
            recall._do_cancel()
        return True

    def _do_cancel(self, reason=""):
        """Close without deleting anything; the caller has checked who may do this."""
        self._set_state(state="cancelled")

    def _check_may_confirm(self):
        self.check_access("write")
        if not self.env.user.has_group("lot_recall.group_recall_manager"):
            raise messages.only_managers_confirm(self.env)

    def _freeze_revision(self, content=None):
        """Freeze the facts of now, or those of now that somebody has just signed."""
        self._take_turn()
        with disabling_gc():  # Python would look again and again for cycles among millions of figures
            content = content or self._fresh_content(len(self.revision_ids) + 1)
            revision = self.env["lot.recall.revision"]._freeze(self, content)
        self._set_state(revision_id=revision.id)
        self.message_post(
            body=self.env._(
                "Revision %(number)s frozen. Lots: %(lots)s, deliveries: %(deliveries)s, customers: %(customers)s. "
                "SHA-256 %(sha)s",
                number=revision.number,
                sha=revision.sha256,
                **{key: content["figures"]["counts"][key] for key in ("lots", "deliveries", "customers")},
            )
        )
        return revision

    def _take_turn(self):
        """Touch the row first: of two who decide at once, the later one is tried again and told what the first did."""
        self.env.execute_query(
            SQL("UPDATE lot_recall SET write_date = now() AT TIME ZONE 'UTC' WHERE id = %s", self.id)
        )

    def action_review_scope(self):
        """Open the wizard on a draft: look at what would be frozen, change it, confirm it."""
        self.ensure_one()
        if self.state != "draft":
            raise messages.not_a_draft(self)
        wizard = self.env["lot.recall.wizard"].create(self.env["lot.recall.wizard"]._vals_of_case(self))
        return wizard._action_show()

    def action_compare(self):
        """Say in words whether the world has changed since the revision was frozen."""
        self.ensure_one()
        if not self.revision_id:
            raise messages.not_confirmed(self)
        comparison = self.env["lot.recall.comparison"].create({"recall_id": self.id})
        return comparison._action_show()

    def action_xlsx(self):
        """Download the workbook of the current revision."""
        return self._action_download("xlsx")

    def action_pdf(self):
        """Download the dossier of the current revision."""
        return self._action_download("pdf")

    def _action_download(self, kind, revision=None):
        self.ensure_one()
        revision = revision or self.revision_id
        if not revision:
            raise messages.not_confirmed(self)
        url = f"/lot_recall/{self.id}/{kind}?revision={revision.number}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _action_form(self):
        self.ensure_one()
        return self._action_open(self._name, self.id)

    @api.model
    def _action_open(self, model, number):
        """Open a record that a frozen row names, if it is still there and may be read."""
        if not model or not number or model not in self.env:
            raise messages.no_document(self.env)
        record = self.env[model].browse(number).exists()
        if not record or not record.has_access("read"):
            raise messages.document_gone(self.env)
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": record.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
