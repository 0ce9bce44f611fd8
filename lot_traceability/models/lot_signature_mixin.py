"""What can be signed: a record that says which of its content a signature covers, and who may sign it.

    class StockLot(models.Model):
        _name = "stock.lot"
        _inherit = ["stock.lot", "lot.signature.mixin"]

        def _signed_content(self): …             # plain values; a change of them makes signatures void
        def _signed_fields(self): …              # fields whose writing can change that content
        def _prepare_signing(self, meaning, params): …   # what the dialog shows
        def _do_signed(self, meaning, params, reason, work): …   # what the signature lets happen

``lot.signing`` calls these. A signed record is not deleted; changing it asks for a reason (context key ``lot_reason``)
and makes its signatures void, which stay visible. The next signature then belongs to the next version.
"""

import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_signing as messages
from ..kernel import audit_chain


class LotSignatureMixin(models.AbstractModel):
    _name = "lot.signature.mixin"
    _description = "Can be signed"

    signature_lines = fields.Json("Signatures", compute="_compute_signatures", help="Every signature, void ones too.")
    is_signed = fields.Boolean("Signed", compute="_compute_signatures", help="Has a valid signature.")

    # --- for the object to say ---

    def _signed_content(self):
        """What a signature covers: a dict of plain values (no floats), readable without the database."""
        self.ensure_one()
        return {"name": self.display_name}

    @api.model
    def _signed_fields(self):
        """Names of the fields whose writing can change the signed content."""
        return {"name"}

    def _get_signature_authors(self):
        """Users who made what is to be approved; with segregation of duties none of them approves it."""
        return self.create_uid

    def _get_signing_company(self):
        """The company whose rules and whose audit ledger count."""
        return self.company_id or self.env.company

    def _check_may_sign(self, meaning, params):
        """Whether the current user may sign this with this meaning; raises a sentence if not."""
        self.check_access("write")
        if meaning != "authorship" and self._asks_four_eyes() and self.env.user in self._get_signature_authors():
            raise AccessError(messages.author_signs(self.env, self.display_name))

    def _asks_four_eyes(self):
        """Whether author and approver are two people; of what all companies share, the strictest of them decides."""
        # Sudo: also one that the user may not enter, and the setting holds for everybody.
        own_sudo = self.company_id.sudo()
        if own_sudo:
            return own_sudo.lot_sign_four_eyes
        return bool(own_sudo.search_count([("lot_sign_four_eyes", "=", True)], limit=1))

    def _prepare_signing(self, meaning, params):
        """What the dialog shows, and its fingerprint: a ``kernel.signing.Signing``; raises if it cannot be signed."""
        raise UserError(messages.no_such_object(self.env))

    def _do_signed(self, meaning, params, reason, work):
        """Do what is signed for; the signature follows in the same transaction and covers the outcome.

        Returns:
            The client action that follows; the record is reloaded when there is none.
        """
        return False

    @api.model
    def _signed_labels(self):
        """Names in the signed content that only help reading it; what they name has a number there, too."""
        return set()

    # --- asking for a signature ---

    def _action_sign(self, meaning, params=None, reason="", **options):
        """The dialog that asks the user to sign; refused for programs, which cannot open one."""
        self.ensure_one()
        signing = self.env["lot.signing"]
        with signing._recorded(self._name, self.id, meaning):
            signing._check_session()
        return {
            "type": "ir.actions.client",
            "tag": "lot_traceability.sign",
            "target": "new",
            "params": {
                "model": self._name,
                "res_id": self.id,
                "meaning": meaning,
                "params": params or {},
                "reason": reason or "",
                **options,
            },
        }

    def action_check_signatures(self):
        """Compute every hash of this record's signatures again and say whether all is as it was signed."""
        self.ensure_one()
        self.check_access("read")
        signatures_sudo = self._get_signatures_sudo()
        damage = signatures_sudo._find_damage(self)
        count = len(signatures_sudo)
        text = messages.check_intact(self.env, count) if count else messages.check_none(self.env)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": " ".join(damage) or text,
                "type": "danger" if damage else "success",
                "sticky": bool(damage),
            },
        }

    def action_amend(self):
        """The dialog that asks why a signed record is changed; the signatures become void by it."""
        self.ensure_one()
        if not self.is_signed:
            raise UserError(messages.not_signed(self.env, self.display_name))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Amend"),
            "res_model": "lot.signature.amend",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    # --- what is signed stays, or becomes void ---

    def _get_signatures_sudo(self, valid_only=False):
        """Signatures of these records, oldest first."""
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        if valid_only:
            domain.append(("voided_at", "=", False))
        # Sudo: who may read a record may see who signed it.
        return self.env["lot.signature"].sudo().search(domain)

    def _compute_signatures(self):
        by_record = self._get_signatures_sudo().grouped("res_id")
        for record in self:
            signatures_sudo = by_record.get(record._origin.id) or self.env["lot.signature"]
            record.signature_lines = signatures_sudo._get_lines()
            record.is_signed = any(not signature.voided_at for signature in signatures_sudo)

    def _get_signed_version(self):
        """Number of the version that a signature of now belongs to."""
        self.ensure_one()
        signatures_sudo = self._get_signatures_sudo()
        latest = max(signatures_sudo.mapped("version"), default=1)
        same = signatures_sudo.filtered(lambda signature: signature.version == latest)
        return latest + any(signature.voided_at for signature in same)

    def _is_as_signed(self, signature):
        """Whether this record still has the content of a signature."""
        labels = self._signed_labels()
        now, then = json.loads(audit_chain.canonical(self._signed_content())), json.loads(signature.content)
        return all(now.get(name) == then.get(name) for name in {*now, *then} - labels)

    def write(self, vals):
        result = super().write(vals)
        if self._signed_fields() & vals.keys():
            self._check_still_as_signed()
        return result

    def _check_still_as_signed(self):
        """After a change: with a reason the signatures become void, without one the change is refused."""
        for signature_sudo in self._get_signatures_sudo(valid_only=True):
            record = self.browse(signature_sudo.res_id)
            if record._is_as_signed(signature_sudo):
                continue
            reason = self.env["lot.reason"]._given()
            if not reason:
                raise UserError(messages.signed_needs_reason(self.env, signature_sudo.label))
            signature_sudo._void(reason)

    def _void_signatures(self, reason):
        """Make the valid signatures of these records void, with a reason, so that they can be amended."""
        reason = self.env["lot.reason"]._checked(reason)
        self.check_access("write")
        signatures_sudo = self._get_signatures_sudo(valid_only=True)
        if not signatures_sudo:
            raise UserError(messages.not_signed(self.env, self[:1].display_name))
        signatures_sudo._void(reason)

    @api.ondelete(at_uninstall=True)
    def _unlink_except_signed(self):
        for signature_sudo in self._get_signatures_sudo()[:1]:
            raise UserError(messages.signed_record_stays(self.env, signature_sudo.label))
