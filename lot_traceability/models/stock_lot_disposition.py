"""What quality thinks of a lot: quarantine, released, rejected, recalled.

Changed by ``_set_disposition`` alone, with a reason and an entry in the audit ledger; some changes only by a signature.
Only released lots are reserved and leave; what else stops a lot are holds (``lot_hold.py``).
"""

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.sql import column_exists

from .. import messages_signing as messages
from ..messages import some

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
        to_sign = changed._filter_to_sign(disposition)
        if to_sign:
            raise UserError(messages.disposition_needs_signature(self.env, to_sign._name_some()))
        changed._write_disposition(disposition, reason)

    def _check_may_judge(self):
        if not self.env.su and not self.env.user.has_group("lot_traceability.group_quality"):
            raise AccessError(messages.disposition_only_quality(self.env))
        self.check_access("write")

    def _filter_to_sign(self, disposition):
        """Those of these lots whose change to a disposition is made by a signature only."""
        # Sudo: a lot of all companies follows the strictest of them, also one that the user may not enter.
        strict_sudo = self.env["res.company"].sudo().search([("lot_sign_release", "=", True)])

        def is_signed(lot):
            if lot.disposition in CONDEMNED:
                return disposition != lot.disposition
            is_strict = (lot.company_id.sudo() or strict_sudo) & strict_sudo
            return disposition == "released" != lot.disposition and bool(is_strict)

        return self.filtered(is_signed)

    def _name_some(self):
        """Names of the first few of these lots, for a sentence."""
        return some(self.env, self[:5].mapped("display_name"), len(self))

    def _write_disposition(self, disposition, reason):
        """Write it with its entries in the audit ledger. Signatures on the disposition until now become void."""
        rows = [
            {"record": lot, "before": {"disposition": lot.disposition}, "after": {"disposition": disposition}}
            for lot in self
        ]
        stopped = self.filtered(lambda lot: lot.disposition == "released")
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
            self.env["lot.sweep"]._request(lots=self, stopped=stopped)

    def action_change_disposition(self):
        """Open the dialog that changes the disposition of these lots."""
        self._check_may_judge()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change disposition"),
            "res_model": "lot.disposition.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_lot_ids": [Command.set(self.ids)]},
        }
