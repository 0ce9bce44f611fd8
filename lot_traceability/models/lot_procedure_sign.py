"""Signing a revision of a procedure: approved by Quality, then read and understood by everybody who works by it."""

import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import is_html_empty

from .. import messages_signing
from .. import messages_training as messages
from ..kernel import audit_chain, signing
from ..report.station_sheet import fits
from ..sql import training as sql

TRAINING = "training"


class LotProcedureVersion(models.Model):
    _inherit = "lot.procedure.version"

    def action_approve(self):
        """Ask for the signature that approves and freezes this revision."""
        self._check_may_approve()
        return self._action_sign("approval")

    def action_read(self):
        """Ask the user to sign that they have read this."""
        self._check_readable()
        return self._action_sign(TRAINING, reason=self.env._("Training"))

    # --- when ---

    def _check_may_approve(self):
        self.ensure_one()
        name = self.display_name
        if self.state != "draft":
            raise UserError(messages.not_draft(self.env, name))
        if is_html_empty(self.text) and not self.document:
            raise UserError(messages.nothing_to_read(self.env, name))
        if self.effective_from < fields.Date.context_today(self):
            raise UserError(messages.effective_too_early(self.env, name))
        approved = self.procedure_id.version_ids.filtered(lambda version: version.state == "approved")
        for other in approved.filtered(lambda version: version.effective_from >= self.effective_from):
            raise UserError(messages.effective_before_other(self.env, name, other.display_name))
        if not fits(self.env, self._get_content()):
            raise UserError(messages.sheet_too_long(self.env, name))

    def _check_readable(self):
        self.ensure_one()
        if self.state == "draft":
            raise UserError(messages.not_readable_yet(self.env, self.display_name))
        if self.standing == "replaced":
            raise UserError(messages.replaced(self.env, self.display_name))
        if not self._has_its_document():
            raise UserError(messages.document_exchanged(self.env, self.display_name))

    def _get_my_row(self):
        """The row of the current user in the list of trainings, empty when they need not read this."""
        # Sudo: one's own row.
        return self.env["lot.training"].sudo().search(
            [("version_id", "=", self.id), ("user_id", "=", self.env.uid)]
        )  # fmt: skip

    def _count_my_readings(self):
        signatures_sudo = self._get_signatures_sudo(valid_only=True)
        mine = signatures_sudo.filtered(lambda one: one.meaning == TRAINING and one.user_id == self.env.user)
        return len(mine)

    @api.depends("state", "standing")
    @api.depends_context("uid")
    def _compute_is_to_read(self):
        for version in self:
            is_readable = version.standing in ("coming", "effective")
            version.is_to_read = is_readable and version._get_round() > version._count_my_readings()

    def _get_round(self):
        """Which reading of the user the next signature is: the last one again while no other is due."""
        count = self._count_my_readings()
        return count + 1 if not count or self._get_my_row().state in (sql.SOON, sql.OVERDUE) else count

    # --- signing ---

    def _get_signed_version(self):
        return self._get_round()

    def _check_may_sign(self, meaning, params):
        if meaning == TRAINING:
            # Who may read it may say so; it grants nothing else.
            self.check_access("read")
            return
        if not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.only_quality(self.env))
        super()._check_may_sign(meaning, params)

    def _signed_content(self):
        return {
            "procedure_id": self.procedure_id.id,
            "revision": self.revision,
            "content_hash": self.content_hash or "",
        }

    @api.model
    def _signed_fields(self):
        return {"procedure_id", "revision", "content", "content_hash"}

    def _is_as_signed(self, signature):
        return super()._is_as_signed(signature) and self._has_its_document()

    def _has_its_document(self):
        """Whether the document is the approved one: it lies beside the frozen content, which holds its hash."""
        return not self.content or json.loads(self.content)["document"]["sha256"] == self._hash_document()

    def _get_approval_text(self):
        """Who approved this, when; empty for a draft."""
        signatures_sudo = self._get_signatures_sudo(valid_only=True)
        for line in signatures_sudo.filtered(lambda one: one.meaning == "approval")._get_lines():
            return self.env._("approved by %(who)s, %(at)s", who=line["signer"], at=line["at"])
        return ""

    def _void_signatures(self, reason):
        raise UserError(messages.approved_stays(self.env, self.display_name))

    def _prepare_signing(self, meaning, params):
        if meaning == TRAINING:
            self._check_readable()
            statement = messages.read_statement(self.env)
        elif meaning == "approval":
            self._check_may_approve()
            statement = messages.approve_statement(self.env)
        else:
            raise UserError(messages_signing.no_such_object(self.env))
        content = self.content or audit_chain.canonical(self._get_content())
        digest = audit_chain.content_hash(content).hex()
        facts = [
            (self.env._("Procedure"), self.procedure_id.display_name),
            (self.env._("Revision"), self.revision),
            (self.env._("Holds from"), fields.Date.to_string(self.effective_from)),
            (self.env._("What is new"), self.change_note or ""),
            (self.env._("SHA-256"), digest[: signing.SHORT_HASH]),
        ]
        seen = {"id": self.id, "meaning": meaning, "sha256": digest, "state": self.state}
        return signing.Signing(
            title=self.display_name,
            statement=statement,
            facts=tuple(fact for fact in facts if fact[1]),
            seen_hash=audit_chain.content_hash(audit_chain.canonical(seen)).hex(),
            work=content,
        )

    def _do_signed(self, meaning, params, reason, work):
        if meaning == "approval":
            digest = audit_chain.content_hash(work).hex()
            self._write_own(
                {
                    "state": "approved",
                    "content": work,
                    "content_hash": digest,
                    "approved_at": fields.Datetime.now(),
                }
            )
            self.flush_recordset()
        return False
