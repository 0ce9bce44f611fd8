"""Whose law a recall falls under: authorities to be told, and the time limits that run."""

from odoo import fields, models


class LotRecallJurisdiction(models.Model):
    _name = "lot.recall.jurisdiction"
    _inherit = "lot.recorded.mixin"
    _description = "Jurisdiction of a recall"
    _order = "sequence, id"

    _recorded = ("name", "code", "active", "asks_termination")

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short and never changed, for programs: us_device.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    asks_termination = fields.Boolean(
        "Authority ends recalls", help="A recall is closed here only with the date on which the authority ended it."
    )

    _code_unique = models.Constraint("UNIQUE (code)", "There is a jurisdiction with this code already.")
