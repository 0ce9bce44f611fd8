"""What a label design was at each of its revisions: a label printed from it can be explained years later."""

from odoo import fields, models


class LotLabelRevision(models.Model):
    _name = "lot.label.revision"
    _description = "Revision of a label design"
    _order = "design_id, number desc"
    _rec_name = "number"

    design_id = fields.Many2one("lot.label.design", required=True, readonly=True, ondelete="cascade", index=True)
    number = fields.Integer("Revision", required=True, readonly=True)
    layout = fields.Text(required=True, readonly=True, help="The whole design in plain text.")

    _number_uniq = models.UniqueIndex("(design_id, number)", "A design has each revision once.")
