"""Telling a consignee by phone or by post: what to say, and what came of it."""

from odoo import api, fields, models


class LotRecallTold(models.TransientModel):
    _name = "lot.recall.told"
    _description = "Consignee of a recall being told by a person"

    notice_id = fields.Many2one("lot.recall.notice", required=True, readonly=True, ondelete="cascade")
    channel = fields.Selection(related="notice_id.channel")
    phone = fields.Char(compute="_compute_script")
    script = fields.Text("What to say", compute="_compute_script")
    note = fields.Text("What came of it")

    @api.model_create_multi
    def create(self, vals_list):
        dialogs = super().create(vals_list)
        dialogs.notice_id.check_access("read")  # who names a notice elsewhere learns nothing of it
        return dialogs

    @api.depends("notice_id")
    def _compute_script(self):
        for dialog in self:
            consignee = dialog.notice_id.consignee_id
            letter = consignee._get_letter() or consignee.recall_id.letter_ids[:1]
            dialog.phone = consignee.phone
            dialog.script = consignee._get_script(letter, fields.Datetime.now()) if letter else False

    def action_record(self):
        """Record that the consignee was told."""
        self.ensure_one()
        self.notice_id.action_log(self.note)
        return {"type": "ir.actions.act_window_close"}
