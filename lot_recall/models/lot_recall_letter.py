"""The letter of a case in one language: written by one person, approved by another, then sent.

draft ──approve (somebody else, nothing missing, no forbidden word)──▶ approved ──any change──▶ draft
"""

from odoo import api, fields, models

from ..kernel import letter as kernel
from ..kernel.canonical import canonical, digest
from . import messages_letter as messages

GUARDED = {"state", "company_id", "written_by_id", "approved_by_id", "approved_at", "sha256", "version"}
FIXED = {"recall_id", "lang"}


class LotRecallLetter(models.Model):
    _name = "lot.recall.letter"
    _inherit = ["lot.recall.letter.parts", "lot.history.mixin"]
    _description = "Letter of a recall"
    _order = "recall_id desc, lang"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True)
    lang = fields.Selection(lambda self: self.env["res.lang"].get_installed(), "Language", required=True, readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved")], required=True, default="draft", readonly=True
    )
    version = fields.Integer(default=1, readonly=True, help="Counts the approvals.")
    written_by_id = fields.Many2one("res.users", "Last changed by", readonly=True, ondelete="restrict")
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, ondelete="restrict")
    approved_at = fields.Datetime("Approved on", readonly=True)
    sha256 = fields.Char("SHA-256", readonly=True, help="Fingerprint of the text that was approved.")
    faults_text = fields.Text("To be mended", compute="_compute_faults_text")

    _lang_unique = models.Constraint("UNIQUE (recall_id, lang)", "A recall has one letter in each language.")

    @api.depends("recall_id.name", "lang")
    def _compute_display_name(self):
        names = dict(self.env["res.lang"].get_installed())
        for letter in self:
            letter.display_name = f"{letter.recall_id.name or ''} {names.get(letter.lang, letter.lang or '')}".strip()

    @api.depends(*kernel.PARTS, "recall_id.kind", "lang")
    def _compute_faults_text(self):
        for letter in self:
            letter.faults_text = "\n".join(letter._get_faults())

    def _get_faults(self):
        """What keeps the letter from being approved, one sentence each."""
        self.ensure_one()
        # Sudo: words that nobody may use are read to check a text; only those found are shown.
        words = self.env["lot.recall.letter.template"].sudo()._get_forbidden_words(self.lang)
        faults = kernel.check(self._get_parts(), kernel.required(self.recall_id.kind), words)
        return [messages.fault(self, fault) for fault in faults]

    def _is_sound(self):
        """Whether the approved text is still the one that was approved."""
        return self.state == "approved" and self.sha256 == self._fingerprint()

    def _fingerprint(self):
        return digest(canonical({"lang": self.lang, "parts": self._get_parts()}))

    # --- rights ---

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(GUARDED & vals.keys() for vals in vals_list):
            raise messages.by_button_only(self.env)
        letters = super().create(vals_list)
        letters._check_case()
        letters._set_approval(written_by_id=self.env.uid)
        return letters

    def write(self, vals):
        if not self.env.su and (GUARDED | FIXED) & vals.keys():
            raise messages.by_button_only(self.env)
        changed = self.filtered(lambda letter: letter._is_changed_by(vals))
        result = super().write(vals)
        if changed:
            changed._check_case()
            nobody = {"approved_by_id": False, "approved_at": False, "sha256": False}
            changed._set_approval(state="draft", written_by_id=self.env.uid, **nobody)
        return result

    def _is_changed_by(self, vals):
        return any((self[name] or "") != (vals[name] or "") for name in {*kernel.PARTS, "lang"} & vals.keys())

    def _check_case(self):
        """Letters are written for a case that the user may work on and that is not over."""
        for letter in self:
            if letter.recall_id.state in ("closed", "cancelled"):
                raise messages.case_is_over(letter.recall_id)
            letter.recall_id.check_access("read")

    def _set_approval(self, **values):
        """Sudo: these fields are closed to every direct write; the caller has checked who may do this."""
        letters_sudo = self.sudo()
        return super(LotRecallLetter, letters_sudo).write(values)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        if any(letter.version > 1 or letter.state == "approved" for letter in self):
            raise messages.approved_is_kept(self.env)

    # --- approval ---

    def action_approve(self):
        """Say that the letter may go out; not by who wrote it, and only when nothing is missing or forbidden."""
        for letter in self:
            letter.check_access("write")
            letter._check_case()
            if not self.env.user.has_group("lot_recall.group_recall_manager"):
                raise messages.only_managers_approve(self.env)
            if letter.state == "approved":
                raise messages.approved_already(letter)
            if letter.written_by_id == self.env.user:
                raise messages.approver_is_author(letter)
            faults = letter._get_faults()
            if faults:
                raise messages.has_faults(letter, faults)
            letter._set_approval(
                state="approved",
                approved_by_id=self.env.uid,
                approved_at=fields.Datetime.now(),
                sha256=letter._fingerprint(),
                version=letter.version + 1,
            )
            self.env["lot.audit.entry"]._ledger_write(
                "recall_letter_approved", letter, extra={"sha256": letter.sha256}, about=[letter.recall_id]
            )
            self.env["lot.recall.notice"]._wake(letter.recall_id)

    def action_preview(self):
        """Show the letter as the first consignee of its language would get it."""
        self.ensure_one()
        self.check_access("read")
        consignees = self.recall_id.consignee_ids
        consignee = (consignees.filtered(lambda one: one.lang == self.lang) or consignees)[:1]
        if not consignee:
            raise messages.nobody_to_write_to(self.recall_id)
        return consignee._action_letter(self)

    @api.model
    def _draft_for(self, recall, langs):
        """Letters from templates in the languages that a case has none in yet."""
        missing = sorted(set(langs) - set(recall.letter_ids.mapped("lang")))
        vals_list = []
        for lang in missing:
            template = self.env["lot.recall.letter.template"]._find(lang, recall.kind)
            vals_list.append({"recall_id": recall.id, "lang": lang, **template._get_parts()} if template else {})
        return self.create([vals for vals in vals_list if vals])
