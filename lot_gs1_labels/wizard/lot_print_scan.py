"""Takes scans of printed labels, one after the other, and grades; shows each field by field."""

from odoo import api, fields, models

from .. import messages_release as messages


class LotPrintScan(models.TransientModel):
    _name = "lot.print.scan"
    _description = "Check printed labels"

    job_id = fields.Many2one("lot.print.job", required=True, readonly=True, ondelete="cascade")
    kind = fields.Selection([("scan", "Scan back"), ("grade", "Grade")], default="scan", required=True)
    scan = fields.Char("Scan a label", help="Click here and scan; the scanner ends with Enter.")
    grade = fields.Char(help="A to F, a number from 0.0 to 4.0, or what the verifier prints: 3.2/06/660.")
    verifier = fields.Char(help="Which device it was, and its serial number.")
    check_id = fields.Many2one("lot.print.check", readonly=True)
    is_right = fields.Boolean(related="check_id.is_right", related_sudo=False)
    table = fields.Html(related="check_id.table", related_sudo=False)
    told = fields.Char(compute="_compute_told")
    right_count = fields.Integer(related="job_id.right_count", related_sudo=False)
    wrong_count = fields.Integer(related="job_id.wrong_count", related_sudo=False)
    sample_count = fields.Integer(related="job_id.sample_count", related_sudo=False)
    least_grade = fields.Char(related="job_id.least_grade", related_sudo=False)

    @api.depends("check_id")
    def _compute_told(self):
        for wizard in self:
            check = wizard.check_id
            if check.kind == "grade":
                wizard.told = check.grade_text
            else:
                wizard.told = bool(check) and (check.problem or messages.scan_right(self.env, check))

    def _open(self):
        self.ensure_one()
        names = {"scan": self.env._("Scan printed labels back"), "grade": self.env._("Enter a grade")}
        return {
            "type": "ir.actions.act_window",
            "name": names[self.kind],
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_scan(self):
        """Check one label and wait for the next."""
        self.ensure_one()
        self.check_id = self.job_id._scan_back(self.scan or "")
        self.scan = False
        return self._open()

    def action_grade(self):
        """Keep one grade."""
        self.ensure_one()
        self.check_id = self.job_id._enter_grade(self.grade, self.verifier)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_done(self):
        """Back to the job, which shows the new counts."""
        return {"type": "ir.actions.client", "tag": "soft_reload"}
