"""Giving out numbers of a format."""

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import OrderedSet

from .. import messages_number as messages
from ..kernel import lot_number as numbers

_WINDOWS = (1, 100, 1000, 10_000)  # numbers that are looked up together, the last again and again


class LotNumberFormat(models.Model):
    _inherit = "lot.number.format"

    def _give(self, product, count=1, picking_type=None):
        """Give out numbers that no lot has yet.

        Args:
            product: product.product, one.
            count: how many.
            picking_type: stock.picking.type of the operation, for the codes of plant and line.

        Returns:
            list of str.

        Raises:
            UserError: the counter is used up, or a code is missing.
        """
        parts, facts = self._get_parts(), self._get_facts(product, picking_type)
        key, counters = self._get_counter_key(product, facts), self.env["lot.number.counter"]
        names = OrderedSet()
        while len(names) < count:
            missing = count - len(names)
            first = counters._take(key, missing, self.is_gapless)
            fresh = [self._write(parts, facts, number) for number in range(first, first + missing)]
            taken = self._get_taken(fresh, product)
            names.update(name for name in fresh if name not in taken)
            if len(taken) == len(fresh):  # perhaps thousands of lots are older than the format
                last = first + missing - 1
                free = self._next_free(parts, facts, product, last)
                if free > last + 1:
                    counters._raise_to(key, free - 1, self.is_gapless)
        return list(names)

    def _give_from(self, first, product, count, picking_type=None):
        """Numbers from a first one that somebody typed or was proposed; None when it is none of this format.

        A number that was proposed or given already, or none, means: the next ones.
        """
        if not first:
            return self._give(product, count, picking_type)
        parts, facts = self._get_parts(), self._get_facts(product, picking_type)
        start = self._number_in(parts, facts, first)
        if start is None:
            return None
        last = self.env["lot.number.counter"]._get_last(self._get_counter_key(product, facts))
        if start <= self._next_free(parts, facts, product, last):
            return self._give(product, count, picking_type)
        names = [self._write(parts, facts, number) for number in range(start, start + count)]
        self._claim(product, names, picking_type)
        return names

    def _peek(self, product, picking_type=None):
        """The number that would be given next; it is not taken. "" when none can be."""
        parts, facts = self._get_parts(), self._get_facts(product, picking_type)
        last = self.env["lot.number.counter"]._get_last(self._get_counter_key(product, facts))
        try:
            return numbers.write(parts, facts, self._next_free(parts, facts, product, last))
        except numbers.NumberError:
            return ""

    def _next_free(self, parts, facts, product, last):
        """The first value of the counter behind the last one whose number no lot has."""
        largest, windows = numbers.largest_number(parts), iter(_WINDOWS)
        try:
            while last < largest:
                window = range(last + 1, min(last + next(windows, _WINDOWS[-1]), largest) + 1)
                names = {number: numbers.write(parts, facts, number) for number in window}
                taken = self._get_taken(list(names.values()), product)
                free = next((number for number in window if names[number] not in taken), None)
                if free:
                    return free
                last = window[-1]
        except numbers.NumberError:
            return last + 1  # a code is missing: whoever writes a number tells it
        return last + 1

    def _claim(self, product, names, picking_type=None):
        """Lots got these numbers by hand: the counter goes on behind them."""
        parts, facts = self._get_parts(), self._get_facts(product, picking_type)
        typed = [number for name in names if (number := self._number_in(parts, facts, name))]
        if not typed:
            return
        key, counters = self._get_counter_key(product, facts), self.env["lot.number.counter"]
        last = counters._get_last(key)
        go_on = numbers.count_on(last, typed, numbers.largest_number(parts))
        if go_on > last:
            counters._raise_to(key, go_on, self.is_gapless)

    def _number_in(self, parts, facts, name):
        try:
            return numbers.number_in(parts, facts, name)
        except numbers.NumberError:
            return None  # a code is missing, so it is none of ours

    def _get_facts(self, product, picking_type):
        # Sudo: codes of places, for whoever needs a number.
        type_sudo = (picking_type or self.env["stock.picking.type"]).sudo()
        warehouse_sudo = type_sudo.warehouse_id or self.env.user._get_default_warehouse_id().sudo()
        return numbers.Facts(
            self._get_today(), warehouse_sudo.code or "", type_sudo.sequence_code or "", product.default_code or ""
        )

    def _write(self, parts, facts, number):
        try:
            return numbers.write(parts, facts, number)
        except numbers.NumberError as error:
            raise UserError(messages.no_number(self.env, self.name, error)) from error

    def _get_counter_key(self, product, facts):
        """One counter per format and period, and per product or company where numbers repeat between them."""
        among = {"product": f"p{product.id}", "company": f"c{self.env.company.id}", "database": ""}[self.scope]
        return f"format:{self.id}:{among}:{numbers.PERIODS[self.reset](facts.day)}"

    def _get_scope_key(self):
        """What ``stock.lot.number_scope`` is for lots of this format: False where Odoo's own rule is enough."""
        return {"product": False, "company": f"c{self.env.company.id}", "database": "all"}[self.scope]

    def _get_taken(self, names, product):
        """Those of the names that a lot has already, in any company."""
        domain = [("name", "in", names)]
        if self.scope == "product":
            domain.append(("product_id", "=", product.id))
        # Sudo: a number of a lot that the user cannot see is taken, too.
        return set(self.env["stock.lot"].sudo().search(domain).mapped("name"))
