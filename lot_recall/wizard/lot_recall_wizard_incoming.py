"""A case is opened from a supplier's notice, and says so."""

from odoo import fields, models


class LotRecallWizard(models.TransientModel):
    _inherit = "lot.recall.wizard"

    incoming_id = fields.Many2one("lot.recall.incoming", "Supplier's notice", readonly=True)

    def _save_case(self):
        recall = super()._save_case()
        if self.incoming_id and not recall.incoming_id:
            self.incoming_id.check_access("read")
            recall.write(
                {
                    "incoming_id": self.incoming_id.id,
                    "awareness_source": "supplier",
                    "awareness_at": self.incoming_id.create_date,
                }
            )
        return recall
