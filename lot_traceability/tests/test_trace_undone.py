"""Trace through orders that turn production round: unbuild, rework, repair, one lot made twice."""

from odoo.tests import tagged

from .trace_case import TraceCase


class PumpCase(TraceCase):
    """Boards and batteries make pumps; helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.supplier, cls.clinic = world.make_partner("Boardworks"), world.make_partner("Clinic")
        cls.other_clinic = world.make_partner("Other clinic")
        cls.board, cls.cell, cls.pump = (world.make_product(name) for name in ("Board", "Battery", "Pump"))
        cls.bad, cls.good = world.make_lots(cls.board, ["BAD", "GOOD"])
        cls.cells = world.make_lot(cls.cell, "CELLS")
        cls.p1, cls.p2, cls.p3 = world.make_lots(cls.pump, ["P1", "P2", "P3"])
        world.receive({cls.bad: 10, cls.good: 50, cls.cells: 100}, partner=cls.supplier, at=world.day(-20))


@tagged("post_install", "-at_install")
class TestTraceUnbuild(PumpCase):
    def test_unbuilt_parts_are_followed_without_odoos_links(self):
        built = self.produce(self.p1, {self.bad: 4, self.cells: 4}, 4, at=self.day(-18))
        unbuild = self.unbuild(built, self.p1, 4, at=self.day(-16))
        down = self.trace(self.bad)
        self.assertEqual(self.lots(down), ["CELLS", "P1"])
        edges = self.edges(down)
        self.assertEqual(edges["P1", unbuild.name], 4)
        self.assertEqual((edges[unbuild.name, "CELLS"], edges[unbuild.name, "BAD"]), (4, 4))
        kinds = {edge["kind"] for edge in down["edges"] if f"mrp.unbuild:{unbuild.id}" in str(edge)}
        self.assertEqual(kinds, {"unbuild"})
        self.assert_balance(down, self.bad, received=10, consumed=4, produced=4, on_hand=10)
        self.assert_balance(down, self.p1, produced=4, consumed=4)
        self.assertEqual(self.codes(down), ["cycle"])  # board → pump → the same board
        up = self.trace(self.cells, "upstream")
        self.assertEqual(self.lots(up), ["BAD", "P1"])

    def test_what_came_out_is_used_again(self):
        built = self.produce(self.p1, {self.bad: 4, self.cells: 4}, 4, at=self.day(-18))
        before = self.produce(self.p3, {self.cells: 1, self.good: 1}, 1, at=self.day(-17))
        self.unbuild(built, self.p1, 4, at=self.day(-16))
        after = self.produce(self.p2, {self.cells: 2, self.good: 2}, 2, at=self.day(-15))
        self.deliver({self.p2: 2, self.p3: 1}, partner=self.clinic, at=self.day(-14))
        down = self.trace(self.bad)
        self.assertEqual(self.lots(down), ["CELLS", "P1", "P2", "P3"])
        by_date = {node["lot"]: node["by_date"] for node in self.of_kind(down, "lot")}
        self.assertEqual(by_date, {"BAD": True, "P1": True, "CELLS": True, "P2": True, "P3": False})
        self.assertEqual((self.node(down, after)["by_date"], self.node(down, before)["by_date"]), (True, False))
        self.assertEqual(self.node(down, self.cells)["since"], f"{self.day(-16).isoformat()}Z")
        row = self.customer(down, self.clinic)
        self.assertEqual((row["net_qty"], row["by_date_qty"]), (3, 2))
        # 4 of the 99 batteries on the shelf had been in the bad pumps, all of which were bad
        self.assert_share(down, self.p1, 1)
        self.assertAlmostEqual(row["proportional_qty"], 2 * 4 / 99)

    def test_rework_ends_the_walk_and_is_told(self):
        opened = self.make_lot(self.make_product("Opened pump"), "OPEN")
        self.produce(self.p1, {self.bad: 6}, 6, at=self.day(-18))
        self.produce(opened, {self.p1: 2}, 2, at=self.day(-17))
        self.produce(self.p1, {opened: 2}, 2, at=self.day(-16))
        self.deliver(self.p1, 5, self.clinic, at=self.day(-15))
        down = self.trace(self.bad)
        self.assertEqual(self.lots(down), ["OPEN", "P1"])
        self.assertEqual(self.gap(down, "cycle")["lot_id"], min(self.p1.id, opened.id))
        self.assert_balance(down, self.p1, produced=8, consumed=2, shipped=5, on_hand=1)
        self.assert_share(down, self.p1, 1)
        self.assertEqual(self.customers(down), {"Clinic": (5, 0, 5)})
        up = self.trace(self.p1, "upstream")
        self.assertEqual((self.lots(up), self.codes(up)), (["BAD", "OPEN"], ["cycle"]))

    def test_lot_made_twice_the_earlier_customer_is_excluded_by_date(self):
        clean = self.produce(self.p1, {self.good: 5}, 5, at=self.day(-18))
        self.deliver(self.p1, 3, self.clinic, at=self.day(-17))
        bad = self.produce(self.p1, {self.bad: 2}, 2, at=self.day(-16))
        self.deliver(self.p1, 4, self.other_clinic, at=self.day(-15))
        down = self.trace(self.bad)
        self.assertEqual(self.edges(down)[bad.name, "P1"], 2)
        self.assertNotIn(f"order:mrp.production:{clean.id}", [node["key"] for node in down["nodes"]])
        first, second = self.customer(down, self.clinic), self.customer(down, self.other_clinic)
        self.assertEqual((first["net_qty"], first["by_date_qty"], first["proportional_qty"]), (3, 0, 0))
        self.assertEqual((second["net_qty"], second["by_date_qty"]), (4, 4))
        self.assertAlmostEqual(second["proportional_qty"], 4 * 2 / 4)  # 2 clean left + 2 bad
        self.assert_share(down, self.p1, 2 / 7)
        up = self.trace(self.p1, "upstream")
        self.assertEqual(self.lots(up), ["BAD", "GOOD"])
        self.assert_balance(up, self.p1, produced=7, shipped=7)


@tagged("post_install", "-at_install")
class TestTraceRepair(PumpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.old_cells, cls.spare = world.make_lot(cls.cell, "OLD"), world.make_lot(cls.cell, "SPARE")
        world.receive({cls.old_cells: 20, cls.spare: 20}, partner=cls.supplier, at=world.day(-19))
        world.produce(cls.p1, {cls.good: 4, cls.old_cells: 4}, 4, at=world.day(-18))
        cls.repaired = world.repair(
            cls.p1, [("add", cls.spare, 2), ("remove", cls.old_cells, 1), ("recycle", cls.old_cells, 1)], qty=2,
            at=world.day(-17),
        )  # fmt: skip
        world.deliver(cls.p1, 1, cls.clinic, at=world.day(-16))

    def test_added_parts_reach_the_repaired_lot(self):
        down = self.trace(self.spare)
        self.assertEqual(self.lots(down), ["P1"])
        edges = self.edges(down)
        self.assertEqual(edges["SPARE", self.repaired.name], 2)
        self.assertEqual(edges[self.repaired.name, "P1"], 2)
        self.assertEqual({edge["kind"] for edge in down["edges"]}, {"repair"})
        # two of the four pumps were repaired with spares only
        self.assert_share(down, self.p1, 0.5)
        row = self.customer(down, self.clinic)
        self.assertEqual((row["net_qty"], row["by_date_qty"]), (1, 1))
        self.assertAlmostEqual(row["proportional_qty"], 0.5)
        self.assert_balance(down, self.spare, received=20, consumed=2, on_hand=18)
        self.assert_balance(down, self.p1, produced=4, shipped=1, on_hand=3)

    def test_removed_and_recycled_parts_are_no_components_of_the_repair(self):
        down = self.trace(self.old_cells)
        orders = {node["model"] for node in self.of_kind(down, "order")}
        self.assertEqual(orders, {"mrp.production"})
        up = self.trace(self.p1, "upstream")
        self.assertEqual(self.lots(up), ["GOOD", "OLD", "SPARE"])
        edges = self.edges(up)
        self.assertEqual(edges["SPARE", self.repaired.name], 2)
        self.assertNotIn(("OLD", self.repaired.name), edges)
        back = self.trace(self.old_cells, "upstream")
        # what came out of the repaired pump had been built in: it was not made there
        self.assertEqual((self.lots(back), back["gaps"]), ([], []))

    def test_parts_do_not_pass_from_a_repair_that_only_removed(self):
        taken = self.repair(self.p1, [("recycle", self.old_cells, 1)], at=self.day(-15))
        down = self.trace(self.old_cells)
        self.assertNotIn(f"order:repair.order:{taken.id}", [node["key"] for node in down["nodes"]])
