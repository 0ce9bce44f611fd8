"""Imports of many lines go on in the background: in pieces, interrupted and taken up again, stopped with a reason."""

from contextlib import nullcontext
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.base.models import ir_cron

from ..models import lot_declared_batch, lot_declared_batch_background
from .test_declared_import import MAKING, ImportCase

LINES = "".join(f"NEEDLE;OLD{index};SET;BULK{index // 3};1;;2020-01-01;MO{index // 3}\n" for index in range(7))


@tagged("post_install", "-at_install")
class TestDeclaredBackground(ImportCase):
    """More than three lines count as many, two are a piece."""

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(lot_declared_batch, "AT_ONCE", 3))
        self.startPatcher(patch.object(lot_declared_batch_background, "PIECE", 2))

    def start(self, text=MAKING + LINES, **values):
        wizard = self.take_over(text, "genealogy", create_missing_lots=True, **values)
        self.assertIn("in the background", wizard.result)
        return wizard

    def run_cron(self, runs=None):
        """Run the scheduled action; returns the sizes of its pieces.

        Args:
            runs: the scheduler's time is always up, and it starts the action so many times.
        """
        cron = self.env.ref("lot_traceability.lot_declared_batch_cron").sudo()
        commit = type(cron)._commit_progress
        pieces = []

        def counted(model, processed=0, **counts):
            pieces.extend([processed] if processed else [])
            return commit(model, processed, **counts)

        limits = {"MIN_TIME_PER_JOB": 0, "MIN_RUNS_PER_JOB": runs} if runs else {}
        with self.enter_registry_test_mode(), patch.object(type(cron), "_commit_progress", counted):
            with patch.multiple(ir_cron, **limits) if limits else nullcontext():
                cron.method_direct_trigger()
        self.env.invalidate_all()
        return pieces

    def names(self, batch):
        return sorted(batch.link_ids.component_lot_id.mapped("name"))

    def test_many_lines_wait_for_the_background_and_come_in_pieces(self):
        wizard = self.start()
        batch = wizard.batch_id
        self.assertEqual((batch.state, batch.wanted_count, batch.link_count, batch.progress), ("running", 7, 0, 0))
        self.assertEqual(wizard.action_open_batch()["res_model"], "lot.declared.batch")
        self.assertEqual(self.run_cron(), [2, 2, 2, 1])
        self.assertEqual((batch.state, batch.link_count, batch.progress), ("done", 7, 100))
        self.assertEqual(self.names(batch), [f"OLD{index}" for index in range(7)])
        self.assertEqual(len(set(batch.link_ids.mapped("group_id"))), 3, "an order across two pieces is one")
        self.assertEqual(batch.link_ids.create_uid, self.quality)
        self.assertFalse(batch.file)
        self.assertEqual(wizard.action_open_batch()["res_model"], "lot.declared.link")

    def test_interrupted_it_goes_on_where_it_was(self):
        batch = self.start().batch_id
        self.assertEqual(self.run_cron(runs=1), [2])
        self.assertEqual((batch.state, batch.link_count, batch.progress), ("running", 2, 28))
        self.assertEqual(self.run_cron(), [2, 2, 1])
        self.assertEqual((batch.state, batch.link_count), ("done", 7))
        self.assertEqual(self.names(batch), [f"OLD{index}" for index in range(7)])

    def test_each_run_gets_on_however_long_the_reading_takes(self):
        batch = self.start().batch_id
        self.assertEqual([self.run_cron(runs=1) for _run in range(4)], [[2], [2], [2], [1]])
        self.assertEqual((batch.link_count, batch.state), (7, "done"))

    def test_several_imports_run_one_after_the_other(self):
        first = self.start().batch_id
        second = self.start(MAKING + LINES.replace("OLD", "NEW")).batch_id
        self.assertEqual(self.run_cron(runs=5), [2, 2, 2, 1, 2])
        self.assertEqual((first.state, second.state, second.link_count), ("done", "running", 2))
        self.run_cron()
        self.assertEqual((second.state, second.link_count), ("done", 7))

    def test_the_same_file_twice_adds_nothing(self):
        first, second = self.start().batch_id, self.start().batch_id
        self.run_cron()
        self.assertEqual((first.link_count, second.link_count, second.state), (7, 0, "done"))

    def test_a_line_that_became_wrong_stops_it_with_a_reason(self):
        text = MAKING + LINES + ";N1;SET;BULK9;1;;2020-01-01;MO9\n"
        batch = self.start(text).batch_id
        self.env(su=True)["stock.lot"].browse(self.n1.id).unlink()
        self.run_cron()
        self.assertEqual((batch.state, batch.link_count), ("stopped", 0))
        self.assertRegex(batch.problem, "Line 9 can no longer be imported: No such lot")
        self.make_lot_as_root(self.needle, "N1")
        batch.action_go_on()
        self.assertEqual((batch.state, batch.problem), ("running", False))
        self.run_cron()
        self.assertEqual((batch.state, batch.link_count), ("done", 8))

    def make_lot_as_root(self, product, name):
        self.env(su=True)["stock.lot"].create({"product_id": product.id, "name": name})

    def test_wrong_lines_are_left_out_when_that_was_chosen(self):
        batch = self.start(MAKING + LINES + ";N404;SET;BULK9;1;;2020-01-01;MO9\n", on_bad_lines="skip").batch_id
        self.run_cron()
        self.assertEqual((batch.state, batch.link_count), ("done", 7))

    def test_it_runs_with_the_rights_of_who_imports(self):
        batch = self.start().batch_id
        self.quality.sudo().group_ids -= self.env.ref("lot_traceability.group_quality")
        self.run_cron()
        self.assertEqual((batch.sudo().state, batch.sudo().link_count), ("stopped", 0))

    def test_a_deleted_import_is_forgotten(self):
        batch = self.start().batch_id
        self.run_cron(runs=1)
        batch.unlink()
        self.assertEqual(self.run_cron(), [])
        self.assertFalse(self.env["lot.declared.link"].search([]))

    def test_only_importers_set_it_going_again(self):
        batch = self.start().batch_id
        plain = self.world.new_user("test-stock", "stock.group_stock_user")
        with self.assertRaises(AccessError):
            batch.with_user(plain).action_go_on()
        with self.assertRaises(AccessError):
            batch.with_user(plain).read(["file"])
