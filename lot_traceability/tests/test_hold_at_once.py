"""Holding and moving in the same instant, on connections of their own: who commits first wins, nothing leaks."""

import secrets
import threading
import time
from collections import Counter

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .. import messages_hold as messages
from . import leak_ops
from .common import World


@tagged("post_install", "-at_install")
class TestHoldAtOnce(TransactionCase):
    """What is committed here stays; the names are found nowhere else, and nothing stays on hold."""

    def setUp(self):
        super().setUp()
        self.run_name = secrets.token_hex(4)
        with self.registry.cursor() as cr:
            self.shop = leak_ops.Shop(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}), self.run_name)
        self.addCleanup(self.lift_all)

    def lift_all(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["lot.hold"].search([("lot_id", "in", self.shop.lot_ids), ("state", "=", "open")])._lift("test is over")

    def env_on(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def lot_in(self, env):
        return env["stock.lot"].browse(self.shop.lot_ids[0])

    def ship(self, env):
        return World(env).deliver(self.lot_in(env), 1, env["res.partner"].browse(self.shop.customer_id))

    def test_an_older_snapshot_cannot_ship_what_was_held_meanwhile(self):
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            cr.execute("SELECT 1 FROM stock_lot LIMIT 1")  # the snapshot is taken
            self.lot_in(self.env_on(other))._hold("seal broken")
            other.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                self.ship(self.env_on(cr))
            cr.rollback()
            with self.assertRaises(UserError):
                self.ship(self.env_on(cr))

    def test_odoo_starts_again_and_then_sees_the_hold(self):
        tries = []
        with self.registry.cursor() as cr:
            env = self.env_on(cr)

            def request():
                cr.execute("SELECT 1 FROM stock_lot LIMIT 1")
                tries.append(1)
                if len(tries) == 1:
                    with self.registry.cursor() as other:
                        self.lot_in(self.env_on(other))._hold("seal broken")
                self.ship(env)

            with mute_logger("odoo.sql_db"), self.assertRaises(UserError):
                retrying(request, env)
        self.assertEqual(len(tries), 2)

    def test_what_starts_again_or_goes_on_reserves_what_is_free(self):
        for number, goes_on in enumerate((False, True)):
            held, tries = self.shop.lot_ids[number], []
            with self.registry.cursor() as cr:
                worker = leak_ops.Worker(self.registry, self.shop, self.run_name)
                env = worker.env = self.env_on(cr)

                def request(env=env, held=held, tries=tries, goes_on=goes_on, worker=worker):
                    env["lot.guard"]._closed_products()
                    tries.append(1)
                    if len(tries) == 1:
                        with self.registry.cursor() as other:
                            self.env_on(other)["stock.lot"].browse(held)._hold("seal broken")
                        if goes_on:  # as Odoo's scheduler does after each hundred
                            env.cr.commit()  # pylint: disable=invalid-commit  # the test's own cursor
                    worker._plan(env)

                with mute_logger("odoo.sql_db"):
                    retrying(request, env)
                reserved = env["stock.picking"].browse(worker.open_ids[-1]).move_line_ids.lot_id
                self.assertEqual(len(tries), 1 if goes_on else 2)
                self.assertEqual(reserved.id, self.shop.lot_ids[number + 1])

    def test_a_hold_waits_for_goods_on_the_way(self):
        done = []
        with self.registry.cursor() as cr:
            self.ship(self.env_on(cr))

            def hold():
                with self.registry.cursor() as other:
                    self.lot_in(self.env_on(other))._hold("seal broken")
                done.append("held")

            thread = threading.Thread(target=hold)
            thread.start()
            time.sleep(0.5)
            self.assertFalse(done, "the delivery has not ended")
            cr.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            done.append("shipped")
        thread.join(30)
        self.assertEqual(done, ["shipped", "held"])

    def test_deliveries_of_one_lot_do_not_wait_for_each_other(self):
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            for cursor in (cr, other):
                lot = self.lot_in(self.env_on(cursor))
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                lot.env["lot.guard"]._share(lot, lot.product_id)

    def test_a_place_is_not_moved_by_who_has_not_seen_the_hold(self):
        with self.registry.cursor() as cr:
            env = self.env_on(cr)
            stock = env["stock.quant"].search([("lot_id", "=", self.shop.lot_ids[0]), ("quantity", ">", 0)], limit=1)
            aisle = env["stock.location"].create({"name": self.run_name, "location_id": stock.location_id.id}).id
            shelf = env["stock.location"].create({"name": self.run_name, "location_id": aisle}).id
            World(env).transfer(self.lot_in(env), 1, stock.location_id, env["stock.location"].browse(shelf))
            outside = stock.location_id.id
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            cr.execute("SELECT 1 FROM stock_lot LIMIT 1")  # the snapshot is taken
            self.lot_in(self.env_on(other))._hold("seal broken", location_id=aisle)
            other.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                self.env_on(cr)["stock.location"].browse(shelf).location_id = outside

    def test_two_people_hold_and_release_at_once(self):
        with self.registry.cursor() as cr:
            first = self.lot_in(self.env_on(cr))._hold("seal broken").id
        jobs = [
            lambda env: env["lot.hold"].browse(first)._lift("retested"),
            lambda env: self.lot_in(env)._hold("leaks"),
        ]
        self.assertFalse(self.wrong_at_once(jobs))
        with self.registry.cursor() as cr:
            self.assertTrue(self.lot_in(self.env_on(cr)).is_blocked, "the new hold counts")

    def test_two_people_lift_the_same_hold_at_once(self):
        with self.registry.cursor() as cr:
            hold = self.lot_in(self.env_on(cr))._hold("seal broken")
            first, number = hold.id, hold.name
        jobs = [lambda env: env["lot.hold"].browse(first)._lift("retested")] * 2
        (late,) = self.wrong_at_once(jobs)
        with self.registry.cursor() as cr:
            self.assertEqual(str(late), messages.hold_lifted_already(self.env_on(cr), number))
            entries = [("code", "=", "hold_lifted"), ("model", "=", "lot.hold"), ("res_id", "=", first)]
            self.assertEqual(self.env_on(cr)["lot.audit.entry"].search_count(entries), 1)

    def wrong_at_once(self, jobs):
        """What goes wrong when these run at once, each on the same snapshot and as Odoo runs a request."""
        barrier, wrong = threading.Barrier(len(jobs)), []

        def work(job):
            with self.registry.cursor() as cr:
                env = self.env_on(cr)
                waited = []

                def once():
                    if not waited:
                        cr.execute("SELECT 1 FROM stock_lot LIMIT 1")
                        waited.append(barrier.wait(30))
                    job(env)

                try:
                    retrying(once, env)
                except Exception as error:  # told by the main thread
                    wrong.append(error)

        with mute_logger("odoo.sql_db"):
            threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
        return wrong

    def test_nothing_leaks_among_many(self):
        quants = self.registry["stock.quant"]
        self.patch(quants, "_update_available_quantity", leak_ops.noting(quants._update_available_quantity))
        results = self.work_at_once(workers=6, rounds=12)
        with self.registry.cursor() as cr:
            env = self.env_on(cr)
            self.assertEqual(leak_ops.leaks(env, self.run_name), [])
            env["lot.sweep"]._sweep(60)
            self.assertEqual(leak_ops.stuck(env, self.shop.lot_ids), {})
        self.assertGreater(results["done"], 20, results)
        self.assertFalse([name for name in results if name.startswith("broke")], results)

    def work_at_once(self, workers, rounds):
        results = Counter()

        def work(number):
            worker = leak_ops.Worker(self.registry, self.shop, f"{self.run_name}-{number}")
            kinds = ("hold", "lift") if number == 0 else worker.MOVES
            for _round in range(rounds):
                try:
                    results[worker.do_one(kinds)[0]] += 1
                except Exception as error:  # told by the main thread
                    results[f"broke: {error!r}"] += 1

        with mute_logger("odoo.sql_db", "odoo.service.model"):
            threads = [threading.Thread(target=work, args=(number,)) for number in range(workers)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(300)
        return results
