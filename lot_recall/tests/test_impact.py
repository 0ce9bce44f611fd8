"""What if: the choices around a scope, with the same figures as the preview of each."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestImpact(RecallCase):
    def impact(self, **values):
        found = self.wizard(**values).get_impact()
        return {row["choice"]: row for row in found["rows"]}, found["skipped"]

    def test_each_choice_has_the_figures_of_its_own_preview(self):
        rows, skipped = self.impact(lot_ids=self.set1.ids)
        self.assertEqual((list(rows), skipped), (["lots", "day", "document", "product"], []))
        self.assertEqual([row["origins"] for row in rows.values()], [1, 2, 1, 2])
        for choice, lots in {"lots": self.set1, "day": self.set1 | self.set2}.items():
            counts = self.wizard(lot_ids=lots.ids).get_preview()["counts"]
            told = {name: rows[choice][name] for name in ("lots", "customers", "deliveries")}
            self.assertEqual(told, {name: counts[name] for name in told})
        self.assertRegex(rows["lots"]["on_hand"], "^24 Unit")
        self.assertRegex(rows["lots"]["spared"], "^10 Unit")
        self.assertEqual(rows["product"]["spared"], "0")

    def test_a_delivery_and_its_day(self):
        n3 = self.make_lot(self.needle, "N3")
        self.receive(n3, 7, at=self.day(-2))
        rows, _skipped = self.impact(lot_ids=self.n1.ids)
        # N1 and N2 came together; N3 another day.
        self.assertEqual([row["origins"] for row in rows.values()], [1, 2, 2, 3])

    def test_value_at_cost(self):
        self.kit.standard_price = 2.5
        rows, _skipped = self.impact(lot_ids=self.set1.ids)
        # 24 on hand and 26 with customers
        self.assertIn("125", rows["lots"]["value"])
        self.assertEqual(rows["lots"]["unpriced"], "")
        rows, _skipped = self.impact(lot_ids=self.hub1.ids)
        self.assertIn(self.hub.display_name, rows["lots"]["unpriced"])

    def test_left_out_lots_count_in_no_choice(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        wizard.leave_out(self.set1.ids, "Inspected")
        row = {row["choice"]: row for row in wizard.get_impact()["rows"]}["lots"]
        self.assertEqual((row["lots"], row["customers"]), (2, 0))

    def test_an_empty_scope_is_said(self):
        with self.assertRaises(UserError):
            self.impact(scope_method="supplier_lot", supplier_lot="nobody's")

    def test_it_writes_nothing(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        self.env.flush_all()
        self.env.cr.execute("SET TRANSACTION READ ONLY")
        wizard.get_impact()
