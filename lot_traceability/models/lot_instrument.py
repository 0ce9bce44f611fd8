"""Measuring instruments with their calibration: a result says whether it held at that instant."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_check as messages


class LotInstrument(models.Model):
    _name = "lot.instrument"
    _inherit = ["lot.history.mixin", "lot.recorded.mixin"]
    _description = "Measuring instrument"
    _order = "name, number, id"

    _recorded = ("name", "number", "calibrated_on", "calibration_due", "active")

    name = fields.Char("Instrument", required=True)
    number = fields.Char(required=True, index="trigram", help="As on the instrument; it is scanned or typed.")
    calibrated_on = fields.Date("Calibrated on")
    calibration_due = fields.Date(
        "Calibration ends", help="The calibration holds through this day. Empty: it never ends."
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    active = fields.Boolean(default=True)

    _number_unique = models.Constraint("UNIQUE (company_id, number)", "There is an instrument with this number.")

    @api.depends("name", "number")
    def _compute_display_name(self):
        for instrument in self:
            instrument.display_name = f"{instrument.name} {instrument.number}"

    @api.depends("calibration_due")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for instrument in self:
            instrument.is_overdue = bool(instrument.calibration_due and instrument.calibration_due < today)

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("calibration_due", "<", fields.Date.context_today(self))]

    @api.constrains("calibrated_on", "calibration_due")
    def _check_dates(self):
        for instrument in self:
            first, last = instrument.calibrated_on, instrument.calibration_due
            if first and last and last < first:
                raise ValidationError(messages.calibration_backwards(self.env, instrument.display_name))
