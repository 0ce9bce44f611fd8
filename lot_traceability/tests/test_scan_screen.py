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

    def shelf(self):
        shelf = self.world.warehouse().lot_stock_id
        shelf.barcode = "SCAN-SHELF"
        return shelf

    def counted(self, place):
        domain = [("location_id", "=", place.id), ("inventory_quantity_set", "=", True)]
        quants = self.env["stock.quant"].search(domain)
        return quants.mapped(lambda quant: (quant.lot_id.name, quant.inventory_quantity))

    def test_count(self):
        shelf = self.shelf()
        self.start_tour("/odoo/lot-scan", "lot_scan_count", login=self.operator.login)
        self.assertEqual(self.counted(shelf), [("BURST-1", 1), ("BURST-2", 1)])

    def test_network_loss_and_a_reload_in_the_middle_of_a_count(self):
        shelf = self.shelf()
        other = self.env["stock.location"].create(
            {"name": "Other shelf", "location_id": shelf.id, "barcode": "OTHER-SHELF"}
        )
        self.start_tour("/odoo/lot-scan", "lot_scan_no_network", login=self.operator.login)
        self.assertEqual(self.counted(shelf), [("BURST-1", 1), ("BURST-2", 1)])
        self.assertEqual(self.counted(other), [("BURST-11", 1), ("BURST-12", 1)])
        scans = self.env["lot.scan"].search([("create_uid", "=", self.operator.id)], order="id")
        expected = ["SCAN-SHELF", "BURST-1", "BURST-2", "OTHER-SHELF", "BURST-11", "BURST-11", "BURST-12"]
        self.assertEqual(scans.mapped("raw"), expected)

    def test_a_new_scrap(self):
        self.start_tour("/odoo/action-stock.action_stock_scrap/new", "lot_scan_scrap", login=self.operator.login)
        scrap = self.env["stock.scrap"].search([("lot_id", "=", self.serials[0].id)])
        self.assertEqual((scrap.product_id, scrap.scrap_qty), (self.pump, 1))

    def test_list_of_counts(self):
        shelf = self.shelf()
        self.operator.group_ids += self.env.ref("stock.group_stock_manager")
        self.browser_size = "1366x768"
        url = "/odoo/action-stock.action_view_inventory_tree"
        self.start_tour(url, "lot_scan_count_list", login=self.operator.login)
        self.assertEqual(self.counted(shelf), [("BURST-3", 1)])

    def test_the_home_screen_offers_to_scan(self):
        self.authenticate(self.operator.login, self.operator.login)
        shortcuts = self.url_open("/web/manifest.webmanifest").json()["shortcuts"]
        self.assertEqual(shortcuts[0]["url"], "/odoo/lot-scan")
        url = "/web/manifest.scoped_app_manifest?app_id=lot_traceability&path=/scoped_app/lot-scan"
        app = self.url_open(url).json()
        self.assertEqual(len(app["shortcuts"]), 6)
        for link in [shortcuts[0]["icons"][0]["src"], app["icons"][0]["src"], app["start_url"]]:
            self.assertEqual(self.url_open(link).status_code, 200, link)
        self.authenticate(None, None)
        self.assertNotIn("lot-scan", self.url_open("/web/manifest.webmanifest").text)

    def test_return(self):
        partners = [self.world.make_partner(name) for name in ("First clinic", "Second clinic")]
        sent = [self.world.deliver(lot, 1, who) for lot, who in zip(self.serials[:2], partners, strict=True)]
        self.start_tour("/odoo/lot-scan", "lot_scan_return", login=self.operator.login)
        backs = self.env["stock.picking"].search([("return_id", "in", [picking.id for picking in sent])])
        self.assertEqual(sorted(backs.move_line_ids.filtered("picked").lot_id.mapped("name")), BURST[:2])
        self.assertEqual(len(backs), 2)
