"""Whose law a recall falls under: authorities to be told, and the time limits that run."""

from odoo import fields, models


class LotRecallJurisdiction(models.Model):
    _name = "lot.recall.jurisdiction"
    _description = "Jurisdiction of a recall"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short and never changed, for programs: us_device.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE (code)", "There is a jurisdiction with this code already.")
