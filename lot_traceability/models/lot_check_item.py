"""One check of a plan; lots get a copy of its words and limits, which later changes do not touch."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_check as messages
from ..kernel import acceptance

KINDS = [
    (acceptance.PASS_FAIL, "Pass or fail"),
    (acceptance.MEASURE, "Measurement"),
    (acceptance.TEXT, "Text"),
    (acceptance.PHOTO, "Photo"),
    (acceptance.FILE, "File"),
]
# What a check of a lot copies.
COPIED = (
    "sequence", "name", "kind", "unit", "lower_limit", "upper_limit", "decimals", "is_required", "is_holding",
    "needs_instrument", "instructions",
)  # fmt: skip


class LotCheckItem(models.Model):
    _name = "lot.check.item"
    _inherit = "lot.recorded.mixin"
    _description = "Check of a plan"
    _order = "sequence, id"

    _recorded = COPIED

    plan_id = fields.Many2one("lot.check.plan", "Plan", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Check", required=True, help="What is looked at, such as “Seal strength”.")
    kind = fields.Selection(KINDS, required=True, default=acceptance.PASS_FAIL)
    unit = fields.Char(help="Of a measurement, such as N or mm.")
    # As text: exact, and an empty limit is none, where a number would be 0.
    lower_limit = fields.Char("From", help="Least value that passes. Empty: no limit.")
    upper_limit = fields.Char("To", help="Greatest value that passes. Empty: no limit.")
    decimals = fields.Integer(default=2, help="Most digits after the decimal separator.")
    is_required = fields.Boolean("Required", default=True, help="The lot is not released while this is missing.")
    is_holding = fields.Boolean("Holds", default=True, help="A result that fails puts the lot on hold.")
    needs_instrument = fields.Boolean(
        "Instrument", help="Asks with which instrument, and whether its calibration holds."
    )
    instructions = fields.Text(help="Shown beside the check.")
    company_id = fields.Many2one(related="plan_id.company_id", store=True, index=True)

    _decimals_range = models.Constraint(
        f"CHECK (decimals BETWEEN 0 AND {acceptance.MOST_DECIMALS})", "A measurement has 0 to 6 decimals."
    )

    @api.constrains("kind", "lower_limit", "upper_limit", "decimals")
    def _check_limits(self):
        for item in self:
            limits = [item._read_limit(text) for text in (item.lower_limit, item.upper_limit)]
            if None not in limits and limits[0] > limits[1]:
                raise ValidationError(messages.limits_backwards(self.env, item.name))

    def _read_limit(self, text):
        """A limit as a number, None when it is open."""
        if self.kind != acceptance.MEASURE or not (text or "").strip():
            return None
        value, issue = acceptance.read_number(text)
        if issue or -value.as_tuple().exponent > self.decimals:
            raise ValidationError(messages.limit_unreadable(self.env, self.name, text))
        return value

    def _get_recorded_more(self):
        return {"about": [self.plan_id]}  # a change is told with the plan

    def _prepare_check_vals(self):
        """The copy that a check of a lot keeps."""
        self.ensure_one()
        is_measure = self.kind == acceptance.MEASURE
        limits = {name: f"{value:f}" for name in ("lower_limit", "upper_limit")
                  if (value := self._read_limit(self[name])) is not None}  # fmt: skip
        empty = {"lower_limit": False, "upper_limit": False, "unit": self.unit if is_measure else False}
        return {"item_id": self.id, **{name: self[name] for name in COPIED}, **empty, **limits}
