"""The scan screen in a real browser, as wide as a phone, and on the server that enters the scans."""

from odoo.tests import HttpCase, tagged

from .scan_case import ScanCase

BURST = [f"BURST-{at}" for at in range(1, 21)]


@tagged("post_install", "-at_install")
class TestScanScreen(ScanCase, HttpCase):
    browser_size = "360x800"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = cls.world.new_user("test-scan-screen", "lot_traceability.group_operator,stock.group_stock_user")
        cls.pump = cls.world.make_product("Scan pump", tracking="serial")
        cls.serials = [cls.world.make_lot(cls.pump, name) for name in [*BURST, "HELD-1"]]
        cls.world.receive(dict.fromkeys(cls.serials, 1))

    def test_receipt(self):
        receipt = self.planned("in", self.world.make_product("Scan tube"), 3, name="SCAN-IN")
        self.start_tour("/odoo/lot-scan", "lot_scan_receive", login=self.operator.login)
        picked = receipt.move_line_ids.filtered("picked")
        self.assertEqual(picked.mapped(lambda line: (line.lot_name, line.quantity)), [("NEW-1", 1)])

    def test_delivery_a_burst_and_stops(self):
        self.serials[-1]._hold("seal broken")
        delivery = self.planned("out", self.pump, 21, name="SCAN-OUT")
        self.start_tour("/odoo/lot-scan", "lot_scan_pick", login=self.operator.login)
        picked = delivery.move_line_ids.filtered("picked")
        self.assertEqual(sorted(picked.lot_id.mapped("name")), sorted(BURST))
        scans = self.env["lot.scan"].search([("create_uid", "=", self.operator.id)], order="id")
        self.assertEqual(scans.mapped("raw"), ["SCAN-OUT", *BURST, "BURST-1", "HELD-1"])

    def test_look_up(self):
        self.start_tour("/odoo/lot-scan", "lot_scan_lookup", login=self.operator.login)

    def test_strip_on_the_form(self):
        delivery = self.planned("out", self.pump, 21, name="SCAN-OUT")
        url = f"/odoo/action-stock.action_picking_tree_all/{delivery.id}"
        self.start_tour(url, "lot_scan_strip", login=self.operator.login)
        self.assertEqual(delivery.origin, "typed before the scan")
        picked = delivery.move_line_ids.filtered("picked")
        self.assertEqual(sorted(picked.lot_id.mapped("name")), BURST[:5])

    def test_produce(self):
        steel, knife = self.world.make_product("Scan steel"), self.world.make_product("Scan knife")
        self.world.receive(self.world.make_lot(steel, "STEEL-1"), 5)
        order = self.env["mrp.production"].create({
            "name": "SCAN-MO",
            "product_id": knife.id,
            "product_qty": 1,
            "move_raw_ids": [(0, 0, {"product_id": steel.id, "product_uom_qty": 1})],
        })  # fmt: skip
        order.action_confirm()
        order.action_assign()
        self.operator.group_ids += self.env.ref("mrp.group_mrp_user")
        self.start_tour("/odoo/lot-scan", "lot_scan_produce", login=self.operator.login)
        self.assertEqual(order.lot_producing_ids.mapped("name"), ["KNIFE-1"])
        self.assertEqual(order.move_raw_ids.move_line_ids.filtered("picked").lot_id.name, "STEEL-1")

    def test_count(self):
        shelf = self.env["stock.quant"].search([("lot_id", "=", self.serials[0].id), ("quantity", ">", 0)]).location_id
        shelf.barcode = "SCAN-SHELF"
        self.start_tour("/odoo/lot-scan", "lot_scan_count", login=self.operator.login)
        counted = self.env["stock.quant"].search(
            [("location_id", "=", shelf.id), ("inventory_quantity_set", "=", True)]
        )
        self.assertEqual(counted.lot_id.mapped("name"), BURST[:2])
