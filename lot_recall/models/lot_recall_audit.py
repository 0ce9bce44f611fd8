"""What happens to a recall case goes into the audit ledger."""

from odoo import api, models

RECORDED = (
    "title", "reason", "kind", "hazard_class", "state", "user_id", "company_id", "scope_text", "exclusions",
    "revision_id",
)  # fmt: skip


class LotRecall(models.Model):
    _name = "lot.recall"
    _inherit = ["lot.recall", "lot.history.mixin"]

    @api.model
    def _get_recorded_fields(self):
        """Fields whose changes the ledger tells."""
        return [*RECORDED]

    @api.model_create_multi
    def create(self, vals_list):
        recalls = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("recall_opened", recalls, self._get_recorded_fields())
        return recalls

    def write(self, vals):
        names = self._get_recorded_fields()
        if not ({*names, "scope"} & vals.keys()):
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("recall_changed", self, names):
            return super().write(vals)

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = ledger._prepare_deleted(self, self._get_recorded_fields())
        result = super().unlink()
        ledger._ledger_write("recall_deleted", rows)
        return result
