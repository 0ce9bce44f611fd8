from odoo import fields, models


class LotBatchReopen(models.TransientModel):
    _name = "lot.batch.reopen"
    _description = "Open a batch record again"

    record_id = fields.Many2one("lot.batch.record", "Batch record", required=True, readonly=True)
    reason = fields.Char("Why", required=True, help="Kept with the new version and in the history of the lot.")

    def action_reopen(self):
        """Open the record again as a new version, and show that one."""
        self.ensure_one()
        opened = self.record_id._reopen(self.reason)
        return {
            "type": "ir.actions.act_window",
            "res_model": opened._name,
            "res_id": opened.id,
            "views": [[False, "form"]],
        }
