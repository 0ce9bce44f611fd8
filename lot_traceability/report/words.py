"""How numbers, quantities and instants are written for people: one place for screen texts and documents.

Changes how a value looks, never the value: a quantity shows every decimal that it has (up to six). Only what was worked
out by shares of others is rounded, as finely as quantities are counted here.
"""

from datetime import date
from decimal import Decimal

import pytz

from odoo.tools.misc import format_date, formatLang

from ..kernel.instants import read_instant

MAX_DECIMALS = 6


class Words:
    """Writes values in the language and time zone of the reader."""

    def __init__(self, env):
        self.env = env
        self.zone_name = env.user.tz or "UTC"
        self.zone = pytz.timezone(self.zone_name)
        self._days, self._numbers = {}, {}  # a big case writes the same few values tens of thousands of times

    def local(self, text):
        """Naive local datetime of an instant of an answer (for real dates in spreadsheets); None when absent."""
        instant = read_instant(text)
        return instant and pytz.utc.localize(instant).astimezone(self.zone).replace(tzinfo=None)

    def instant(self, text):
        """Date and time in the reader's zone, to the minute."""
        local = self.local(text)
        return f"{self._day(local.date())} {local:%H:%M}" if local else ""

    def day(self, text):
        """A calendar day (ISO 8601)."""
        return self._day(date.fromisoformat(text))

    def _day(self, day):
        if day not in self._days:
            self._days[day] = format_date(self.env, day)
        return self._days[day]

    def number(self, value):
        """A number with its own decimals; empty when absent."""
        if value is False or value is None:
            return ""
        if value not in self._numbers:
            exact = round(Decimal(repr(value)), MAX_DECIMALS).normalize()
            decimals = max(0, -exact.as_tuple().exponent)
            self._numbers[value] = formatLang(self.env, float(exact) + 0.0, digits=decimals)
        return self._numbers[value]

    def rounded(self, value):
        """A mean or a plan's share, as finely as quantities are counted; as it is when absent."""
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        return value and float(round(Decimal(repr(value)), digits))

    def quantity(self, value, uom):
        """A number with its unit."""
        return f"{self.number(value)} {uom or ''}".strip()

    def percent(self, value):
        """A share of 1 as percent; only a whole 1 reads 100 %, so that "almost complete" never looks complete."""
        if value is False or value is None:
            return ""
        exact = Decimal(repr(value)) * 100
        shown = exact.quantize(Decimal("0.01"))
        if shown == 100 and exact != 100:
            shown = Decimal("99.99")
        return self.env._("%(number)s %%", number=self.number(float(shown)))
