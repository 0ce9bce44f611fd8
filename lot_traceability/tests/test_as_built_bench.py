"""As-built rows written at the bench, while the order is in progress; they count when it is done and fit."""

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..sql import ledger_orders
from .test_as_built import AsBuiltCase


@tagged("post_install", "-at_install")
class TestAsBuiltBench(AsBuiltCase):
    """Two more pumps are being built from two boards and 4 m of tube."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.user = world.new_user("builder", "lot_traceability.group_operator,mrp.group_mrp_user")
        cls.fresh_boards = world.make_lots(cls.board, ["F1", "F2"])
        cls.fresh_pumps = world.make_lots(cls.pump, ["N1", "N2"])
        world.receive(dict.fromkeys(cls.fresh_boards, 1))
        cls.order = world.produce(
            cls.fresh_pumps, {**dict.fromkeys(cls.fresh_boards, 1), cls.t1: 4}, done=False
        ).with_user(cls.user)

    def allot(self, component, unit, qty=1.0, **values):
        self.env = self.env(user=self.user)
        return super().allot(component, unit, qty, **values)

    def finish(self):
        self.world.finish(self.order.sudo())

    def open(self):
        action = self.order.action_open_as_built()
        return self.order.env["lot.as.built.editor"].browse(action["res_id"])

    def upstream(self, lot):
        answer = lot.sudo().trace("upstream")
        return {node["lot"] for node in answer["nodes"] if node["kind"] == "lot"} - {lot.name}

    def test_rows_count_once_the_order_is_done(self):
        self.allot(self.fresh_boards[0], self.fresh_pumps[1])
        self.allot(self.fresh_boards[1], self.fresh_pumps[0])
        counted = ledger_orders.as_built_rows(self.order.ids).query()
        self.assertFalse(self.env.execute_query(counted))
        self.finish()
        self.assertEqual(len(self.env.execute_query(counted)), 2)
        self.assertEqual(self.upstream(self.fresh_pumps[0]), {"F2", "T1"})
        self.assertEqual(self.upstream(self.fresh_pumps[1]), {"F1", "T1"})

    def test_only_lots_chosen_so_far(self):
        with self.assertRaisesRegex(ValidationError, "not chosen as a component"), self.env.cr.savepoint():
            self.allot(self.boards[0], self.fresh_pumps[0])
        with self.assertRaisesRegex(ValidationError, "not among the lots"), self.env.cr.savepoint():
            self.allot(self.fresh_boards[0], self.pumps[0])
        with self.assertRaisesRegex(ValidationError, "4.0 m of .*T1 are chosen"), self.env.cr.savepoint():
            self.allot(self.t1, self.fresh_pumps[0], 4.5)

    def test_not_before_the_order_is_confirmed_and_not_after_it_is_cancelled(self):
        self.order = self.order.sudo().copy()
        with self.assertRaisesRegex(ValidationError, "only planned"), self.env.cr.savepoint():
            self.allot(self.fresh_boards[0], self.fresh_pumps[0])
        self.order.action_cancel()
        with self.assertRaisesRegex(ValidationError, "was cancelled"), self.env.cr.savepoint():
            self.allot(self.fresh_boards[0], self.fresh_pumps[0])

    def test_editor_at_the_bench(self):
        editor = self.open()
        self.assertFalse(editor.is_order_done)
        self.assertEqual(editor.unit_ids.mapped("made_qty"), [1, 1])
        with Form(editor) as form:
            for scan in ("F2", "N1", "B1"):
                form.scan = scan
            self.assertIn("not among the lots chosen", form.message)
        editor.action_suggest()
        editor.action_save()
        self.finish()
        self.assertEqual(self.upstream(self.fresh_pumps[0]), {"F2", "T1"})

    def test_what_was_allotted_but_not_used_stops_the_order_in_a_sentence(self):
        self.allot(self.fresh_boards[0], self.fresh_pumps[0])
        lines = self.order.sudo().move_raw_ids.move_line_ids
        lines.filtered(lambda line: line.lot_id == self.fresh_boards[0]).lot_id = self.other
        editor = self.open()
        self.assertIn("No longer chosen for this order: F1", editor.left_summary)
        self.assertFalse(editor.is_complete)
        with self.assertRaisesRegex(ValidationError, "do not fit.*did not use the component lot F1"):
            with self.env.cr.savepoint():
                self.finish()
        self.assertNotEqual(self.order.state, "done")
        editor.line_ids.component_lot_id = self.other
        editor.action_save()
        self.finish()
        self.assertEqual(self.upstream(self.fresh_pumps[0]), {"B9", "T1"})

    def test_a_unit_that_was_not_made_stops_the_order(self):
        self.allot(self.fresh_boards[0], self.fresh_pumps[1])
        self.order.sudo().lot_producing_ids = [Command.set((self.fresh_pumps[0] | self.make_lot(self.pump, "N3")).ids)]
        with self.assertRaisesRegex(ValidationError, "did not make N2"), self.env.cr.savepoint():
            self.finish()

    def test_less_used_than_allotted_stops_the_order(self):
        self.allot(self.t1, self.fresh_pumps[0], 4)
        line = self.order.sudo().move_raw_ids.move_line_ids.filtered(lambda line: line.lot_id == self.t1)
        line.quantity = 3
        with self.assertRaisesRegex(ValidationError, "used 3.0 m"), self.env.cr.savepoint():
            self.finish()

    def test_cancelling_takes_the_rows_along(self):
        row = self.allot(self.fresh_boards[0], self.fresh_pumps[0])
        plain = self.world.new_user("planner", "mrp.group_mrp_user")
        self.order.with_user(plain).action_cancel()
        self.assertFalse(row.exists())
        self.order.sudo().unlink()

    def test_orders_without_chosen_lots_say_what_to_do(self):
        order = self.order.sudo().copy()
        order.action_confirm()
        order.do_unreserve()
        with self.assertRaisesRegex(UserError, "Choose them first"):
            order.with_user(self.user).action_open_as_built()
