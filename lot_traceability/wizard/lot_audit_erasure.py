"""Dialog that erases personal data which entries keep beside the ledger."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_audit_retention as messages
from ..sql import audit_retention as sql


class LotAuditErasure(models.TransientModel):
    _name = "lot.audit.erasure"
    _description = "Erase personal data of the audit ledger"

    entry_ids = fields.Json(readonly=True)
    count = fields.Integer("Entries that hold personal data", compute="_compute_count")
    reason = fields.Char()

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if self.env.context.get("active_model") == "lot.audit.entry":
            values["entry_ids"] = self.env.context.get("active_ids", [])
        return values

    @api.depends("entry_ids")
    def _compute_count(self):
        for erasure in self:
            erasure.count = len(erasure._get_entries())

    def _get_entries(self):
        """The chosen entries whose personal data is still there, in reach of the user."""
        entries = self.env["lot.audit.entry"].search([("id", "in", self.entry_ids or [])])
        found = self.env.execute_query(sql.with_personal(entries.ids))
        return entries.browse([entry for (entry,) in found])

    def action_erase(self):
        """Erase the data; the entries stay, with the hash of what was there."""
        self.ensure_one()
        self.check_access("write")
        reason = self.env["lot.reason"]._checked(self.reason)
        entries = self._get_entries()
        if not entries:
            raise UserError(messages.erasure_nothing(self.env))
        for company, mine in entries.grouped("company_id").items():
            self._check_holds(company, mine)
            self.env["lot.audit.entry"]._ledger_write(
                "erasure",
                [{"company": company.id, "reason": reason, "extra": {"entries": mine.ids, "count": len(mine)}}],
            )
            self.env.cr.execute(sql.allow("erasure"))
            self.env.cr.execute(sql.erase(mine.ids))
            self.env.cr.execute(sql.allow(""))
        return {"type": "ir.actions.act_window_close"}

    def _check_holds(self, company, entries):
        holds = self.env["lot.audit.hold"]._get_conditions(company.id)
        held = entries.browse([entry for (entry,) in self.env.execute_query(sql.held_among(entries.ids, holds))])
        if held:
            raise UserError(
                messages.erasure_held(self.env, held[:5].mapped(lambda entry: entry.label or str(entry.id)))
            )
