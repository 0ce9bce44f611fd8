"""Time limits of laws, standards and customers as dated data: what starts them, how long they run, and by what rule."""

from datetime import timedelta

import holidays

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..kernel import clocks
from . import messages_run
from .lot_recall import KINDS


class LotRecallClockRule(models.Model):
    _name = "lot.recall.clock.rule"
    _inherit = ["lot.history.mixin", "lot.recorded.mixin"]
    _description = "Time limit of a recall"
    _order = "sequence, id"

    _recorded = (
        "name", "jurisdiction_id", "kinds", "start", "count", "unit", "calendar", "basis", "date_from", "date_until",
        "active", "is_met_by_report", "asks_review",
    )  # fmt: skip

    name = fields.Char("What is due", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    jurisdiction_id = fields.Many2one("lot.recall.jurisdiction", ondelete="restrict", help="Empty: for every case.")
    kinds = fields.Char(
        help="Kinds of action, separated by commas: recall, withdrawal, correction, fsca, stock_recovery, drill. "
        "Empty: all but drills."
    )
    start = fields.Selection(
        [
            ("known", "The problem is known"),
            ("decided", "It is decided to carry it out"),
            ("launched", "The recall is launched"),
            ("extended", "Its scope is extended"),
            ("asked", "Somebody asks for it"),
            ("reported", "A status report is signed"),
        ],
        "Runs from",
        required=True,
    )
    count = fields.Integer("Time", required=True)
    unit = fields.Selection(
        [("hours", "Hours"), ("days", "Days"), ("working_days", "Working days")], required=True, default="days"
    )
    calendar = fields.Selection(
        [("weekdays", "Monday to Friday"), ("us_federal", "Monday to Friday without US federal holidays")],
        "Working days are",
        default="weekdays",
    )
    basis = fields.Char(help="Law, standard or contract: where it stands.")
    is_met_by_report = fields.Boolean(
        "Met by a status report", help="A signed status report of the case is what was due: the clock stops by itself."
    )
    asks_review = fields.Boolean(
        "A second person confirms that it does not apply",
        help="As 21 CFR 806.20(b)(4) asks where nothing is reported: a designated person reviews why.",
    )
    date_from = fields.Date("In force from")
    date_until = fields.Date("In force until")

    @api.constrains("count", "unit", "kinds", "date_from", "date_until")
    def _check_rule(self):
        for rule in self:
            try:
                rule._get_limit()
            except ValueError:
                raise ValidationError(messages_run.clock_count(self.env)) from None
            unknown = rule._get_kinds() - dict(KINDS).keys()
            if unknown:
                raise ValidationError(messages_run.clock_kinds(self.env, sorted(unknown)))
            if rule.date_from and rule.date_until and rule.date_from > rule.date_until:
                raise ValidationError(messages_run.clock_dates(self.env))

    def _get_kinds(self):
        kinds = {kind.strip() for kind in (self.kinds or "").split(",")} - {""}
        return kinds or dict(KINDS).keys() - {"drill"}

    def _get_limit(self):
        return clocks.TimeLimit(self.count, self.unit)

    def _concerns(self, recall, started_at):
        """Whether this limit holds for a case, by its kind, its jurisdictions and the day on which it starts."""
        if recall.kind not in self._get_kinds():
            return False
        if self.jurisdiction_id and self.jurisdiction_id not in recall.jurisdiction_ids:
            return False
        day = fields.Date.to_date(started_at or fields.Datetime.now())
        return (self.date_from or day) <= day <= (self.date_until or day)

    def _get_due(self, started_at, zone):
        """The last instant in time for something that started then; days are those of a time zone."""
        days_off = self._get_days_off(started_at) if self.unit == "working_days" else ()
        return clocks.due(started_at, self._get_limit(), zone, days_off)

    def _get_days_off(self, started_at):
        if self.calendar != "us_federal":
            return ()
        # 261 working days in a year at least, so twice the count is plenty.
        last = started_at + timedelta(days=2 * self.count + 31)
        return frozenset(holidays.country_holidays("US", years=range(started_at.year, last.year + 2)))
