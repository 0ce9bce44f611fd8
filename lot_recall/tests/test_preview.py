"""What the preview shows, and lots that are left out with a reason."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RecallCase


@tagged("post_install", "-at_install")
class TestPreview(RecallCase):
    def preview(self, **values):
        return self.wizard(**{"lot_ids": self.n1.ids, **values}).get_preview()

    def test_lots_each_with_its_way(self):
        lots = self.preview()["tables"]["lots"]
        self.assertEqual([row["lot"] for row in lots], ["N1", "HUB-1", "SET-1"])
        way = f"N1 → {self.hub_order.name} → HUB-1 → {self.set_order.name} → SET-1"
        self.assertEqual(self.row(lots, lot="SET-1")["why"], way)

    def test_way_is_the_one_that_was_allotted(self):
        """Two recalled lots went into one order, each into a unit of its own; smaller numbers do not win over that."""
        pump = self.make_product("Recall pump", "serial")
        p1, p2 = self.make_lots(pump, ["P1", "P2"])
        order = self.produce(p1 | p2, {self.n1: 1, self.n2: 1}, at=self.day(-2))
        before = self.preview(lot_ids=(self.n1 | self.n2).ids)["tables"]["lots"]
        self.assertEqual({self.row(before, lot=name)["why"] for name in ("P1", "P2")}, {
            f"N1 → {order.name} → P1", f"N1 → {order.name} → P2",
        })  # fmt: skip
        self.env["lot.as.built"].create(
            [
                {"production_id": order.id, "component_lot_id": used.id, "produced_lot_id": made.id, "qty": 1}
                for used, made in ((self.n1, p2), (self.n2, p1))
            ]
        )
        after = self.preview(lot_ids=(self.n1 | self.n2).ids)["tables"]["lots"]
        self.assertEqual(self.row(after, lot="P1")["why"], f"N2 → {order.name} → P1")
        self.assertEqual(self.row(after, lot="P2")["why"], f"N1 → {order.name} → P2")

    def test_where_it_is_and_who_has_it(self):
        preview = self.preview()
        stock = {(row["lot"], row["qty"]) for row in preview["tables"]["stock"]}
        self.assertEqual(stock, {("N1", 40.0), ("HUB-1", 10.0), ("SET-1", 24.0)})
        self.assertEqual([(row["lot"], row["qty"]) for row in preview["tables"]["open"]], [("SET-1", 5.0)])
        customers = preview["tables"]["customers"]
        self.assertEqual(self.row(customers, partner="St. Agnes")["net_qty"], 20.0)
        clinic = self.row(customers, partner="Clinic")
        self.assertEqual((clinic["shipped_qty"], clinic["returned_qty"], clinic["net_qty"]), (10.0, 4.0, 6.0))
        (supplier,) = preview["tables"]["suppliers"]
        self.assertEqual((supplier["partner"], supplier["supplier_lot"], supplier["qty"]), ("Sharpline", "SL-1", 100.0))
        self.assertEqual(preview["counts"]["deliveries"], 2)
        (unit,) = preview["units"]
        self.assertEqual((unit["on_hand_qty"], unit["open_qty"], unit["net_qty"]), (74.0, 5.0, 26.0))

    def test_scope_above_shows_where_it_came_from_but_counts_only_what_is_affected(self):
        preview = self.preview(lot_ids=self.set1.ids)
        sides = {row["lot"]: row["side"] for row in preview["tables"]["lots"]}
        self.assertEqual(sides, {"SET-1": "origin", "HUB-1": "upstream", "N1": "upstream"})
        self.assertEqual(preview["counts"]["lots"], 1)
        self.assertIn(" ← ", self.row(preview["tables"]["lots"], lot="N1")["why"])

    def test_lots_used_before_the_material_came_are_marked_and_stay_in(self):
        early = self.make_lot(self.kit, "SET-0")
        # Recorded before HUB-1 itself was made: dates speak against it.
        self.produce(early, {self.hub1: 1}, 1, at=self.day(-16))
        preview = self.preview()
        row = self.row(preview["tables"]["lots"], lot="SET-0")
        self.assertFalse(row["by_date"])
        self.assertEqual((preview["counts"]["lots"], preview["counts"]["lots_not_by_date"]), (4, 1))

    def test_leaving_out_needs_a_reason(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        for reason in ("", "  ", False):
            with self.assertRaisesRegex(UserError, "left out: SET-1"):
                wizard.leave_out([self.set1.id], reason)
        wizard.exclusions = {str(self.set1.id): " "}  # a client that skips the method
        with self.assertRaisesRegex(UserError, "left out: SET-1"):
            wizard.action_confirm()

    def test_left_out_lots_count_nowhere_and_come_back(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        wizard.leave_out([self.set1.id], "Inspected")
        preview = wizard.get_preview()
        self.assertEqual((preview["counts"]["lots"], preview["counts"]["excluded_lots"]), (2, 1))
        self.assertEqual((preview["counts"]["customers"], preview["counts"]["open_lines"]), (0, 0))
        row = self.row(preview["tables"]["lots"], lot="SET-1")
        self.assertEqual((row["excluded"], row["excluded_reason"]), (True, "Inspected"))
        wizard.take_back([self.set1.id])
        self.assertEqual(wizard.get_preview()["counts"]["lots"], 3)

    def test_not_everything_can_be_left_out(self):
        wizard = self.wizard(lot_ids=self.set2.ids)
        wizard.leave_out(self.set2.ids, "x")
        with self.assertRaisesRegex(UserError, "nothing would be recalled"):
            wizard.action_confirm()

    def test_preview_writes_nothing(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        self.env.flush_all()
        self.env.cr.execute("SET TRANSACTION READ ONLY")
        wizard.get_preview()

    def test_preview_costs_no_query_per_delivery(self):
        wizard = self.wizard(lot_ids=self.n1.ids)
        wizard.get_preview()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        wizard.get_preview()
        few = self.env.cr.sql_log_count - before
        for _number in range(4):
            self.deliver(self.set1, 1, self.clinic)
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertEqual(wizard.get_preview()["counts"]["deliveries"], 6)
        self.assertLessEqual(self.env.cr.sql_log_count - before, few)
