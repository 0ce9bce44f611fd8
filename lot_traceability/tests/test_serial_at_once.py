"""One serial number brought in twice in the same instant, on connections of their own: one of them is refused."""

import secrets

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import World


@tagged("post_install", "-at_install")
class TestSerialAtOnce(TransactionCase):
    """What is committed here stays; the names are found nowhere else."""

    def world(self, cr):
        return World(api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True}))

    def receive(self, cr):
        world = self.world(cr)
        world.receive(world.env["stock.lot"].browse(self.lot_id), 1, partner=world.make_partner("At once"))

    def test_the_second_starts_again_and_is_refused(self):
        name = f"AT-ONCE-{secrets.token_hex(4)}"
        with self.registry.cursor() as cr:
            world = self.world(cr)
            self.lot_id = world.make_lot(world.make_product(name, tracking="serial"), name).id
        with self.registry.cursor() as cr, self.registry.cursor() as other:
            cr.execute("SELECT 1 FROM stock_lot LIMIT 1")  # the snapshot is taken
            self.receive(other)
            other.commit()  # pylint: disable=invalid-commit  # the test's own cursor
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                self.receive(cr)
            cr.rollback()
            with self.assertRaisesRegex(UserError, "in stock already"):
                self.receive(cr)
            cr.rollback()
