"""From a lot to its batch record."""

from odoo import fields, models

from .lot_batch_record import STATES


class StockLot(models.Model):
    _inherit = "stock.lot"

    batch_record_id = fields.Many2one("lot.batch.record", "Batch record", compute="_compute_batch_record_id")
    batch_record_state = fields.Selection(
        STATES, "State of the batch record", compute="_compute_batch_record_id"
    )  # fmt: skip

    def _compute_batch_record_id(self):
        found = self.env["lot.batch.record"].search([("lot_id", "in", self.ids), ("is_current", "=", True)])
        records = {record.lot_id.id: record for record in found}
        for lot in self:
            record = records.get(lot._origin.id)
            lot.batch_record_id, lot.batch_record_state = record, record and record.state

    def action_open_batch_record(self):
        """The latest version of the batch record of this lot."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "lot.batch.record",
            "res_id": self.batch_record_id.id,
            "views": [[False, "form"]],
        }
