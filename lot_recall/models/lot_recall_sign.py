"""Signing a case: by setting, its confirmation, its launch, later revisions and its cancelling are signed.

What is signed is the case as it stands with its frozen revision; a later revision is a new version, and the signatures
until then become void. The act and its signature are one transaction: a case is never confirmed but unsigned.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability import messages_signing
from odoo.addons.lot_traceability.kernel import audit_chain
from odoo.addons.lot_traceability.kernel.signing import Signing

from ..kernel.canonical import canonical, digest
from ..report.words import Words
from . import messages, messages_run
from .lot_recall import CLASSES, RUNNING, SCOPE

MEANING = "approval"
# In which state of the case each act may be signed.
STATES = {
    "confirm": ("draft",),
    "launch": ("confirmed",),
    "close": ("launched",),
    **dict.fromkeys(("revise", "cancel", "approve"), RUNNING),
}
WORDS = {"title", "reason", "kind", "hazard_class"}
CLASS_JUDGED = ("launched", "closed")  # until then the class is still being judged


class LotRecall(models.Model):
    _name = "lot.recall"
    _inherit = ["lot.recall", "lot.signature.mixin"]

    edited_by_id = fields.Many2one("res.users", "Draft last changed by", readonly=True, copy=False)
    frozen_class = fields.Selection(
        CLASSES, "Class on the papers", readonly=True, copy=False, help="As it was when the revision was frozen."
    )
    is_signature_asked = fields.Boolean("Is to be signed", compute="_compute_is_signature_asked")

    @api.depends("company_id.lot_recall_sign")
    def _compute_is_signature_asked(self):
        for recall in self:
            # Sudo: the setting holds for everybody who works on the case.
            recall.is_signature_asked = recall.company_id.sudo().lot_recall_sign

    def write(self, vals):
        edited = self.filtered(lambda recall: recall.state == "draft" and recall._is_edited_by(vals))
        result = super().write(vals)
        if edited:
            # Sudo: set here and nowhere else.
            super(LotRecall, edited.sudo()).write({"edited_by_id": self.env.uid})
        return result

    def _freeze_revision(self, content=None):
        revision = super()._freeze_revision(content)
        self._set_state(frozen_class=self.hazard_class)
        return revision

    def _set_state(self, **values):
        # A step of the case is itself the reason why signatures of the one before are void.
        given = self.env["lot.reason"]._given()
        if not given and {"state", "revision_id"} & values.keys():
            self = self.with_context(lot_reason=messages.went_on(self.env))
        return super()._set_state(**values)

    def _is_edited_by(self, vals):
        """Whether these values change what is to be approved."""
        return any((self[name] or False) != (vals[name] or False) for name in (WORDS | SCOPE) & vals.keys())

    # --- the acts that are signed ---

    def action_confirm(self):
        """Freeze revision 1; where it is to be signed, ask for the signature that does it."""
        if not self.is_signature_asked:
            return super().action_confirm()
        return self._action_sign_act("confirm")

    def action_new_revision(self):
        """Freeze the facts of now as the next revision; where it is to be signed, by a signature."""
        if not self.is_signature_asked:
            return super().action_new_revision()
        return self._action_sign_act("revise")

    def action_cancel(self):
        """Close the case; a confirmed one, where cases are signed, by a signature."""
        # What is launched is called off by a signature in any case: goods that were held become free again.
        if not any(recall._is_cancel_signed() for recall in self):
            return super().action_cancel()
        return self._action_sign_act("cancel")

    def action_sign(self):
        """Approve the confirmed case as it stands."""
        return self._action_sign_act("approve")

    def action_amend(self):
        """Ask why a signed case is changed; its signatures become void."""
        self._check_may_confirm()
        return super().action_amend()

    def _action_sign_act(self, act):
        self.ensure_one()
        self._check_act(act)
        return self._action_sign(MEANING, {"act": act}, unsigned=self._action_form())

    def _check_act(self, act):
        self._check_may_confirm()
        if act not in STATES:
            raise UserError(messages_signing.no_such_object(self.env))
        if self.state not in STATES[act]:
            sentences = {"confirm": messages.not_a_draft, "launch": messages_run.not_waiting}
            raise sentences.get(act, messages.not_confirmed)(self)

    def _is_cancel_signed(self):
        return self.state == "launched" or (self.is_signature_asked and self.state == "confirmed")

    # --- what the mixin asks ---

    def _signed_content(self):
        revision = self.revision_id
        words = {name: self[name] or None for name in sorted(WORDS)}
        if revision and self.state not in CLASS_JUDGED:
            # The class belongs to the plan: a confirmation stands for the one that its papers show.
            words["hazard_class"] = self.frozen_class or None
        return {
            "case": self.name,
            "company": self.company_id.id,
            **words,
            "state": self.state,
            "revision": {"number": revision.number, "sha256": revision.sha256} if revision else None,
        }

    @api.model
    def _signed_fields(self):
        return WORDS | {"name", "state", "revision_id", "frozen_class"}

    def _get_signature_authors(self):
        """Whoever opened the case or last changed its draft."""
        return self.create_uid | self.edited_by_id

    def _prepare_signing(self, meaning, params):
        act = params.get("act")
        self._check_act(act)
        if meaning != MEANING:
            raise UserError(messages_signing.no_such_object(self.env))
        content = None
        if act in ("confirm", "revise"):
            content = self._fresh_content(len(self.revision_ids) + 1)
            # The instant of reading differs each time; everything else is what was shown.
            seen = digest(canonical({**content, "answer": {**content["answer"], "as_of": False}}))
        else:
            seen = audit_chain.content_hash(audit_chain.canonical(self._get_seen_content(act))).hex()
        return Signing(
            title=self.display_name,
            statement=messages.statement(self, act),
            facts=tuple(self._signing_facts(content and content["figures"])),
            seen_hash=seen,
            work=content,
        )

    def _get_seen_content(self, act):
        """What is shown before an act that freezes nothing, and must not have changed when it is signed."""
        return {"act": act, **self._signed_content()}

    def _signing_facts(self, figures):
        """What the signer sees of the case: the words, and the figures of what is frozen or would be now."""
        words, figures = Words(self.env), figures or self.revision_id.figures
        names = {name: dict(self._fields[name]._description_selection(self.env)) for name in ("kind", "hazard_class")}
        counts = figures["counts"]
        return [
            (self.env._("Kind"), names["kind"][self.kind]),
            (self.env._("Class"), names["hazard_class"].get(self.hazard_class) or self.env._("Not judged")),
            (self.env._("Reason"), self.reason or self.env._("Not stated")),
            (self.env._("Scope"), self.scope_text or ""),
            (self.env._("Lots affected"), str(counts["lots"])),
            (self.env._("Lots left out"), str(counts["excluded_lots"])),
            (self.env._("Deliveries"), str(counts["deliveries"])),
            (self.env._("Customers"), str(counts["customers"])),
            (self.env._("Still with customers, at worst"), words.sums(figures["units"], "net_qty")),
            (self.env._("On hand"), words.sums(figures["units"], "on_hand_qty")),
            (self.env._("Gaps in the records"), str(counts["gaps"])),
        ]

    def _do_signed(self, meaning, params, reason, work):
        act = params["act"]
        recall = self.with_context(lot_reason=reason)  # of the signatures that become void by it
        if act in ("confirm", "revise"):
            recall._freeze_revision(work)
        if act == "confirm":
            recall._set_state(state="confirmed", date_confirmed=fields.Datetime.now())
        elif act == "cancel":
            recall._do_cancel(reason)
        return self._action_form()
