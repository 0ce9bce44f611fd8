"""Whose law a recall falls under: authorities to be told, and the time limits that run."""

from odoo import api, fields, models

RECORDED = ("name", "code", "active", "asks_termination")


class LotRecallJurisdiction(models.Model):
    _name = "lot.recall.jurisdiction"
    _description = "Jurisdiction of a recall"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short and never changed, for programs: us_device.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    asks_termination = fields.Boolean(
        "Authority ends recalls", help="A recall is closed here only with the date on which the authority ended it."
    )

    _code_unique = models.Constraint("UNIQUE (code)", "There is a jurisdiction with this code already.")

    @api.model_create_multi
    def create(self, vals_list):
        jurisdictions = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("settings_changed", jurisdictions, RECORDED)
        return jurisdictions

    def write(self, vals):
        with self.env["lot.audit.entry"]._recording("settings_changed", self, RECORDED):
            return super().write(vals)
