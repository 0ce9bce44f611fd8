"""Clearing up after a hold survives a kill: a process of its own, ended by SIGKILL in the middle, then taken up again.

``setup/prove sweep`` does the same with a real server.
"""

import contextlib
import secrets
import time

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged

from .. import messages_hold as messages
from ..models import lot_sweep
from . import leak_ops
from .killed import killed_in_the_middle

DELIVERIES, PIECE = 5, 2


@tagged("post_install", "-at_install")
class TestSweepKilled(TransactionCase):
    """What is committed here stays; the names are found nowhere else, and nothing stays on hold or reserved."""

    def setUp(self):
        super().setUp()
        self.patch(lot_sweep, "PIECE", PIECE)
        self.run_name = secrets.token_hex(4)
        with self.env_of_its_own() as env:
            self.shop = leak_ops.Shop(env, self.run_name, lots=2)
            worker = leak_ops.Worker(self.registry, self.shop, self.run_name)
            worker.env = env
            for _number in range(DELIVERIES):
                worker._plan(env)
            self.picking_ids = worker.open_ids
            self.lot_id = env["stock.picking"].browse(self.picking_ids).move_line_ids.lot_id.id
        self.addCleanup(self.tidy)
        with self.env_of_its_own() as env:
            hold = env["stock.lot"].browse(self.lot_id)._hold("seal broken")
            self.hold_id, self.hold_name = hold.id, hold.name
            env.cr.postcommit.clear()  # the server is killed at once, so nobody clears up

    def tidy(self):
        with self.env_of_its_own() as env:
            env["lot.hold"].browse(self.hold_id)._lift("test is over")
            env["stock.picking"].browse(self.picking_ids).action_cancel()

    @contextlib.contextmanager
    def env_of_its_own(self):
        """An environment whose work is committed at the end."""
        with self.registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def test_a_killed_sweep_is_taken_up_again(self):
        self.kill_in_the_middle()
        with self.env_of_its_own() as env:
            sweep = env["lot.hold"].browse(self.hold_id).sweep_ids
            self.assertEqual((sweep.state, sweep.released_count), ("waiting", PIECE), "the first piece was committed")
            self.assertEqual(sweep.reserved_count, DELIVERIES - PIECE)
        self.sweep()
        with self.env_of_its_own() as env:
            sweep = env["lot.hold"].browse(self.hold_id).sweep_ids
            self.assertEqual((sweep.state, sweep.released_count, sweep.reserved_count), ("done", DELIVERIES, 0))
            told = messages.released(env, self.hold_name, sweep.lot_id.name).rstrip(".")
            for picking in env["stock.picking"].browse(self.picking_ids):
                line = picking.move_line_ids
                self.assertEqual((len(line), line.lot_id.id == self.lot_id, picking.state), (1, False, "assigned"))
                notes = [message for message in picking.message_ids if told in (message.body or "")]
                self.assertEqual(len(notes), 1, "released once, and told once")
            quants = env["stock.quant"].search([("lot_id", "in", self.shop.lot_ids)])
            reserved = {quant.lot_id.id: quant.reserved_quantity for quant in quants if quant.reserved_quantity}
            self.assertEqual(reserved, {line.lot_id.id: self.quantity(env)})

    def quantity(self, env):
        return sum(env["stock.picking"].browse(self.picking_ids).move_line_ids.mapped("quantity"))

    def sweep(self):
        """Clear up as the scheduled action does, as soon as PostgreSQL has noticed that the other process is gone."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with self.env_of_its_own() as env:
                env["lot.sweep"]._sweep(30)
                if env["lot.hold"].browse(self.hold_id).sweep_ids.state == "done":
                    return
            time.sleep(0.05)

    def kill_in_the_middle(self):
        """Clear up in another process, and kill it when it has released a second piece that is not committed."""
        self.assertEqual(killed_in_the_middle(self, self.sweep_two_pieces), "2", "the sweep was in its second piece")

    def sweep_two_pieces(self, stand_still):
        model = self.registry["lot.sweep"]
        release, pieces = model._release, []

        def slow(sweeps, *args):
            release(sweeps, *args)
            pieces.append(1)
            if len(pieces) == 2:
                sweeps.env.flush_all()
                stand_still("2")

        model._release = slow
        with self.registry.cursor() as cr:
            api.Environment(cr, SUPERUSER_ID, {})["lot.sweep"]._sweep(60)
