"""Labels of packages: wrong as soon as something else is inside, and printed twice for a reason only."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestLabelPackage(LoopCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.logistic = cls.env.ref("lot_gs1_labels.lot_label_design_pallet_105x148")
        cls.package = cls.env["stock.package"].create({"name": "095060000000000015"})
        cls.place = cls.world.warehouse().lot_stock_id
        cls.fill(cls.package, cls.lot, 40)

    @classmethod
    def fill(cls, package, lot, quantity):
        quants = cls.env["stock.quant"]
        quants._update_available_quantity(lot.product_id, cls.place, quantity, lot_id=lot, package_id=package)
        cls.env.flush_all()

    def test_what_is_put_in_taken_out_or_changed_flags_the_label(self):
        job = self.printed(self.package, design=self.logistic)
        line = job.line_ids
        self.assertEqual((line.package_id, line.facts["37"], line.is_stale), (self.package, "40", False))
        self.fill(self.package, self.lot, -10)
        self.assertIn("(37) Quantity: 40 on the labels, 30 on record", self.package.label_notice)
        self.assertEqual((job.stale_count, self.package.label_large_count), (1, 1))
        self.fill(self.package, self.lot, 10)
        self.assertFalse(self.package.label_notice)
        for record, vals, told in (
            (self.lot, {"expiration_date": "2027-07-31 12:00:00"}, "2027-07-31 on record"),
            (self.set, {"barcode": "4006381333931"}, "04006381333931 on record"),
            (self.package, {"name": "195060000000000012"}, "195060000000000012 on record"),
        ):
            before = {name: record[name] for name in vals}
            record.write(vals)
            self.assertIn(told, self.package.label_notice or "")
            record.write(before)
            self.assertFalse(line.is_stale)
        self.fill(self.package, self.serial, 1)
        self.assertTrue(line.is_stale, "another product inside")
        packages = self.env["stock.package"]
        self.assertEqual(packages.search([("label_line_ids", "any", [("is_stale", "=", True)])]), self.package)

    def test_an_empty_package_claims_nothing(self):
        job = self.printed(self.package, design=self.logistic)
        self.fill(self.package, self.lot, -40)
        self.assertFalse(job.line_ids.is_stale)
        self.fill(self.package, self.lot, 12)
        self.assertTrue(job.line_ids.is_stale)

    def test_mixed_contents_without_a_number_of_their_own_are_watched_too(self):
        box = self.env["stock.package"].create({"name": "Box 1"})
        self.fill(box, self.lot, 3)
        self.fill(box, self.serial, 1)
        job = self.printed(box, design=self.logistic)
        self.assertEqual(
            job.line_ids.facts, {**job.line_ids.facts, "content": "1 × 19506000134359 P(1), 3 × 9506000134352 INF-24/7"}
        )
        self.lot.product_id.default_code = "INF"
        self.assertIn("3 × INF INF-24/7 on record", box.label_notice)
        self.lot.product_id.default_code = False
        self.assertFalse(job.line_ids.is_stale)
        self.fill(box, self.lot, 1)
        self.assertIn("4 × 9506000134352 INF-24/7 on record", box.label_notice)

    def test_boxes_on_a_pallet_count(self):
        pallet = self.env["stock.package"].create({"name": "195060000000000012"})
        self.package.parent_package_id = pallet
        self.env.flush_all()
        job = self.printed(pallet, design=self.logistic)
        self.assertEqual(job.line_ids.facts["37"], "40")
        self.fill(self.package, self.lot, -1)
        self.assertTrue(job.line_ids.is_stale)
        self.fill(self.package, self.lot, 1)
        self.package.parent_package_id = False
        self.fill(pallet, self.lot, 5)
        self.assertTrue(job.line_ids.is_stale, "the box was taken off")

    def test_goods_outside_of_packages_cost_no_search(self):
        self.printed(self.package, design=self.logistic)
        quants = self.env["stock.quant"]
        loose = [self.lot.product_id, self.place, 1.0]
        quants._update_available_quantity(*loose, lot_id=self.lot)
        self.env.flush_all()
        quant = quants._gather(self.set, self.place, lot_id=self.lot, strict=True)
        with self.assertQueryCount(1):
            quant.quantity = 7
            self.env.flush_all()

    def test_a_second_label_of_the_same_package_needs_a_reason(self):
        self.printed(self.package, design=self.logistic)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.printed(self.package, design=self.logistic)
        self.assertEqual(self.printed(self.package, design=self.logistic, reason="torn").again_count, 1)
        self.fill(self.package, self.lot, 1)
        self.assertFalse(self.printed(self.package, design=self.logistic).again_count, "it says something else now")
        wizard = self.env["lot.label.print"].browse(self.package.action_print_labels()["res_id"])
        self.assertEqual(wizard.before_count, 1)

    def test_scan_back_of_a_logistic_label(self):
        self.logistic.is_controlled = True
        job = self.printed(self.package, design=self.logistic)
        checks = self.scan(job, *self.label_of(self.package, self.logistic))
        self.assertTrue(all(check.is_right for check in checks), [check.problem for check in checks])
        self.assertEqual(job.label_state, "checked")
        self.fill(self.package, self.lot, -3)
        with self.assertRaisesRegex(UserError, "no longer say"):
            job.with_user(self.user_quality()).action_release()

    def test_a_million_units_are_written_out(self):
        self.fill(self.package, self.lot, 1_234_527)
        self.assertEqual(self.package._label_text("quantity"), "1234567 Units")
