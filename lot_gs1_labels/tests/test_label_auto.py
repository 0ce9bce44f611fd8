"""Operations print their labels when they are done: how many, of what, and nothing that goes wrong stops goods."""

from unittest.mock import patch

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.lot_label_design import LotLabelDesign
from .common import Gs1Case


@tagged("post_install", "-at_install")
class TestLabelAuto(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.printer = cls.env["lot.printer"].create({"name": "Dock", "host": "printer.invalid"})
        cls.kind = cls.env["stock.warehouse"].search([("company_id", "=", cls.env.company.id)], limit=1).in_type_id
        cls.label = cls.env.ref("lot_gs1_labels.lot_label_design_unit_50x25")
        cls.partner = cls.env["res.partner"].create({"name": "Clinic"})
        cls.kind.write({"label_design_id": cls.label.id, "label_printer_id": cls.printer.id, "label_rule": "unit"})

    def jobs(self):
        return self.env["lot.print.job"].search([("printer_id", "=", self.printer.id)], order="id")

    def numbers(self, job):
        return {line.lot_id: line.label_count for line in job.line_ids}

    def test_a_receipt_prints_one_label_per_unit(self):
        receipt = self.receive({self.lot: 7, self.serial: 1})
        job = self.jobs()
        self.assertEqual((receipt.state, job.label_count, job.state), ("done", 8, "waiting"))
        self.assertEqual(self.numbers(job), {self.lot: 7, self.serial: 1})
        self.assertIn("8 labels", receipt.message_ids[0].body)
        self.receive(self.lot, 2)
        again = self.jobs()[-1]
        self.assertEqual((again.label_count, again.again_count), (2, 2))
        self.assertIn("Goods of", again.reason)

    def test_as_many_as_the_operation_type_says(self):
        self.kind.label_rule = "lot"
        self.receive(self.lot, 7)
        self.assertEqual(self.jobs().label_count, 1)
        kilogram = self.env.ref("uom.product_uom_kgm")
        resin = self.world.make_product("Resin", uom_id=kilogram.id, barcode="4006381333931")
        self.kind.label_rule = "unit"
        self.receive(self.make_lot(resin, "R-1"), 12.5)
        self.assertEqual(self.jobs()[-1].label_count, 1)

    def test_one_per_packaging_and_per_package(self):
        box = self.env["uom.uom"].create(
            {"name": "Box of 6", "relative_factor": 6, "relative_uom_id": self.env.ref("uom.product_uom_unit").id}
        )
        self.receive(self.lot, 20)
        lines = self.reserve(self.lot, 13, self.partner).move_line_ids
        lines.move_id.packaging_uom_id = box
        self.assertEqual(lines._label_numbers("pack"), {self.lot.id: 3})
        self.assertEqual(lines._label_numbers("pallet"), {self.lot.id: 1})
        packages = self.env["stock.package"].create([{"name": "P1"}, {"name": "P2"}])
        for package in packages:
            lines += lines[0].copy({"result_package_id": package.id, "quantity": 1})
        self.assertEqual(lines._label_numbers("pallet"), {self.lot.id: 3})

    def test_what_cannot_be_printed_stops_nothing_and_is_told(self):
        long = self.make_lot(self.set, "X" * 21)
        receipt = self.receive(long, 3)
        self.assertEqual((receipt.state, bool(self.jobs())), ("done", False))
        self.assertIn("Labels were not printed", receipt.message_ids[0].body)
        self.assertEqual(long.product_qty, 3)
        self.printer.active = False
        receipt = self.receive(self.lot, 3)
        self.assertIn("is archived", receipt.message_ids[0].body)
        self.printer.active = True
        receipt = self.receive(self.lot, 1_000_000)
        self.assertEqual(receipt.state, "done")
        self.assertIn("1000000 labels", receipt.message_ids[0].body)

    @mute_logger("odoo.addons.lot_gs1_labels.models.lot_label_document")
    def test_a_fault_of_the_program_stops_nothing(self):
        def fail(*_args, **_options):
            self.env.cr.execute("SELECT 1")
            raise ZeroDivisionError

        with patch.object(LotLabelDesign, "_labels", fail):
            receipt = self.receive(self.lot, 3)
        self.assertEqual((receipt.state, self.lot.product_qty, bool(self.jobs())), ("done", 3, False))
        self.assertIn("fault in the program", receipt.message_ids[0].body)

    def test_orders_label_what_they_put_out(self):
        self.receive(self.lot, 5)
        count = len(self.jobs())
        kit = self.make_lot(self.world.make_product("Kit", barcode="4006381333931"), "KIT-1")
        kind = self.kind.warehouse_id.manu_type_id
        kind.write({"label_design_id": self.label.id, "label_printer_id": self.printer.id, "label_rule": "unit"})
        order = self.produce(kit, {self.lot: 4}, 2)
        job = self.jobs()[count:]
        self.assertEqual(self.numbers(job), {kit: 2})
        self.assertIn("2 labels", order.message_ids[0].body)

    def test_whoever_validates_needs_no_right_to_print(self):
        operator = self.user_operator()
        kind = self.kind.with_user(operator)
        self.assertEqual(kind.label_design_id, self.label)
        receipt = self.env["stock.picking"].create(
            {
                "picking_type_id": self.kind.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.set.id,
                            "product_uom_qty": 1,
                            "location_id": self.kind.default_location_src_id.id,
                            "location_dest_id": self.kind.default_location_dest_id.id,
                        }
                    )
                ],
            }
        )
        receipt.action_confirm()
        receipt.move_ids.move_line_ids.unlink()
        values = {"product_id": self.set.id, "lot_id": self.lot.id, "quantity": 1}
        receipt.move_ids.write(
            {
                "move_line_ids": [Command.create(values)],
                "picked": True,
            }
        )
        receipt.with_user(operator).button_validate()
        self.assertEqual((receipt.state, self.jobs().create_uid), ("done", operator))

    def test_a_design_needs_a_printer_that_can(self):
        with self.assertRaises(ValidationError):
            self.kind.label_printer_id = False
        with self.assertRaises(ValidationError):
            self.kind.label_design_id = self.design("sheet_21")

    def test_batches_print_by_odoos_own_button(self):
        if not self.has_batch():
            return
        other = self.make_lot(self.set, "B-2")
        self.receive({self.lot: 2, other: 3})
        deliveries = self.reserve(self.lot, 2, self.partner) | self.reserve(other, 3, self.partner)
        batch = self.env["stock.picking.batch"].create({"picking_ids": [Command.set(deliveries.ids)]})
        action = batch.action_open_label_layout()
        kind = self.env[action["res_model"]].with_context(**action["context"]).create({"label_type": "lots"})
        action = kind.process()
        layout = self.env[action["res_model"]].with_context(**action["context"]).create({"label_quantity": "units"})
        wizard = self.env["lot.label.print"].browse(layout.process()["res_id"])
        self.assertEqual(wizard.label_count, 5)
