"""Launching and posting in the same instant, on connections of their own: one launch, and no posting is lost."""

import secrets

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.lot_traceability.tests.common import World

from ..sql import watch
from .letters import parts


@tagged("post_install", "-at_install")
class TestLaunchAtOnce(TransactionCase):
    """What is committed here stays; the names are found nowhere else, and the case is called off at the end."""

    def setUp(self):
        super().setUp()
        name = secrets.token_hex(4)
        with self.registry.cursor() as cr:
            world = World(self.env_on(cr))
            lot = world.make_lot(world.make_product(f"Launch {name}"), f"L-{name}")
            world.receive(lot, 10)
            wizard = world.env["lot.recall.wizard"].create({"title": name, "kind": "drill", "lot_ids": lot.ids})
            self.recall_id = wizard.action_confirm()["res_id"]
            self.lot_id, self.customer_id = lot.id, world.make_partner(f"Customer {name}").id
        self.addCleanup(self.call_off)

    def call_off(self):
        with self.registry.cursor() as cr:
            self.recall_in(cr)._do_cancel("test is over")

    def env_on(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def recall_in(self, cr):
        return self.env_on(cr)["lot.recall"].browse(self.recall_id)

    def launch(self):
        with self.registry.cursor() as cr:
            self.recall_in(cr).action_launch()

    def deliver(self, cr):
        env = self.env_on(cr)
        World(env).deliver(env["stock.lot"].browse(self.lot_id), 1, env["res.partner"].browse(self.customer_id))

    def look(self):
        """What the scheduled action does for this case; returns its open proposal as text."""
        with self.registry.cursor() as cr:
            self.env_on(cr).execute_query(watch.settle())
        with self.registry.cursor() as cr:
            recall = self.recall_in(cr)
            if recall in recall._get_scopes_to_check():
                recall._check_scope_now()
            return recall.open_proposal_id.text or ""

    def decide_at_once(self, decide, sentence):
        """Two decide in the same instant: the later one is tried again, and told that it was decided."""
        with self.registry.cursor() as cr:
            cr.execute("SELECT 1 FROM lot_recall LIMIT 1")  # the snapshot is taken
            with self.registry.cursor() as other:
                decide(self.recall_in(other))
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                decide(self.recall_in(cr))
                cr.flush()
            cr.rollback()
            with self.assertRaisesRegex(UserError, sentence):
                decide(self.recall_in(cr))
            cr.rollback()

    def test_of_two_who_decide_one_does(self):
        self.decide_at_once(lambda recall: recall.action_launch(), "was launched")
        with self.registry.cursor() as cr:
            self.deliver(cr)
        self.look()
        with self.registry.cursor() as cr:
            proposal = self.recall_in(cr).open_proposal_id.id
            letter = {"recall_id": self.recall_id, "lang": "en_US", **parts()}
            self.env_on(cr)["lot.recall.letter"].create(letter)
        admin = self.env.ref("base.user_admin").id
        self.decide_at_once(
            lambda recall: recall.env["lot.recall.proposal"].browse(proposal).action_accept(), "is decided"
        )
        self.decide_at_once(lambda recall: recall.letter_ids.with_user(admin).action_approve(), "approved .* already")
        with self.registry.cursor() as cr:
            recall = self.recall_in(cr)
            entries = self.env_on(cr)["lot.audit.entry"].search_count(
                [("code", "=", "recall_launched"), ("res_id", "=", self.recall_id)]
            )
            self.assertEqual((entries, len(recall.revision_ids), recall.letter_ids.version), (1, 2, 2))

    def test_a_posting_before_the_launch_is_found_by_the_comparison_after_it(self):
        with self.registry.cursor() as cr:
            self.deliver(cr)
        self.launch()
        self.assertIn("New delivery or return lines: 1", self.look())

    def test_a_posting_that_began_before_the_launch_is_found_once_it_has_ended(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT 1 FROM lot_recall LIMIT 1")
            self.launch()
            self.assertEqual(self.look(), "")
            self.deliver(cr)
            marks = self.env_on(cr)["lot.recall.touch"].search_count([("recall_id", "=", self.recall_id)])
            self.assertEqual(marks, 0, "it does not see what is watched")
        self.assertIn("New delivery or return lines: 1", self.look())
