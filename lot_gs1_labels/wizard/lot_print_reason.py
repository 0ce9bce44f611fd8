"""Asks why, before labels are rejected, a wrong scan is set aside, or a difference is closed."""

from odoo import api, fields, models


class LotPrintReason(models.TransientModel):
    _name = "lot.print.reason"
    _description = "Reason about printed labels"

    job_id = fields.Many2one("lot.print.job", required=True, readonly=True, ondelete="cascade")
    check_id = fields.Many2one("lot.print.check", readonly=True, ondelete="cascade")
    act = fields.Selection(
        [("reject", "Reject"), ("set_aside", "Set aside"), ("reconcile", "Reconcile")], required=True, readonly=True
    )
    issued_count = fields.Integer(related="job_id.issued_count", related_sudo=False)
    applied_count = fields.Integer(related="job_id.applied_count", related_sudo=False)
    spoiled_count = fields.Integer(related="job_id.spoiled_count", related_sudo=False)
    destroyed_count = fields.Integer(related="job_id.destroyed_count", related_sudo=False)
    returned_count = fields.Integer(related="job_id.returned_count", related_sudo=False)
    left_count = fields.Integer(related="job_id.left_count", related_sudo=False)
    doubled_count = fields.Integer(related="job_id.doubled_count", related_sudo=False)
    reason = fields.Char("Why", help="Kept in the history of the labels.")

    @api.model
    def _ask(self, job, act, check=None):
        wizard = self.create({"job_id": job.id, "act": act, "check_id": check.id if check else False})
        names = {"reject": self.env._("Reject labels"), "set_aside": self.env._("Set a wrong scan aside")}
        return {
            "type": "ir.actions.act_window",
            "name": names.get(act) or self.env._("Reconcile labels"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_confirm(self):
        """Do it, with the reason."""
        self.ensure_one()
        if self.act == "reject":
            self.job_id._reject(self.reason)
        elif self.act == "set_aside":
            self.job_id._set_aside(self.check_id, self.reason)
        else:
            self.job_id._reconcile(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
