"""Scans on unbuild orders, and on batches and repair orders where Odoo's applications are installed."""

from odoo.tests import tagged

from .scan_case import ScanCase


@tagged("post_install", "-at_install")
class TestScanBorrowed(ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Lent needle")
        cls.pump = cls.world.make_product("Lent pump", tracking="serial")
        cls.lot, cls.other = (cls.world.make_lot(cls.needle, name) for name in ("LENT-A", "LENT-B"))
        cls.serial = cls.world.make_lot(cls.pump, "LENT-1")
        cls.world.receive({cls.lot: 5, cls.other: 5, cls.serial: 1})

    def test_an_unbuild_order_is_filled_in_counted_up_and_taken_back(self):
        order = self.env["mrp.unbuild"].create({"product_id": self.needle.id, "product_qty": 1})
        for done in (1, 2):
            answer = self.scan("LENT-A", order)
            self.assertEqual((answer["status"], order.product_qty), ("ok", done), answer)
        self.assertEqual(
            (order.lot_id, order.location_id), (self.lot, self.lot.quant_ids.location_id & order.location_id)
        )
        for raw in ("LENT-B", "LENT-1", "NOBODY"):
            self.assertEqual(self.scan(raw, order)["status"], "stop", raw)
        self.assertEqual(self.env["lot.scan"].undo(answer["uuid"])["status"], "ok")
        self.assertEqual((order.lot_id, order.product_qty), (self.lot, 1))

    def test_a_batch_hands_scans_to_the_transfer_that_waits_for_them(self):
        if not self.has_batch():
            return
        first, second = self.planned("out", self.needle, 5), self.planned("out", self.needle, 5)
        batch = self.env["stock.picking.batch"].create({"picking_ids": [(6, 0, (first | second).ids)]})
        batch.action_confirm()
        documents = self.env["lot.scan"].documents("pick", batch.name)
        self.assertIn(("stock.picking.batch", batch.id), [(row["model"], row["id"]) for row in documents])
        self.assertEqual(self.scan(batch.name)["document"]["model"], "stock.picking.batch")
        for raw, picking in (("LENT-B", second), ("LENT-A", first)):
            answer = self.scan(raw, batch)
            self.assertEqual((answer["status"], answer["document"]["id"]), ("ok", batch.id), answer)
            self.assertEqual(picking.move_line_ids.filtered("picked").lot_id.name, raw)
        self.assertEqual(answer["progress"], {"done": 2, "total": 10})
        self.assertEqual(self.scan("LENT-1", batch)["status"], "stop")
        self.assertEqual(self.env["lot.scan"].undo(answer["uuid"])["status"], "ok")
        self.assertFalse(first.move_line_ids.filtered("picked"))
        opened = self.env["lot.scan"].open("stock.picking.batch", batch.id, "pick")
        self.assertEqual((len(opened["lines"]), opened["next"]["product"]), (2, self.needle.display_name))

    def test_a_repair_order_takes_its_unit_and_its_parts(self):
        if not self.has_repair():
            return
        order = self.env["repair.order"].create({
            "product_id": self.pump.id,
            "move_ids": [(0, 0, {"product_id": self.needle.id, "product_uom_qty": 2, "repair_line_type": "add"})],
        })  # fmt: skip
        self.assertEqual(self.scan("LENT-1", order)["status"], "stop")  # a draft
        order._action_repair_confirm()
        answer = self.scan("LENT-1", order)
        self.assertEqual((answer["status"], order.lot_id), ("ok", self.serial), answer)
        self.assertEqual(self.env["lot.scan"].undo(answer["uuid"])["status"], "ok")
        self.assertFalse(order.lot_id)
        for done in (1, 2):
            answer = self.scan("LENT-A", order)
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", done), answer)
        self.assertEqual(self.scan("LENT-A", order)["status"], "ask")
        self.assertEqual(answer["progress"], {"done": 2, "total": 2})

    def test_a_drop_shipment_names_the_lots_that_never_come_here(self):
        if "stock_dropshipping" not in self.env["ir.module.module"]._installed():
            return
        operation = self.env["stock.picking.type"].search(
            [("code", "=", "dropship"), ("company_id", "=", self.env.company.id)], limit=1
        )
        places = [self.env.ref(f"stock.stock_location_{name}").id for name in ("suppliers", "customers")]
        values = dict(zip(("location_id", "location_dest_id"), places, strict=True))
        move = {"product_id": self.needle.id, "product_uom": self.needle.uom_id.id, "product_uom_qty": 2, **values}
        transfer = self.env["stock.picking"].create(
            {"picking_type_id": operation.id, **values, "move_ids": [(0, 0, move)]}
        )
        transfer.action_confirm()
        self.assertIn(transfer.id, [row["id"] for row in self.env["lot.scan"].documents("receive", transfer.name)])
        choice = {"product": self.needle.id}
        for raw in ("LENT-NEW", "LENT-A"):
            answer = self.scan(raw, transfer, choice=choice)
            self.assertEqual((answer["status"], answer["document"]["mode"]), ("ok", "receive"), answer)
        transfer.button_validate()
        self.assertEqual(transfer.state, "done")
        self.assertEqual(set(transfer.move_line_ids.lot_id.mapped("name")), {"LENT-NEW", "LENT-A"})
