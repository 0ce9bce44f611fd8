"""Many connections take numbers in the same instant: none twice, and without gaps where it is asked for."""

import secrets
import threading

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged

WORKERS, EACH = 6, 15


@tagged("post_install", "-at_install")
class TestLotNumberAtOnce(TransactionCase):
    """What is committed here are counters with names of their own."""

    def setUp(self):
        super().setUp()
        self.key = f"at-once-{secrets.token_hex(4)}"

    def counters(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {})["lot.number.counter"]

    def take(self, gapless, taken, fails):
        """As Odoo does: start again what met another one."""
        for number in range(EACH):
            done = False
            while not done:
                with self.registry.cursor() as cr:
                    try:
                        cr.execute("SELECT 1 FROM lot_number_counter LIMIT 1")  # the snapshot is taken
                        first = self.counters(cr)._take(self.key, 2, gapless)
                    except psycopg2.errors.SerializationFailure:
                        cr.rollback()
                        continue
                    done = True
                    if fails and number % 3 == 0:
                        cr.rollback()
                    else:
                        taken.extend((first, first + 1))

    def run_workers(self, gapless, fails=False):
        taken = []
        threads = [threading.Thread(target=self.take, args=(gapless, taken, fails)) for _worker in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(taken)

    def test_without_gaps_also_when_some_fail(self):
        taken = self.run_workers(gapless=True, fails=True)
        self.assertEqual(taken, list(range(1, WORKERS * EACH * 2 * 2 // 3 + 1)))

    def test_fast_ones_never_come_twice_and_wait_for_nobody(self):
        with self.registry.cursor() as slow:
            first = self.counters(slow)._take(self.key, 1, False)
            taken = self.run_workers(gapless=False)
            slow.rollback()
        self.assertEqual(sorted([first, *taken]), list(range(1, WORKERS * EACH * 2 + 2)))

    def test_two_lots_of_one_number_in_one_scope(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            values = {"name": self.key, "pattern": f"{self.key}{{seq:2}}", "scope": "database", "is_gapless": True}
            number_format = env["lot.number.format"].create(values)
            product_values = {"name": self.key, "is_storable": True, "tracking": "lot"}
            products = env["product.product"].create(
                [{**product_values, "lot_number_format_id": number_format.id} for _product in range(2)]
            )
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            cr.execute("SELECT 1 FROM stock_lot LIMIT 1")  # the snapshot is taken
            api.Environment(other, SUPERUSER_ID, {})["stock.lot"].create({"product_id": products[0].id})
            other.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            lots = api.Environment(cr, SUPERUSER_ID, {})["stock.lot"]
            with self.assertRaises(psycopg2.errors.SerializationFailure):
                lots.create({"product_id": products[1].id})
            cr.rollback()
            self.assertEqual(lots.create({"product_id": products[1].id}).name, f"{self.key}02")
            cr.rollback()
