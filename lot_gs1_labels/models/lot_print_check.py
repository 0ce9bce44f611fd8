"""One look at a printed label: read back by a scanner, or graded by a verifier. Only ever added."""

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import messages_release as messages
from ..kernel.label import verify


class LotPrintCheck(models.Model):
    _name = "lot.print.check"
    _description = "Check of a printed label"
    _order = "id desc"
    _rec_name = "raw_scan"

    job_id = fields.Many2one("lot.print.job", "Print job", required=True, readonly=True, index=True, ondelete="cascade")
    kind = fields.Selection([("scan", "Scanned back"), ("grade", "Graded")], required=True, readonly=True)
    line_id = fields.Many2one("lot.print.line", "Label of", readonly=True, ondelete="set null")
    raw_scan = fields.Char("Read", readonly=True)
    fields_read = fields.Json(readonly=True, help="List of identifier, expected, read.")
    is_right = fields.Boolean("Right", readonly=True)
    problem = fields.Char("What is wrong", readonly=True)
    grade = fields.Float("Grade, 0.0 to 4.0", digits=(3, 2), readonly=True, aggregator="min")
    grade_text = fields.Char("Grade", compute="_compute_grade_text")
    verifier = fields.Char(readonly=True, help="Which device graded it, and its serial number.")
    set_aside_reason = fields.Char("Set aside because", readonly=True)
    set_aside_by_id = fields.Many2one("res.users", "Set aside by", readonly=True)
    create_uid = fields.Many2one("res.users", "By")
    create_date = fields.Datetime("When")
    table = fields.Html("Field by field", compute="_compute_table", sanitize=False)

    @api.depends("kind", "grade")
    def _compute_grade_text(self):
        for check in self:
            is_grade = check.kind == "grade"
            check.grade_text = is_grade and f"{check.grade:.1f} ({verify.letter(check.grade)})"

    @api.depends("fields_read")
    @api.depends_context("lang")
    def _compute_table(self):
        head = messages.table_head(self.env)
        for check in self:
            parsed = self.env["stock.lot"]._read_scan(check.raw_scan or "")
            rows = [
                Markup("<tr class='%s'><td>%s</td><td>%s</td><td>%s</td><td class='text-center'>%s</td></tr>")
                % (
                    "" if expected == read else "table-danger",
                    check.line_id.lot_id._label_title(key, parsed),
                    messages.shown(self.env, key, expected),
                    messages.shown(self.env, key, read),
                    head[3] if expected == read else head[4],
                )
                for key, expected, read in check.fields_read or ()
            ]
            body = Markup("").join(rows)
            check.table = rows and Markup(
                "<table class='table table-sm mb-0'><tr><th>%s</th><th>%s</th><th>%s</th><th></th></tr>%s</table>"
            ) % (*head[:3], body)

    def action_set_aside(self):
        """Ask why this wrong scan says nothing about these labels."""
        self.ensure_one()
        if self.kind != "scan" or self.is_right or self.line_id:
            raise UserError(messages.not_set_aside(self.env))
        return self.env["lot.print.reason"]._ask(self.job_id, "set_aside", check=self)
