"""Remind those who have not answered: how many they are first, then one click."""

from odoo import api, fields, models

from ..models import messages_notice as messages

LISTED = 20


class LotRecallRemind(models.TransientModel):
    _name = "lot.recall.remind"
    _description = "Reminder of a recall"

    recall_id = fields.Many2one("lot.recall", required=True, readonly=True, ondelete="cascade")
    count = fields.Integer("Not answered yet", compute="_compute_count")
    names = fields.Char("Who", compute="_compute_count")

    @api.depends("recall_id")
    def _compute_count(self):
        for wizard in self:
            consignees = wizard.recall_id._get_to_remind()
            wizard.count = len(consignees)
            wizard.names = messages.listed(consignees[:LISTED].mapped("name"), len(consignees))

    def action_send(self):
        """Queue one more reminder for each, beside those that go out by themselves."""
        self.ensure_one()
        recall = self.recall_id
        recall.check_access("write")
        if recall.state != "launched":
            raise messages.not_running(recall)
        consignees = recall._get_to_remind()
        if not consignees:
            raise messages.nobody_to_remind(recall)
        for count, group in consignees.grouped(self._count_extra).items():
            self.env["lot.recall.notice"]._queue(group, recall.revision_id, "extra", count + 1)
        return {"type": "ir.actions.act_window_close"}

    @staticmethod
    def _count_extra(consignee):
        return len(consignee.notice_ids.filtered(lambda notice: notice.kind == "extra"))
