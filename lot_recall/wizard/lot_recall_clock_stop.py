from odoo import fields, models


class LotRecallClockStop(models.TransientModel):
    _name = "lot.recall.clock.stop"
    _description = "Stop a clock of a recall"

    clock_id = fields.Many2one("lot.recall.clock", "What is due", required=True, readonly=True)
    outcome = fields.Selection([("done", "Done"), ("not_applicable", "Does not apply")], required=True, default="done")
    stopped_at = fields.Datetime("When", required=True, default=fields.Datetime.now)
    note = fields.Char(
        "Number or reason", required=True, help="Of the report that was sent, or why the limit does not apply here."
    )

    def action_stop(self):
        """Stop the clock."""
        self.ensure_one()
        self.clock_id._stop(self.outcome, self.note, self.stopped_at)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
