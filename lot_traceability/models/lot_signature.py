"""An electronic signature: who, in which meaning, when, why, over exactly which content (21 CFR 11.50, 11.70).

Rows come to be by ``lot.signing`` only and stay; becoming void, once, is all that ever happens to them. The database
refuses everything else (``sql/signature_table.py``), and the audit ledger holds the same facts a second time.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_signing as messages
from ..kernel import audit_chain, signing
from ..sql import signature_table

MEANINGS = [
    ("authorship", "Authorship"),
    ("review", "Review"),
    ("verification", "Verification"),
    ("approval", "Approval"),
    ("release", "Release"),
    ("responsibility", "Responsibility"),
    ("training", "Read and understood"),
]
# What the audit ledger holds of a signature, and a check compares.
FACTS = ("version", "user_id", "login", "signer", "meaning", "reason", "zone", "zone_minutes", "method", "content_hash")


class LotSignature(models.Model):
    _name = "lot.signature"
    _description = "Electronic signature"
    _order = "id"
    _rec_name = "signer"
    _log_access = False

    res_model = fields.Char("Kind of object", required=True, readonly=True)
    res_id = fields.Many2oneReference("Object number", model_field="res_model", required=True, readonly=True)
    label = fields.Char("Object", required=True, readonly=True, help="Name of the object at that time.")
    version = fields.Integer(required=True, readonly=True, help="Counts up each time that signatures became void.")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    # Restrict: an account that has signed is archived, never deleted, so that its login is never given out again.
    user_id = fields.Many2one("res.users", "Account", required=True, readonly=True, ondelete="restrict", index=True)
    login = fields.Char("User name", required=True, readonly=True)
    signer = fields.Char("Signed by", required=True, readonly=True, help="Printed name at that time.")
    meaning = fields.Selection(MEANINGS, required=True, readonly=True)
    reason = fields.Char("Why", required=True, readonly=True)
    signed_at = fields.Datetime("Signed on", required=True, readonly=True, index=True)
    zone = fields.Char("Time zone of the signer", required=True, readonly=True)
    zone_minutes = fields.Integer("Minutes ahead of UTC", readonly=True)
    method = fields.Selection([("password", "Password"), ("pin", "Signing PIN")], required=True, readonly=True)
    content = fields.Text(required=True, readonly=True, help="What was signed, as the text that is hashed.")
    content_hash = fields.Char("SHA-256", required=True, readonly=True)
    entry_id = fields.Integer("Entry of the audit ledger", required=True, readonly=True)
    local_text = fields.Char("Local time", compute="_compute_local_text")
    voided_at = fields.Datetime("Void since", readonly=True)
    void_reason = fields.Char("Void because", readonly=True)
    void_by = fields.Char("Made void by", readonly=True)
    void_user_id = fields.Many2one("res.users", "Account that made it void", readonly=True, ondelete="restrict")

    _object_idx = models.Index("(res_model, res_id)")
    _once = models.UniqueIndex(
        "(res_model, res_id, version, meaning, user_id) WHERE voided_at IS NULL",
        "You have signed this already.",
    )

    def init(self):
        self.env.cr.execute(signature_table.close())

    @api.depends("signed_at", "zone", "zone_minutes")
    def _compute_local_text(self):
        for signature in self:
            signature.local_text = signing.local_text(signature.signed_at, signature.zone, signature.zone_minutes)

    # --- written once ---

    @api.model_create_multi
    def create(self, vals_list):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.signature_stays(self.env))

    def write(self, vals):  # pylint: disable=method-required-super  # it always refuses
        raise UserError(messages.signature_stays(self.env))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(messages.signature_stays(self.env))

    @api.model
    def _add(self, record, meaning, reason, method):
        """Sign a record as it is now, for the current user; the caller has checked everything.

        The facts go into the audit ledger in the same transaction.
        """
        user, now = self.env.user, fields.Datetime.now()
        zone = signing.zone_of(user.tz)
        content = audit_chain.canonical(record._signed_content())
        values = {
            "res_model": record._name,
            "res_id": record.id,
            "label": record.display_name,
            "version": record._get_signed_version(),
            "company_id": record._get_signing_company().id,
            "user_id": user.id,
            "login": user.login,
            "signer": user.name,
            "meaning": meaning,
            "reason": reason,
            "signed_at": now,
            "zone": zone,
            "zone_minutes": signing.offset_minutes(now, zone),
            "method": method,
            "content": content,
            "content_hash": audit_chain.content_hash(content).hex(),
        }
        row = {"record": record, "company": values["company_id"], "reason": reason}
        facts = {**{name: values[name] for name in FACTS}, "signed_at": audit_chain.instant(now)}
        (entry,) = self.env["lot.audit.entry"]._ledger_write("signed", [{**row, "extra": facts}])
        # Sudo: nobody has the right to write signatures; they come to be here and nowhere else.
        return super(LotSignature, self.sudo()).create([{**values, "entry_id": entry}])

    def _void(self, reason):
        """Make valid signatures void; they stay visible. Returns those that were valid."""
        valid = self.filtered(lambda signature: not signature.voided_at)
        rows = [
            {
                "record": self.env[signature.res_model].browse(signature.res_id),
                "label": signature.label,
                "company": signature.company_id.id,
                "extra": {"signer": signature.signer, "meaning": signature.meaning, "version": signature.version},
            }
            for signature in valid
        ]
        self.env["lot.audit.entry"]._ledger_write("signature_void", rows, reason=reason)
        user = self.env.user
        values = {"void_reason": reason, "void_by": user.name, "void_user_id": user.id}
        # Sudo: as for adding.
        super(LotSignature, valid.sudo()).write({**values, "voided_at": fields.Datetime.now()})
        valid.flush_recordset()
        for model, signatures in valid.grouped("res_model").items():
            signed = self.env[model].browse(signatures.mapped("res_id"))
            signed.invalidate_recordset(["signature_lines", "is_signed"])
        return valid

    # --- shown and checked ---

    def _get_lines(self):
        """What a screen or a paper shows of each signature, as a dict of texts (21 CFR 11.50)."""
        meanings = dict(self._fields["meaning"]._description_selection(self.env))
        return [
            {
                "id": signature.id,
                "signer": signature.signer,
                "at": signature.local_text,
                "meaning": meanings[signature.meaning],
                "reason": signature.reason,
                "version": signature.version,
                "hash": signature.content_hash[: signing.SHORT_HASH],
                "void": signature._get_void_text(),
            }
            for signature in self
        ]

    def _get_void_text(self):
        self.ensure_one()
        if not self.voided_at:
            return ""
        return self.env._(
            "Void since %(at)s (UTC), by %(who)s: %(why)s", at=self.voided_at, who=self.void_by, why=self.void_reason
        )

    def _find_damage(self, record):
        """Sentences about whatever is not as it was when these signatures of one record were given."""
        # Sudo: the entries of the ledger are read for the comparison only.
        entries_sudo = self.env["lot.audit.entry"].sudo()
        damage = []
        for signature in self:
            words = {"signer": signature.signer, "at": signature.local_text}
            entry_sudo = entries_sudo.search([("id", "=", signature.entry_id)])
            if audit_chain.content_hash(signature.content).hex() != signature.content_hash:
                damage.append(messages.check_row(self.env, **words))
            elif not signature.voided_at and not record._is_as_signed(signature):
                damage.append(messages.check_content(self.env, **words))
            elif not entry_sudo or not signature._is_in(entry_sudo._get_content()):
                damage.append(messages.check_ledger(self.env, **words))
        return damage

    def _is_in(self, content):
        """Whether an entry of the audit ledger tells the same facts as this row."""
        told = content.get("extra") or {}
        facts = {name: self[name].id if name == "user_id" else self[name] for name in FACTS}
        facts["signed_at"] = audit_chain.instant(self.signed_at)
        return (
            content.get("code") == "signed"
            and (content.get("model"), content.get("id")) == (self.res_model, self.res_id)
            and all(told.get(name) == value for name, value in facts.items())
        )
