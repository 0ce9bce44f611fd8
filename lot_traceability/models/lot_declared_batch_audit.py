"""Taking over history from before go-live, and taking it back, goes into the audit ledger."""

from odoo import api, models

RECORDED = ("name", "kind", "wanted_count", "link_count")


class LotDeclaredBatch(models.Model):
    _inherit = "lot.declared.batch"

    @api.model_create_multi
    def create(self, vals_list):
        batches = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("history_imported", batches, RECORDED)
        return batches

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = ledger._prepare_deleted(self, RECORDED)
        result = super().unlink()
        ledger._ledger_write("history_removed", rows)
        return result
