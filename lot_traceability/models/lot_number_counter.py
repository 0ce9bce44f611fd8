"""The last number given out, one row per counter.

Without gaps: the row is changed in the transaction that uses the number, so whoever comes at the same time waits, and
a number whose transaction fails is given again. Fast: in a transaction of its own, so nobody waits, and a failed
transaction leaves a gap. One counter is always used in one of the two ways, or a transaction would wait for itself.
"""

import psycopg2.errors

from odoo import fields, models

from ..sql import lot_numbers as sql

TRIES = 30  # of a fast counter, when many want a number in the same instant


class LotNumberCounter(models.Model):
    _name = "lot.number.counter"
    _description = "Counter of lot numbers"
    _log_access = False

    key = fields.Char(required=True)
    value = fields.Integer(required=True, help="The last number given out.")

    _key_uniq = models.UniqueIndex("(key)")

    def _get_last(self, key):
        """The last number given out, 0 when none was."""
        rows = self.env.execute_query(sql.last(key))
        return rows[0][0] if rows else 0

    def _take(self, key, count, gapless):
        """Take so many numbers in a row; returns the first. The numbers of a key start with 1."""
        return self._count(sql.add(key, count), gapless) - count + 1

    def _raise_to(self, key, value, gapless):
        """See to it that no number up to this one is given out any more."""
        self._count(sql.raise_to(key, value), gapless)

    def _count(self, statement, gapless):
        if gapless:
            # Not logged as an error: Odoo starts a transaction again that met another one here.
            self.env.cr.execute(statement, log_exceptions=False)
            return self.env.cr.fetchone()[0]
        for left in reversed(range(TRIES)):
            try:
                with self.env.registry.cursor() as cr:
                    cr.execute(statement, log_exceptions=False)
                    return cr.fetchone()[0]
            except psycopg2.errors.SerializationFailure:
                if not left:
                    raise
        raise AssertionError
