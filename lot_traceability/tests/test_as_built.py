"""As-built rows: what was really built into which unit, and who may say so."""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LotWorldCase


class AsBuiltCase(LotWorldCase):
    """Three pumps made in one order from three boards, 6 m of tube and one seal lot."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.board = world.make_product("Board", tracking="serial")
        cls.pump = world.make_product("Pump", tracking="serial")
        cls.tube = world.make_product("Tube", uom_id=cls.env.ref("uom.product_uom_meter").id)
        cls.boards = world.make_lots(cls.board, ["B1", "B2", "B3"])
        cls.pumps = world.make_lots(cls.pump, ["P1", "P2", "P3"])
        cls.t1 = world.make_lot(cls.tube, "T1")
        cls.other = world.make_lot(cls.board, "B9")
        world.receive({**dict.fromkeys(cls.boards, 1), cls.t1: 100, cls.other: 1})
        cls.order = world.produce(cls.pumps, {**dict.fromkeys(cls.boards, 1), cls.t1: 6})

    def allot(self, component, unit, qty=1.0, **values):
        return self.env["lot.as.built"].create(
            {
                "production_id": self.order.id,
                "component_lot_id": component.id,
                "produced_lot_id": unit.id,
                "qty": qty,
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestAsBuiltRows(AsBuiltCase):
    def test_a_row_takes_the_company_of_its_order(self):
        row = self.allot(self.boards[0], self.pumps[0])
        self.assertEqual((row.company_id, row.create_uid), (self.order.company_id, self.env.user))

    def test_no_more_than_the_order_consumed(self):
        self.allot(self.t1, self.pumps[0], 2.0)
        row = self.allot(self.t1, self.pumps[1], 4.0)
        with self.assertRaisesRegex(ValidationError, "used 6"), self.env.cr.savepoint():
            row.qty = 4.1
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.allot(self.t1, self.pumps[2], 0.01)

    def test_less_than_the_units_precision_is_no_excess(self):
        for pump in self.pumps:
            self.allot(self.t1, pump, 2.0 + 1e-9)

    def test_lots_must_be_the_orders_own(self):
        with self.assertRaisesRegex(ValidationError, "did not use"), self.env.cr.savepoint():
            self.allot(self.other, self.pumps[0])
        stranger = self.make_lot(self.pump, "P9")
        with self.assertRaisesRegex(ValidationError, "did not make"), self.env.cr.savepoint():
            self.allot(self.boards[0], stranger)

    def test_scrap_from_the_order_is_no_consumption(self):
        self.scrap(self.other, 1, production_id=self.order.id)
        with self.assertRaisesRegex(ValidationError, "did not use"), self.env.cr.savepoint():
            self.allot(self.other, self.pumps[0])

    @mute_logger("odoo.sql_db")
    def test_database_refuses_zero_and_twice(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.allot(self.boards[0], self.pumps[0], 0)
        self.allot(self.boards[0], self.pumps[0], 0.5)
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.allot(self.boards[0], self.pumps[0], 0.5)

    def test_order_with_rows_is_kept(self):
        self.allot(self.boards[0], self.pumps[0])
        with self.assertRaises(UserError):
            self.order.unlink()

    def test_operator_writes_stock_user_reads(self):
        row = self.allot(self.boards[0], self.pumps[0])
        self.assertEqual(row.with_user(self.user_plain()).qty, 1)
        with self.assertRaises(AccessError):
            row.with_user(self.user_plain()).qty = 0.5
        row.with_user(self.user_operator()).qty = 0.5
        self.assertEqual(row.qty, 0.5)
        row.with_user(self.user_operator()).unlink()
        self.assertFalse(row.exists())

    def test_other_company_sees_nothing(self):
        row = self.allot(self.boards[0], self.pumps[0])
        stranger = self.user_of(self.new_company("Sister"), "lot_traceability.group_operator")
        self.assertFalse(self.env["lot.as.built"].with_user(stranger).search([("id", "=", row.id)]))
        with self.assertRaises(AccessError):
            row.with_user(stranger).read(["qty"])

    def test_corrections_of_done_lines_keep_the_rows_true(self):
        self.allot(self.boards[0], self.pumps[0])
        self.allot(self.t1, self.pumps[0], 2)
        order = self.order.with_context(lot_reason="counted again")
        line = order.move_raw_ids.move_line_ids.filtered(lambda line: line.lot_id == self.boards[0])
        with self.assertRaisesRegex(ValidationError, "entered as built.*did not use"), self.env.cr.savepoint():
            line.lot_id = self.other
        made = order.move_finished_ids.move_line_ids.filtered(lambda line: line.lot_id == self.pumps[0])
        with self.assertRaisesRegex(ValidationError, "did not make"), self.env.cr.savepoint():
            made.lot_id = self.make_lot(self.pump, "P9")
        tube_line = order.move_raw_ids.move_line_ids.filtered(lambda line: line.lot_id == self.t1)
        with self.assertRaisesRegex(ValidationError, "used 1"), self.env.cr.savepoint():
            tube_line.quantity = 1
        tube_line.quantity = 3
        self.assertEqual(tube_line.quantity, 3)
