"""Checks at a step of an order, and the way to checks from the scan screen."""

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .. import messages_check as messages
from .check_case import CheckCase


@tagged("post_install", "-at_install")
class TestCheckOperation(CheckCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        place = cls.env["mrp.workcenter"].create({"name": "Sealer"})
        cls.bom = cls.world.make_bom(cls.pouch, {cls.film: 1})
        steps = [{"name": name, "workcenter_id": place.id, "bom_id": cls.bom.id} for name in ("Sealing", "Packing")]
        cls.sealing, cls.packing = cls.env["mrp.routing.workcenter"].create(steps)
        cls.plan.active = False
        cls.step_plan = cls.make_plan(
            cls.pouch, {"name": "Seal is whole"}, stage="in_process", operation_ids=cls.sealing.ids
        )

    def make_order(self, bom, lot=None):
        lots = lot or self.lot
        order = self.env["mrp.production"].create(
            {"product_id": self.pouch.id, "product_qty": 2, "bom_id": bom.id, "lot_producing_ids": lots.ids}
        )
        order.action_confirm()
        return order

    def test_the_lot_is_checked_at_the_step_of_its_order(self):
        order = self.make_order(self.bom)
        check = self.checks()["Seal is whole"]
        self.assertEqual(check.workorder_id.operation_id, self.sealing)
        opened = check.open("mrp.workorder", check.workorder_id.id)
        self.assertEqual([row["name"] for row in opened["checks"]], ["Seal is whole"])
        self.assertEqual((order.workorder_ids - check.workorder_id).mapped("check_count"), [0])
        self.assertEqual(check.workorder_id.open_check_count, 1)
        for record in (order, check.workorder_id):
            self.assertEqual(record.check_note, messages.checks_wait(self.env, check))
        self.assertIn("released already: P1", order.check_note)
        self.enter(check, "passed")
        order.invalidate_recordset()
        self.assertFalse(order.check_note)
        order.batch_plan = False
        rows = self.env["lot.batch.record"].new({"lot_id": self.lot.id})._get_check_rows()
        self.assertEqual([row["operation"] for row in rows], ["Sealing"])

    def test_an_order_without_that_step_is_not_checked_by_the_plan(self):
        other = self.make_bom(self.pouch, {self.film: 1})
        self.make_order(other)
        self.assertFalse(self.checks())

    def test_the_next_version_of_the_bill_is_checked_at_the_same_step(self):
        other = self.bom.copy()
        self.bom.action_archive()
        self.make_order(other)
        check = self.checks()["Seal is whole"]
        self.assertEqual(check.workorder_id.operation_id, other.operation_ids[0])

    def test_of_two_steps_of_one_name_the_planned_one_is_meant(self):
        self.packing.name = self.sealing.name
        self.step_plan.operation_ids = self.packing
        self.make_order(self.bom)
        self.assertEqual(self.checks()["Seal is whole"].workorder_id.operation_id, self.packing)
        next_bom, other = self.bom.copy(), self.make_lot(self.pouch, "P2")
        self.bom.action_archive()
        self.make_order(next_bom, other)
        check = self.checks(other)["Seal is whole"]
        self.assertEqual(check.workorder_id.operation_id, next_bom.operation_ids.sorted("sequence")[1])

    def test_another_bill_that_is_in_force_beside_it_has_other_steps(self):
        self.make_order(self.bom.copy())
        self.assertFalse(self.checks())

    def test_a_step_that_a_plan_is_for_is_not_deleted(self):
        for record in (self.sealing, self.bom):  # a bill takes its operations with it
            with self.assertRaisesRegex(UserError, "The check plan Checks of Pouch names Sealing. Archive it"):
                record.unlink()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("DELETE FROM mrp_bom WHERE id = %s", [self.bom.id])

    def test_a_plan_for_steps_that_are_no_more_does_not_reach_every_order(self):
        self.bom.action_archive()
        self.make_order(self.make_bom(self.pouch, {self.film: 1}))
        self.assertFalse(self.checks())

    def test_a_lot_that_is_replaced_on_the_order_is_not_checked(self):
        self.step_plan.sample_rule = "every"
        order = self.make_order(self.bom)
        first, other = self.checks()["Seal is whole"], self.make_lot(self.pouch, "P2")
        order.lot_producing_ids = other
        self.assertEqual(first.state, "not_applicable")
        self.assertEqual((self.checks(other)["Seal is whole"].state, order.open_check_count), ("todo", 1))
        # Chosen again, it is made: its checks ask again.
        order.lot_producing_ids = self.lot
        self.assertEqual((first.state, first.skip_reason), ("todo", False))
        order.action_clear_lot_producing_ids()
        self.assertEqual(first.state, "not_applicable")
        self.env["lot.check"]._plan("in_process", {order: {self.lot: 3}})
        self.assertEqual((first.state, first.sample_count), ("todo", 3))
        entries = self.env["lot.audit.entry"].search([("model", "=", "lot.check"), ("res_id", "=", first.id)])
        self.assertEqual(entries.mapped("code").count("check_asked_again"), 2)

    def test_what_quality_decided_stays_when_the_lot_is_chosen_again(self):
        order, other = self.make_order(self.bom), self.make_lot(self.pouch, "P2")
        first = self.checks()["Seal is whole"]
        first.with_user(self.user_quality())._skip("sealed by hand")
        order.lot_producing_ids = other
        order.lot_producing_ids = self.lot
        self.assertEqual((first.state, first.skip_reason), ("not_applicable", "sealed by hand"))

    def test_receipts_have_no_steps(self):
        with self.assertRaisesRegex(ValidationError, "no steps"):
            self.step_plan.stage = "receipt"

    def test_a_lot_that_is_looked_up_leads_to_its_open_checks(self):
        self.make_order(self.bom)
        user = self.user_operator()

        def look_up(number):
            scan = {"uuid": f"looked-up-{number}", "raw": self.lot.name, "mode": "lookup"}
            [answer] = self.env["lot.scan"].with_user(user).submit([scan])
            return answer["lot"]

        self.assertEqual(look_up(1)["checks"], 1)
        self.enter(self.checks()["Seal is whole"], "passed")
        self.assertNotIn("checks", look_up(2))
