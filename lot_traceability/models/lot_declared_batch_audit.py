"""Taking over history from before go-live, and taking it back, goes into the audit ledger."""

from odoo import api, models

RECORDED = ("name", "kind", "wanted_count", "link_count")


class LotDeclaredBatch(models.Model):
    _inherit = "lot.declared.batch"

    @api.model_create_multi
    def create(self, vals_list):
        batches = super().create(vals_list)
        ledger = self.env["lot.audit.entry"]
        rows = [{"record": batch, "after": ledger._ledger_values(batch, RECORDED)} for batch in batches]
        ledger._ledger_write("history_imported", rows)
        return batches

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = [
            {
                "record": batch,
                "label": batch.display_name,
                "company": batch.company_id.id,
                "before": ledger._ledger_values(batch, RECORDED),
            }
            for batch in self
        ]
        result = super().unlink()
        ledger._ledger_write("history_removed", rows)
        return result
