"""Logistic units: a receipt fills the package that is open, a delivery takes a package whole."""

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GTIN, Gs1Case

SSCC, OTHER = "106141411234567897", "106141412345678908"


@tagged("post_install", "-at_install")
class TestGs1ScanPackage(Gs1Case, ScanCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids += cls.env.ref("stock.group_tracking_lot")

    def test_a_receipt_fills_packages_and_a_delivery_takes_one_whole(self):
        receipt = self.planned("in", self.set, 6)
        answer = self.scan(f"(00){SSCC}", receipt)
        self.assertEqual((answer["status"], answer["package"]["name"]), ("ok", SSCC), answer)
        for code in ("(10)A", "(10)A", "(10)B"):
            answer = self.scan(f"(01){GTIN}{code}", receipt)
            self.assertEqual((answer["status"], answer["package"]["name"]), ("ok", SSCC), answer)
        self.assertEqual(self.scan(f"(00){SSCC}", receipt)["package"], False)
        self.scan(f"(01){GTIN}(10)A", receipt)
        self.scan(f"(00){OTHER}(02){GTIN}(37)2(10)A", receipt)
        packed = {(line.lot_name, line.result_package_id.name, line.quantity) for line in receipt.move_line_ids}
        self.assertEqual(packed, {("A", SSCC, 2), ("B", SSCC, 1), ("A", False, 1), ("A", OTHER, 2)})
        self.validate(receipt)
        package = self.env["stock.package"].search([("name", "=", SSCC)])
        self.assertEqual(sum(package.quant_ids.mapped("quantity")), 3)

        delivery = self.planned("out", self.set, 6)
        answer = self.scan(f"(00){SSCC}", delivery)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual(self.scan(f"(00){SSCC}", delivery)["status"], "stop")
        self.validate(delivery)
        self.assertEqual(delivery.move_line_ids.package_id, package)
        self.assertEqual(package.location_id.usage, "customer")
        self.assertEqual(self.scan(f"(00){SSCC}", self.planned("in", self.set, 1))["status"], "stop")

    def test_taking_back_what_a_package_scan_did(self):
        receipt = self.planned("in", self.set, 2)
        opened = self.scan(f"(00){SSCC}", receipt)
        filled = self.scan(f"(01){GTIN}(10)A", receipt)
        for answer in (filled, opened):
            self.assertEqual(self.env["lot.scan"].undo(answer["uuid"])["status"], "ok")
        self.assertFalse(self.env["stock.package"].search([("name", "=", SSCC)]))
        self.assertFalse(self.scan(f"(01){GTIN}(10)A", receipt)["package"])

    def test_a_package_that_is_not_planned_is_asked_for(self):
        package = self.env["stock.package"].create({"name": SSCC})
        stock = self.warehouse().lot_stock_id
        self.env["stock.quant"]._update_available_quantity(self.set, stock, 4, lot_id=self.lot, package_id=package)
        other = self.make_product("Else", tracking="none")
        delivery = self.planned("out", other, 1)
        ask = self.scan(f"(00){SSCC}", delivery)
        self.assertEqual(ask["status"], "ask", ask)
        answer = self.scan(f"(00){SSCC}", delivery, choice=ask["choices"][0]["choice"])
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual(delivery.move_line_ids.filtered("picked").quantity, 4)

    def test_without_packages_only_the_content_counts(self):
        self.env.user.group_ids -= self.env.ref("stock.group_tracking_lot")
        receipt = self.planned("in", self.set, 2)
        self.assertEqual(self.scan(f"(00){SSCC}", receipt)["status"], "stop")
        self.assertEqual(self.scan(f"(00){SSCC}(02){GTIN}(37)2(10)A", receipt)["line"]["done"], 2)
        self.assertFalse(receipt.move_line_ids.result_package_id)
