"""Signing the disposition of a lot: what is signed, who may, what the signature lets happen."""

import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_signing as messages
from ..kernel import audit_chain, signing


class StockLot(models.Model):
    _inherit = "stock.lot"

    lacks_signature = fields.Boolean(
        "Is to be signed again",
        compute="_compute_lacks_signature",
        help="The disposition was signed, and a later change of the lot made that signature void.",
    )

    def _signed_content(self):
        return {
            "lot": self.name,
            # Without context: the name must not depend on the reader's language.
            "product": self.with_env(self.env(context={})).product_id.display_name,
            "product_id": self.product_id.id,
            "disposition": self.disposition,
            "expiration": fields.Datetime.to_string(self.expiration_date) or None,
        }

    @api.model
    def _signed_fields(self):
        return {"name", "product_id", "disposition", "expiration_date"}

    @api.model
    def _signed_labels(self):
        return {"product"}

    def _get_signature_authors(self):
        """Whoever condemned or quarantined a lot does not release it; nobody has judged a new one yet.

        A signature that a change made void is not given again by who made the change.
        """
        latest_sudo = self._get_latest_signature_sudo()
        return latest_sudo.void_user_id if self._is_to_be_signed_again() else self.disposition_user_id

    def _get_latest_signature_sudo(self):
        return self._get_signatures_sudo()[-1:]

    def _compute_lacks_signature(self):
        for lot in self:
            lot.lacks_signature = lot._is_to_be_signed_again()

    def _is_to_be_signed_again(self):
        latest_sudo = self._get_latest_signature_sudo()
        return bool(latest_sudo.voided_at) and json.loads(latest_sudo.content)["disposition"] == self.disposition

    def action_amend(self):
        """Ask why a signed lot is changed; its signatures become void, and the lot is signed again."""
        self._check_may_judge()
        return super().action_amend()

    def action_sign_again(self):
        """Ask for the signature under the disposition of now, whose signature until then is void."""
        self.ensure_one()
        self._check_may_judge()
        if not self._is_to_be_signed_again():
            raise UserError(messages.not_to_be_signed(self.env, self.display_name))
        meaning = self._get_disposition_meaning(self.disposition)
        return self._action_sign(meaning, {"disposition": self.disposition})

    def _check_may_sign(self, meaning, params):
        self._check_may_judge()
        return super()._check_may_sign(meaning, params)

    def _prepare_signing(self, meaning, params):
        disposition = params.get("disposition")
        words = dict(self._fields["disposition"]._description_selection(self.env))
        if disposition not in words or meaning != self._get_disposition_meaning(disposition):
            raise UserError(messages.no_such_object(self.env))
        if disposition == self.disposition and not self._is_to_be_signed_again():
            raise UserError(messages.disposition_same(self.env, self.display_name, words[disposition]))
        before, after = words[self.disposition], words[disposition]
        facts = [
            (self.env._("Lot or serial number"), self.name),
            (self.env._("Product"), self.product_id.display_name),
            (self.env._("Disposition now"), before),
            (self.env._("Because"), self.disposition_reason or ""),
            (self.env._("New disposition"), after if after != before else ""),
            (self.env._("Expiration date"), fields.Date.to_string(self.expiration_date) or ""),
        ]
        facts = tuple((label, text) for label, text in facts if text)
        seen = {"id": self.id, "facts": [text for _label, text in facts], "to": disposition}
        return signing.Signing(
            title=self.display_name,
            statement=messages.disposition_statement(self.env, before, after),
            facts=facts,
            seen_hash=audit_chain.content_hash(audit_chain.canonical(seen)).hex(),
        )

    @api.model
    def _get_disposition_meaning(self, disposition):
        return "release" if disposition == "released" else "approval"

    def _do_signed(self, meaning, params, reason, work):
        if params["disposition"] != self.disposition:
            self._write_disposition(params["disposition"], reason)
        return False
