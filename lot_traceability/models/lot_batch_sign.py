"""Signing a batch record: verified, approved, released or rejected; each by one electronic signature.

The signature of the verification freezes the content first, so that it is what all signatures cover.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import messages_batch as messages
from .. import messages_signing
from ..kernel import audit_chain, signing

# act: (state before, state after, meaning of the signature)
ACTS = {
    "verify": ("completed", "verified", "verification"),
    "approve": ("verified", "approved", "approval"),
    "release": ("approved", "released", "release"),
    "reject": ("approved", "rejected", "responsibility"),
}


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def action_verify(self):
        """Ask for the signature of whoever verified the record."""
        return self._action_sign_act("verify")

    def action_approve(self):
        """Ask for the signature of whoever approves the record."""
        return self._action_sign_act("approve")

    def action_release(self):
        """Ask for the signature that releases the lot."""
        return self._action_sign_act("release")

    def action_reject(self):
        """Ask for the signature that rejects the lot."""
        return self._action_sign_act("reject")

    def _action_sign_act(self, act):
        self.ensure_one()
        self._check_act(act)
        return self._action_sign(ACTS[act][2], {"act": act})

    def _check_act(self, act):
        """Refuses in a sentence what this record is not ready for."""
        before, _after, _meaning = ACTS[act]
        if not self.is_current or self.state != before:
            raise UserError(messages.not_in_state(self.env, self.display_name))
        # From the facts of now, not the frozen ones: something may have happened since.
        if act in ("verify", "release"):
            review = self._get_review(is_now=True)
            if not review.is_complete:
                raise UserError(messages.still_missing(self.env, self.display_name, review.gaps))
        if act in ("approve", "release"):
            self._check_as_frozen()
        if act == "release":
            self.lot_id._check_may_release()

    def _check_may_sign(self, meaning, params):
        self._check_is_quality()
        self.check_access("read")
        act = params.get("act")
        authors = self.completed_by_id
        if act == "approve":
            signers = self._get_signatures_sudo(valid_only=True)
            authors |= signers.filtered(lambda signature: signature.meaning == "verification").user_id
        if self._asks_four_eyes() and self.env.user in authors:
            raise AccessError(messages_signing.author_signs(self.env, self.display_name))

    def _signed_content(self):
        return {
            "lot": self.lot_id.name,
            "lot_id": self.lot_id.id,
            "version": self.version,
            "content_hash": self.content_hash or "",
        }

    @api.model
    def _signed_fields(self):
        return {"lot_id", "version", "content", "content_hash"}

    def _get_signature_authors(self):
        return self.completed_by_id

    def _prepare_signing(self, meaning, params):
        act = params.get("act")
        if act not in ACTS or meaning != ACTS[act][2]:
            raise UserError(messages_signing.no_such_object(self.env))
        self._check_act(act)
        content = self.content or audit_chain.canonical(self._get_content())
        digest = audit_chain.content_hash(content).hex()
        words = dict(self._fields["state"]._description_selection(self.env))
        review = self._get_review()
        facts = (
            (self.env._("Lot or serial number"), self.lot_id.name),
            (self.env._("Product"), self.product_id.display_name),
            (self.env._("State now"), words[self.state]),
            (self.env._("New state"), words[ACTS[act][1]]),
            (self.env._("To look at"), str(len(review.gaps))),
            (self.env._("SHA-256 of the record"), digest[: signing.SHORT_HASH]),
        )
        seen = {"id": self.id, "act": act, "sha256": digest, "state": self.state}
        return signing.Signing(
            title=self.display_name,
            statement=messages.statement(self.env, act),
            facts=facts,
            seen_hash=audit_chain.content_hash(audit_chain.canonical(seen)).hex(),
            work=content,
        )

    def _do_signed(self, meaning, params, reason, work):
        act = params["act"]
        values = {"state": ACTS[act][1]}
        if act == "verify":
            digest = audit_chain.content_hash(work).hex()
            values.update(content=work, content_hash=digest, frozen_at=fields.Datetime.now())
        self._write_own(values)
        self.flush_recordset()
        if act in ("release", "reject"):
            disposition = "released" if act == "release" else "rejected"
            self.lot_id._check_may_judge()
            if self.lot_id.disposition != disposition:
                self.lot_id._write_disposition(disposition, reason)
        return False
