"""Asks what became of printed labels."""

from odoo import fields, models

from ..models.lot_print_line import FATES


class LotPrintAccount(models.TransientModel):
    _name = "lot.print.account"
    _description = "What became of labels"

    job_id = fields.Many2one("lot.print.job", required=True, readonly=True, ondelete="cascade")
    left_count = fields.Integer(related="job_id.left_count", related_sudo=False)
    record_count = fields.Integer(related="job_id.record_count", related_sudo=False)
    fate = fields.Selection(FATES, "They were", required=True, default="applied")
    numbers = fields.Text(
        "Only of these numbers", help="Lots or serial numbers, one a line; a run as SN-0007 .. SN-0120. Empty: of all."
    )
    count = fields.Integer(
        "Labels of each", help="0: all that are not accounted for. A negative number takes back, with a reason."
    )
    reason = fields.Char("Why", help="Asked for when labels are spoiled or destroyed, or an entry is taken back.")

    def action_enter(self):
        """Enter it."""
        self.ensure_one()
        self.job_id._account(self.fate, self.count, self.numbers or "", self.reason or "")
        return {"type": "ir.actions.client", "tag": "soft_reload"}
