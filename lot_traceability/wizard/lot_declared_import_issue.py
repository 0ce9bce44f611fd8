"""A line of an import file that cannot be taken over, and why."""

from odoo import fields, models


class LotDeclaredImportIssue(models.TransientModel):
    _name = "lot.declared.import.issue"
    _description = "Line that cannot be imported"
    _order = "line_number, id"

    import_id = fields.Many2one("lot.declared.import", required=True, index=True, ondelete="cascade")
    line_number = fields.Integer("Line", readonly=True)
    column = fields.Char(readonly=True)
    content = fields.Text("In the file", readonly=True)
    reason = fields.Text("What is wrong", readonly=True)
