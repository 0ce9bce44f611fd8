"""Answers in the same instant, on connections of their own: none is lost, and they wait for nobody else."""

import secrets

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.lot_traceability.tests.common import World


@tagged("post_install", "-at_install")
class TestReplyAtOnce(TransactionCase):
    """What is committed here stays; the names are found nowhere else, and the case is called off at the end."""

    def setUp(self):
        super().setUp()
        name = secrets.token_hex(4)
        with self.registry.cursor() as cr:
            world = World(self.env_on(cr))
            lot = world.make_lot(world.make_product(f"Reply {name}"), f"R-{name}")
            world.receive(lot, 10)
            for number in range(2):
                world.deliver(lot, 5, world.make_partner(f"Consignee {number} {name}"))
            wizard = world.env["lot.recall.wizard"].create({"title": name, "kind": "drill", "lot_ids": lot.ids})
            recall = world.env["lot.recall"].browse(wizard.action_confirm()["res_id"])
            self.recall_id, (self.first, self.second) = recall.id, recall.consignee_ids.ids
        self.addCleanup(self.call_off)

    def call_off(self):
        with self.registry.cursor() as cr:
            self.env_on(cr)["lot.recall"].browse(self.recall_id)._do_cancel("test is over")

    def env_on(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def answer(self, cr, number, key, had):
        consignee = self.env_on(cr)["lot.recall.consignee"].browse(number)
        form = {"outcome": "quantities", "signer": "Ann", "form_key": key, f"had-{consignee.lot_ids.id}": had}
        consignee._record_reply(form, "page")
        cr.flush()

    def found(self, number):
        with self.registry.cursor() as cr:
            consignee = self.env_on(cr)["lot.recall.consignee"].browse(number)
            return len(consignee.reply_ids), consignee.lot_ids.had_qty

    def test_of_two_answers_of_one_consignee_the_later_one_is_tried_again(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT 1 FROM lot_recall LIMIT 1")  # the snapshot is taken
            with self.registry.cursor() as other:
                self.answer(other, self.first, "a", "3")
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.SerializationFailure):
                self.answer(cr, self.first, "b", "4")
            cr.rollback()
            self.answer(cr, self.first, "a", "3")  # the same form with the same words counts once
            self.answer(cr, self.first, "b", "4")
        self.assertEqual(self.found(self.first), (2, 4))

    def test_answers_of_two_consignees_do_not_meet(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT 1 FROM lot_recall LIMIT 1")
            with self.registry.cursor() as other:
                self.answer(other, self.first, "a", "3")
            self.answer(cr, self.second, "a", "4")
        self.assertEqual((self.found(self.first), self.found(self.second)), ((1, 3), (1, 4)))

    def test_a_revision_is_frozen_while_they_answer(self):
        with self.registry.cursor() as cr:
            cr.execute("SELECT 1 FROM lot_recall LIMIT 1")
            with self.registry.cursor() as other:
                self.answer(other, self.first, "a", "3")
            self.env_on(cr)["lot.recall"].browse(self.recall_id).action_new_revision()
        self.assertEqual(self.found(self.first), (1, 3))
