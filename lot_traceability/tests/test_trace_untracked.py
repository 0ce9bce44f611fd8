"""Trace through products that carry no lot: by place and time, by Odoo's move chain, and when a lot is missing."""

from odoo.tests import tagged

from .trace_case import TraceCase


@tagged("post_install", "-at_install")
class TestTraceUntracked(TraceCase):
    """Resin lots → glue without lot → tubes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.clinic = world.make_partner("Clinic")
        cls.resin, cls.tube = world.make_product("Resin"), world.make_product("Tube")
        cls.glue = world.make_product("Glue", tracking="none")
        cls.bad, cls.good = world.make_lots(cls.resin, ["BAD", "GOOD"])
        cls.t1, cls.t2, cls.t3 = world.make_lots(cls.tube, ["T1", "T2", "T3"])
        world.receive({cls.bad: 50, cls.good: 50}, at=world.day(-30))
        cls.mix = world.produce(cls.glue, {cls.bad: 10}, 10, at=world.day(-29))

    def key(self, order):
        return f"untracked:move:{order.move_finished_ids.id}"

    def test_found_by_place_and_time(self):
        order = self.produce(self.t1, {self.glue: 4}, 4, at=self.day(-28))
        self.deliver(self.t1, 3, self.clinic, at=self.day(-27))
        answer = self.trace(self.bad)
        (step,) = self.of_kind(answer, "untracked")
        self.assertEqual((step["key"], step["product"], step["certainty"]), (self.key(self.mix), "Glue", "recorded"))
        self.assertEqual(self.node(answer, self.t1)["certainty"], "inferred")
        edges = {(edge["from_key"], edge["to_key"]): edge for edge in answer["edges"]}
        into = edges[self.key(self.mix), f"order:mrp.production:{order.id}"]
        self.assertEqual((into["qty"], into["kind"], into["certainty"]), (4, "inferred", "inferred"))
        made = edges[f"order:mrp.production:{self.mix.id}", self.key(self.mix)]
        self.assertEqual((made["qty"], made["certainty"]), (10, "recorded"))
        self.assert_share(answer, self.t1, 1)
        self.assertEqual(self.customers(answer), {"Clinic": (3, 0, 3)})
        gap = self.gap(answer, "untracked_step")
        self.assertEqual((gap["model"], gap["res_id"]), ("mrp.production", self.mix.id))
        self.assertIn("Glue", gap["message"])
        # rows: the resin's stock is known, the tube's stock and delivery are inferred
        self.assertAlmostEqual(answer["completeness"], round(1 / 3, 6))
        back = self.trace(self.t1, "upstream")
        self.assertEqual(self.lots(back), ["BAD"])
        self.assertEqual(self.node(back, self.bad)["certainty"], "inferred")
        self.assertEqual(self.codes(back), ["untracked_step"])

    def test_window_ends_when_stock_ran_out(self):
        self.produce(self.t1, {self.glue: 10}, 10, at=self.day(-28))
        self.produce(self.glue, {self.good: 5}, 5, at=self.day(-27))
        self.produce(self.t2, {self.glue: 5}, 5, at=self.day(-26))
        self.assertEqual(self.lots(self.trace(self.bad)), ["T1"])
        self.assertEqual(self.lots(self.trace(self.good)), ["T2"])
        self.assertEqual(self.lots(self.trace(self.t2, "upstream")), ["GOOD"])

    def test_mixed_batches_reach_all_that_followed(self):
        self.produce(self.glue, {self.good: 10}, 10, at=self.day(-28))
        order = self.produce(self.t1, {self.glue: 12}, 12, at=self.day(-27))
        answer = self.trace(self.bad)
        self.assertEqual(self.lots(answer), ["T1"])
        self.assertEqual(self.edges(answer)["Glue", order.name], 10)  # no more than was made
        self.assert_share(answer, self.t1, 10 / 12)
        self.assertEqual(self.lots(self.trace(self.t1, "upstream")), ["BAD", "GOOD"])

    def test_followed_into_another_place(self):
        shelf = self.new_location("Glue shelf", self.warehouse().lot_stock_id)
        self.transfer(self.glue, 6, self.warehouse().lot_stock_id, shelf, at=self.day(-28))
        self.count(self.glue, 0, at=self.day(-28, 10))  # the rest is thrown away
        order = self.produce(self.t1, {self.glue: 2}, 2, done=False)
        order.move_raw_ids.move_line_ids.location_id = shelf
        self.finish(order, at=self.day(-27))
        self.assertEqual(self.lots(self.trace(self.bad)), ["T1"])
        self.assertEqual(self.lots(self.trace(self.t1, "upstream")), ["BAD"])

    def test_odoos_move_chain_beats_the_pool(self):
        consuming = self.produce(self.t1, {self.glue: 4}, 4, done=False)
        chained = self.produce(self.glue, {self.good: 4}, 4, done=False)
        chained.move_finished_ids.move_dest_ids = consuming.move_raw_ids
        self.finish(chained, at=self.day(-28))
        self.finish(consuming, at=self.day(-27))
        self.produce(self.t2, {self.glue: 1}, 1, at=self.day(-26))
        self.assertEqual(self.lots(self.trace(self.good)), ["T1"])
        back = self.trace(self.t2, "upstream")
        self.assertEqual(self.lots(back), ["BAD"])

    def test_untracked_goods_shipped_themselves(self):
        self.deliver(self.glue, 7, self.clinic, at=self.day(-28))
        answer = self.trace(self.bad)
        (row,) = answer["shipments"]
        self.assertEqual((row["lot_id"], row["qty"], row["partner"]), (False, 7, "Clinic"))
        self.assertEqual(self.customers(answer), {"Clinic": (7, 0, 7)})
        self.assertAlmostEqual(self.customer(answer, self.clinic)["proportional_qty"], 7)
        self.assertEqual(answer["completeness"], 0.5)

    def test_missing_lot_of_a_tracked_product(self):
        # entered while the product was not tracked yet
        paste = self.make_product("Paste", tracking="none")
        order = self.produce(paste, {self.bad: 3}, 3, at=self.day(-28))
        self.produce(self.t1, {paste: 3}, 3, at=self.day(-27))
        paste.product_tmpl_id.write({"tracking": "lot"})
        answer = self.trace(self.bad)
        self.assertEqual(self.lots(answer), ["T1"])
        self.assertEqual(self.codes(answer), ["missing_lot", "untracked_step"])
        self.assertEqual(self.gap(answer, "missing_lot")["res_id"], order.id)
        self.assertIn("Paste", self.gap(answer, "missing_lot")["message"])

    def test_excluded_by_date_through_an_untracked_step(self):
        self.produce(self.t1, {self.glue: 2}, 2, at=self.day(-28))
        late = self.produce(self.glue, {self.t1: 1}, 2, at=self.day(-27))
        self.produce(self.t2, {self.glue: 3}, 3, at=self.day(-26))
        answer = self.trace(self.t1)
        self.assertEqual(self.lots(answer), ["T2"])
        self.assertTrue(self.node(answer, self.t2)["by_date"])
        self.assertEqual(self.node(answer, self.t2)["since"], f"{self.day(-26).isoformat()}Z")
        self.assertEqual([node["key"] for node in self.of_kind(answer, "untracked")], [self.key(late)])
