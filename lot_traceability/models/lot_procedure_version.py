"""A revision of a procedure: what is read and signed. Approved, it is frozen; a change is a new revision."""

import base64
import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

from .. import messages_training as messages
from ..report.station_sheet import fits
from ..sql import procedure_table

MOST_BYTES = 20_000_000
# What only the approval writes.
OWN = {"state", "content", "content_hash", "approved_at"}
# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_procedure_write", object()


class LotProcedureVersion(models.Model):
    _name = "lot.procedure.version"
    _inherit = ["lot.history.mixin", "lot.signature.mixin"]
    _description = "Revision of a procedure"
    _order = "procedure_id, effective_from desc, id desc"

    procedure_id = fields.Many2one("lot.procedure", "Procedure", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="procedure_id.company_id", store=True, index=True)
    revision = fields.Char(required=True, default="1", copy=False)
    effective_from = fields.Date("Holds from", required=True, default=fields.Date.context_today, copy=False)
    change_note = fields.Char("What is new", help="Shown to whoever reads it.")
    text = fields.Html()
    document = fields.Binary("Document (PDF)", attachment=True)
    document_name = fields.Char()
    step_ids = fields.One2many("lot.procedure.step", "version_id", "Steps", copy=True)
    state = fields.Selection(
        [("draft", "Draft"), ("approved", "Approved")], required=True, readonly=True, default="draft", copy=False
    )
    standing = fields.Selection(
        [("draft", "Draft"), ("coming", "To come"), ("effective", "In force"), ("replaced", "Replaced")],
        compute="_compute_standing",
    )
    approved_at = fields.Datetime("Approved on", readonly=True, copy=False)
    # Canonical JSON, written once by the signature of the approval.
    content = fields.Text("Frozen content", readonly=True, copy=False)
    content_hash = fields.Char("SHA-256", readonly=True, copy=False)
    is_to_read = fields.Boolean(compute="_compute_is_to_read", help="The user has still to read and sign it.")

    _revision_unique = models.Constraint(
        "UNIQUE (procedure_id, revision)", "This procedure has a revision of this name."
    )

    def init(self):
        self.env.cr.execute(procedure_table.close())

    @api.depends("procedure_id.number", "procedure_id.name", "revision", "content")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            head = json.loads(version.content)["head"] if version.content else version._get_head()
            version.display_name = messages.version_name(self.env, head["number"], head["title"], head["revision"])

    @api.depends("state", "effective_from", "procedure_id.current_version_id")
    def _compute_standing(self):
        today = fields.Date.context_today(self)
        for version in self:
            if version.state == "draft":
                version.standing = "draft"
            elif version.effective_from > today:
                version.standing = "coming"
            else:
                is_current = version == version.procedure_id.current_version_id
                version.standing = "effective" if is_current else "replaced"

    # --- its content ---

    def _get_head(self):
        return {
            "number": self.procedure_id.number or "",
            "title": self.procedure_id.name or "",
            "revision": self.revision or "",
            "effective_from": self.effective_from.isoformat() if self.effective_from else "",
            "company": (self.company_id or self.env.company).name,
        }

    def _get_content(self):
        """What is approved and read: a dict of plain values."""
        self.ensure_one()
        return {
            "head": self._get_head(),
            "change_note": self.change_note or "",
            "text": str(self.text or ""),
            "document": {"name": self.document_name or "", "sha256": self._hash_document()},
            "steps": [{"text": step.name, "barcode": step.barcode or ""} for step in self.step_ids],
        }

    def _hash_document(self):
        raw = self._get_document()
        return hashlib.sha256(raw).hexdigest() if raw else ""

    def _get_document(self):
        return base64.b64decode(self.with_context(bin_size=False).document or b"")

    @api.constrains("document")
    def _check_document(self):
        for version in self.with_context(bin_size=False):
            if len(version.document or b"") > MOST_BYTES * 4 // 3 + 4:
                raise ValidationError(messages.document_too_large(self.env, MOST_BYTES // 1_000_000))
            # By content, never by name: nothing that a browser would run.
            if version.document and guess_mimetype(version._get_document()) != "application/pdf":
                raise ValidationError(messages.document_kind(self.env))

    # --- approved, it stays ---

    def _write_own(self, vals):
        # Sudo: the approval writes; who may sign it has been checked.
        return self.sudo().with_context(**{_KEY: _OURS}).write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        # Looked at afterwards: the context's default_state is one more way in.
        if any(version.state != "draft" or any(version[name] for name in OWN - {"state"}) for version in versions):
            raise AccessError(messages.state_by_signature(self.env))
        return versions

    def write(self, vals):
        if self.env.context.get(_KEY) is not _OURS:
            if OWN & vals.keys():
                raise AccessError(messages.state_by_signature(self.env))
            for version in self.filtered(lambda version: version.state != "draft"):
                raise UserError(messages.approved_stays(self.env, version.display_name))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        for version in self.filtered(lambda version: version.state != "draft"):
            raise UserError(messages.approved_stays(self.env, version.display_name))

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for version, vals in zip(self, vals_list):
            vals["revision"] = self.env._("%(revision)s (new)", revision=version.revision)
        return vals_list

    # --- buttons ---

    def action_new_revision(self):
        """A draft of the next revision, with all that this one says."""
        self.ensure_one()
        return self.copy().action_open()

    def action_open(self):
        """The page of this revision."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
        }

    def _check_has_sheet(self):
        if not self.step_ids:
            raise UserError(messages.sheet_empty(self.env, self.display_name))
        if not fits(self.env, self._get_content()):
            raise UserError(messages.sheet_too_long(self.env, self.display_name))

    def action_download_sheet(self):
        """The station sheet, one page."""
        self.ensure_one()
        self._check_has_sheet()
        return {
            "type": "ir.actions.act_url",
            "url": f"/lot_traceability/procedure/{self.id}/sheet",
            "target": "download",
        }
