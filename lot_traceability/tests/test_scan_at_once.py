"""The same scan on two connections in the same instant: entered once, answered twice."""

import secrets
import threading

from odoo import SUPERUSER_ID, api
from odoo.service.model import retrying
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .scan_case import ScanCase


class World(ScanCase):
    """The verbs of scanning without a test case around them."""

    def __init__(self, env):
        self.env = env


@tagged("post_install", "-at_install")
class TestScanAtOnce(TransactionCase):
    """What is committed here stays; the names are found nowhere else."""

    def setUp(self):
        super().setUp()
        self.run_name = secrets.token_hex(4)
        with self.registry.cursor() as cr:
            world = World(self.env_on(cr))
            product = world.make_product(f"At once {self.run_name}")
            world.receive(world.make_lot(product, f"ONCE-{self.run_name}"), 9)
            self.delivery = world.planned("out", product, 9).id

    def env_on(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def submit(self, cr, uuid):
        env = self.env_on(cr)
        delivery = env["stock.picking"].browse(self.delivery)
        request = World(env).request(f"ONCE-{self.run_name}", delivery, uuid=uuid)
        return env["lot.scan"].submit([request])[0]

    def picked(self):
        with self.registry.cursor() as cr:
            lines = self.env_on(cr)["stock.picking"].browse(self.delivery).move_line_ids
            return sum(lines.filtered("picked").mapped("quantity"))

    def test_who_comes_second_waits_and_gets_the_first_answer(self):
        answers, tries = [], []

        def second():
            with self.registry.cursor() as other:
                env = self.env_on(other)

                def request():
                    tries.append(1)
                    answers.append(self.submit(other, f"{self.run_name}-same"))

                retrying(request, env)

        with self.registry.cursor() as cr:
            first = self.submit(cr, f"{self.run_name}-same")
            worker = threading.Thread(target=second)
            with mute_logger("odoo.sql_db", "odoo.service.model"):
                worker.start()
                worker.join(0.5)
                self.assertTrue(worker.is_alive())
                cr.commit()  # pylint: disable=invalid-commit  # the test's own cursor
                worker.join(20)
        self.assertEqual(len(tries), 2)
        self.assertEqual({**answers[-1], "replayed": False}, first)
        self.assertTrue(answers[-1]["replayed"])
        self.assertEqual(self.picked(), 1)

    def test_two_scanners_on_one_line_lose_nothing(self):
        def scan(number):
            with self.registry.cursor() as cr:
                retrying(lambda: self.submit(cr, f"{self.run_name}-{number}"), self.env_on(cr))

        workers = [threading.Thread(target=scan, args=(number,)) for number in range(2)]
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join(30)
        self.assertEqual(self.picked(), 2)
