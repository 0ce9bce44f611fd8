"""Trace through orders whose components were allotted to units."""

from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceAsBuilt(TraceCase):
    """Three pumps made in one order from three boards and 6 m of tube."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.board, cls.pump = world.make_product("Board", "serial"), world.make_product("Pump", "serial")
        cls.tube = world.make_product("Tube", uom_id=cls.env.ref("uom.product_uom_meter").id)
        cls.boards = world.make_lots(cls.board, ["B1", "B2", "B3"])
        cls.pumps = world.make_lots(cls.pump, ["P1", "P2", "P3"])
        cls.t1 = world.make_lot(cls.tube, "T1")
        world.receive({**dict.fromkeys(cls.boards, 1), cls.t1: 100}, at=world.day(-20))
        cls.order = world.produce(cls.pumps, {**dict.fromkeys(cls.boards, 1), cls.t1: 6}, at=world.day(-19))

    def allot(self, component, unit, qty=1.0):
        values = {"component_lot_id": component.id, "produced_lot_id": unit.id, "qty": qty}
        return self.env["lot.as.built"].create({"production_id": self.order.id, **values})

    def kinds(self, answer):
        return {
            (self.label(answer, edge["from_key"]), self.label(answer, edge["to_key"])): edge["kind"]
            for edge in answer["edges"]
        }

    def test_without_rows_all_reach_all(self):
        answer = self.trace(self.boards[0])
        self.assertEqual(self.lots(answer), ["P1", "P2", "P3"])
        self.assertEqual(set(self.kinds(answer).values()), {"production"})

    def test_complete_allotment(self):
        for board, pump in zip(self.boards, self.pumps, strict=True):
            self.allot(board, pump)
        answer = self.trace(self.boards[0])
        self.assertEqual(self.lots(answer), ["P1"])
        self.assert_share(answer, self.pumps[0], 1)
        order = self.order.name
        self.assertEqual(self.kinds(answer), {("B1", order): "as_built", (order, "P1"): "as_built"})
        self.assertEqual(answer["gaps"], [])
        # what nobody allotted still reaches everything, and is no gap: no rows name the product at all
        tube = self.trace(self.t1)
        self.assertEqual((self.lots(tube), tube["gaps"]), (["P1", "P2", "P3"], []))
        self.assertEqual(self.kinds(tube)["T1", order], "production")
        back = self.trace(self.pumps[1], "upstream")
        self.assertEqual(self.lots(back), ["B2", "T1"])

    def test_partial_allotment_reaches_the_rest_and_says_so(self):
        self.allot(self.boards[0], self.pumps[0])
        named = self.trace(self.boards[0])
        self.assertEqual((self.lots(named), named["gaps"]), (["P1"], []))
        rest = self.trace(self.boards[1])
        self.assertEqual(self.lots(rest), ["P2", "P3"])
        self.assert_share(rest, self.pumps[1], 0.5)
        gap = self.gap(rest, "partial_as_built")
        self.assertEqual((gap["model"], gap["res_id"], gap["lot_id"]),
                         ("mrp.production", self.order.id, self.boards[1].id))  # fmt: skip
        self.assertEqual(self.lots(self.trace(self.pumps[0], "upstream")), ["B1", "T1"])
        self.assertEqual(self.lots(self.trace(self.pumps[2], "upstream")), ["B2", "B3", "T1"])

    def test_quantity_allotted_in_part(self):
        self.allot(self.t1, self.pumps[0], 2)
        self.allot(self.t1, self.pumps[1], 1)
        answer = self.trace(self.t1)
        self.assertEqual(self.lots(answer), ["P1", "P2", "P3"])
        self.assertEqual(self.gap(answer, "partial_as_built")["lot_id"], self.t1.id)
        order = self.order.name
        self.assertEqual(self.kinds(answer)[order, "P1"], "as_built")
        self.assertEqual(self.kinds(answer)[order, "P2"], "production")
        self.allot(self.t1, self.pumps[2], 3)
        self.assertEqual(self.trace(self.t1)["gaps"], [])
