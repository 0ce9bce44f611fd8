"""What quality thinks of a lot: quarantine, released, rejected, recalled.

Changed by ``_set_disposition`` alone, with a reason and an entry in the audit ledger; some changes only by a signature.
Only released lots are reserved and leave; what else stops a lot are holds (``lot_hold.py``).
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.sql import column_exists

from .. import messages_signing as messages
from ..kernel import audit_chain, signing

DISPOSITIONS = [
    ("quarantine", "Quarantine"),
    ("released", "Released"),
    ("rejected", "Rejected"),
    ("recalled", "Recalled"),
]
# Whoever takes a lot out of these takes back a decision against it.
CONDEMNED = ("rejected", "recalled")
GUARDED = {"disposition", "disposition_at", "disposition_user_id", "disposition_reason"}
# In the context of our own writing; an object cannot come from outside, as a value from a client could.
_KEY, _OURS = "lot_disposition_write", object()


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.signature.mixin"]

    disposition = fields.Selection(
        DISPOSITIONS,
        required=True,
        readonly=True,
        default="released",
        copy=False,
        help="What quality thinks of this lot. Only released lots are reserved, delivered or used up.",
    )
    disposition_at = fields.Datetime("Since", readonly=True, copy=False)
    disposition_user_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False, ondelete="restrict")
    disposition_reason = fields.Char("Why", readonly=True, copy=False)

    def _auto_init(self):
        # PostgreSQL adds a column with a constant default without touching a row; Odoo would update all lots.
        if not column_exists(self.env.cr, self._table, "disposition"):
            self.env.cr.execute("ALTER TABLE stock_lot ADD COLUMN disposition varchar NOT NULL DEFAULT 'released'")
        return super()._auto_init()

    # --- guarded on every path ---

    @api.model_create_multi
    def create(self, vals_list):
        lots = super().create(vals_list)
        # Looked at afterwards: the context's default_disposition is one more way in.
        if any(lot.disposition != "released" or lot.disposition_reason for lot in lots):
            raise AccessError(messages.disposition_by_dialog(self.env))
        return lots

    def write(self, vals):
        if GUARDED & vals.keys() and self.env.context.get(_KEY) is not _OURS:
            raise AccessError(messages.disposition_by_dialog(self.env))
        return super().write(vals)

    # --- changing it ---

    def _set_disposition(self, disposition, reason):
        """Change the disposition of these lots; refuses changes that need a signature.

        Args:
            disposition: one of ``DISPOSITIONS``.
            reason: why, for the audit ledger.
        """
        if disposition not in dict(DISPOSITIONS):
            raise ValueError(f"no such disposition: {disposition}")
        self._check_may_judge()
        reason = self.env["lot.reason"]._checked(reason)
        changed = self.filtered(lambda lot: lot.disposition != disposition)
        for lot in changed:
            if lot._is_signature_needed(disposition):
                raise UserError(messages.disposition_needs_signature(self.env, lot.display_name))
        changed._write_disposition(disposition, reason)

    def _check_may_judge(self):
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.disposition_only_quality(self.env))
        self.check_access("write")

    def _is_signature_needed(self, disposition):
        """Whether this change is made by a signature only."""
        self.ensure_one()
        if self.disposition in CONDEMNED:
            return disposition != self.disposition
        return disposition == "released" != self.disposition and self._is_release_signed()

    def _is_release_signed(self):
        """By the setting of the lot's company; a lot of all companies follows the strictest of them."""
        # Sudo: the setting of a company that the user may not enter counts for a shared lot.
        companies_sudo = self.env["res.company"].sudo()
        domain = Domain("id", "=", self.company_id.id) if self.company_id else Domain.TRUE
        return bool(companies_sudo.search_count(domain & Domain("lot_sign_release", "=", True), limit=1))

    def _write_disposition(self, disposition, reason):
        """Write it with its entries in the audit ledger. Signatures on the disposition until now become void."""
        rows = [
            {"record": lot, "before": {"disposition": lot.disposition}, "after": {"disposition": disposition}}
            for lot in self
        ]
        guard, nothing = self.env["lot.guard"], self.env["product.product"]
        # Before the lots are written: whoever is moving them ends first, and may have written them too.
        guard._take(self, nothing)
        values = {"disposition_reason": reason, "disposition_user_id": self.env.uid}
        self.with_context(**{_KEY: _OURS, "lot_reason": reason}).write(
            {**values, "disposition": disposition, "disposition_at": fields.Datetime.now()}
        )
        guard._refresh(self, nothing)
        self.env["lot.audit.entry"]._ledger_write("disposition_changed", rows, reason=reason)
        if disposition != "released":
            self.env["lot.sweep"]._request(lots=self)

    def action_change_disposition(self):
        """Open the dialog that changes the disposition of one lot."""
        self.ensure_one()
        self._check_may_judge()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change disposition"),
            "res_model": "lot.disposition.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lot_id": self.id},
        }

    # --- signed ---

    def _signed_content(self):
        return {
            "lot": self.name,
            "product": self.product_id.display_name,
            "product_id": self.product_id.id,
            "disposition": self.disposition,
        }

    @api.model
    def _signed_fields(self):
        return {"name", "product_id", "disposition"}

    def _get_signature_authors(self):
        """Whoever condemned or quarantined a lot does not release it; nobody has judged a new one yet."""
        return self.disposition_user_id

    def _check_may_sign(self, meaning, params):
        self._check_may_judge()
        return super()._check_may_sign(meaning, params)

    def _prepare_signing(self, meaning, params):
        disposition = params.get("disposition")
        words = dict(self._fields["disposition"]._description_selection(self.env))
        if disposition not in words or meaning != self._get_disposition_meaning(disposition):
            raise UserError(messages.no_such_object(self.env))
        if disposition == self.disposition:
            raise UserError(messages.disposition_same(self.env, self.display_name, words[disposition]))
        before, after = words[self.disposition], words[disposition]
        facts = [
            (self.env._("Lot or serial number"), self.name),
            (self.env._("Product"), self.product_id.display_name),
            (self.env._("Disposition now"), before),
            (self.env._("Because"), self.disposition_reason or ""),
            (self.env._("New disposition"), after),
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
        self._write_disposition(params["disposition"], reason)
        return False
