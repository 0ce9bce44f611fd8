"""From the label to the done line: GS1 codes fill receipts and deliveries."""

from odoo.tests import tagged

from odoo.addons.lot_traceability.tests.scan_case import ScanCase

from .common import GS, GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestGs1ScanTransfer(Gs1Case, ScanCase):
    def test_a_lot_is_received_with_its_dates_and_delivered(self):
        self.set.use_expiration_date, self.set.expiration_time = True, 700
        receipt = self.planned("in", self.set, 10)
        code = f"]d201{GTIN}172706301126050115270531" + "10NEW-1"
        answer = self.scan(code, receipt)
        self.assertEqual(answer["status"], "ok", answer)
        self.assertEqual([row["key"] for row in answer["elements"]], ["01", "17", "11", "15", "10"])
        self.assertEqual((answer["line"]["done"], answer["line"]["demand"]), (1, 10))
        self.assertFalse(self.env["stock.lot"].search([("name", "=", "NEW-1")]))
        for _again in range(9):
            answer = self.scan(code, receipt)
        self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", 10))
        self.assertEqual(answer["progress"], {"done": 10, "total": 10})
        self.assertTrue(receipt.button_validate())
        lot = receipt.move_line_ids.lot_id
        self.assertEqual((receipt.state, lot.name, lot.product_qty), ("done", "NEW-1", 10))
        self.assertEqual(str(lot.production_date), "2026-05-01")
        self.assertEqual((str(lot._expiry_day()), str(lot.use_date.date())), ("2027-06-30", "2027-05-31"))
        self.assertTrue(lot.removal_date and lot.alert_date)

        delivery = self.planned("out", self.set, 3)
        for done in (1, 2, 3):
            answer = self.scan(f"01{GTIN}10NEW-1{GS}17270630", delivery)
            self.assertEqual((answer["status"], answer["line"]["done"]), ("ok", done), answer)
        self.assertEqual(delivery.button_validate(), True)
        self.assertEqual((delivery.state, lot.product_qty), ("done", 7))
