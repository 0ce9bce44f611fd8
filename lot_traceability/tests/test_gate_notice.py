"""Open documents tell which of their goods the gate would stop, before anybody presses Validate."""

from odoo.tests import tagged

from .. import messages_hold as messages
from ..kernel import gate
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateNotice(HoldCase):
    def goods(self, lot, amount, because):
        return messages.stopped_goods(self.env, lot.display_name, f"{amount} Units", because)

    def test_a_picked_lot_on_hold(self):
        picking = self.reserve({self.lot: 2, self.other: 1}, None, self.customer)
        self.assertFalse(picking.lot_has_blocked)
        hold = self.hold()
        picking.invalidate_recordset()
        told = self.goods(self.lot, 2, messages.because_hold(self.env, hold))
        self.assertEqual(picking.lot_blocked_notice, messages.stopped(self.env, gate.CUSTOMER, told))
        self.assert_refused(lambda: self.validate(picking), "N1")
        hold._lift("found intact")
        picking.invalidate_recordset()
        self.assertFalse(picking.lot_has_blocked)
        self.validate(picking)

    def test_a_recalled_and_an_expired_lot(self):
        bottle = self.make_product("Bottle", use_expiration_date=True)
        old, bad = self.make_lot(bottle, "B1", expires=400), self.make_lot(bottle, "B2", expires=400)
        self.receive({old: 5, bad: 5}, partner=self.supplier)
        picking = self.reserve({old: 1, bad: 2}, None, self.customer)
        bad._write_disposition("recalled", "splinters")
        old.expiration_date = self.day(-1)
        picking.invalidate_recordset()
        self.assertIn("B1 (1 Units)", picking.lot_blocked_notice)
        self.assertIn("B2 (2 Units)", picking.lot_blocked_notice)
        self.assertIn("splinters", picking.lot_blocked_notice)
        self.assertNotIn("B1", picking.lot_life_notice or "", "told once")

    def test_components_of_an_order(self):
        syringe = self.make_product("Syringe", tracking="none")
        order = self.produce(syringe, {self.lot: 2}, 1, done=False)
        self.assertFalse(order.lot_has_blocked)
        self.hold()
        order.invalidate_recordset()
        self.assertIn("N1 (2 Units)", order.lot_blocked_notice)

    def test_what_only_quality_may_do_and_what_comes_in(self):
        back = self.reserve(self.lot, 1, self.supplier, dest=self.env.ref("stock.stock_location_suppliers"))
        back.move_ids.origin_returned_move_id = self.receive(self.lot, 1, partner=self.supplier).move_ids
        coming = self.receive(self.lot, 1, partner=self.supplier, done=False)
        hold = self.hold()
        (back | coming).invalidate_recordset()
        told = self.goods(self.lot, 1, messages.because_hold(self.env, hold))
        self.assertEqual(back.lot_blocked_notice, messages.stopped_for_quality(self.env, gate.SUPPLIER_RETURN, told))
        self.assertEqual(coming.lot_blocked_notice, messages.stopped_redirected(self.env, gate.INCOMING, told))

    def test_what_may_go_is_not_told(self):
        aside = self.transfer(self.lot, 1, self.stock, self.warehouse()._get_quarantine(), done=False)
        inside = self.transfer(self.lot, 1, self.stock, self.new_location("Shelf", self.stock), done=False)
        self.hold()
        (aside | inside).invalidate_recordset()
        self.assertFalse(aside.lot_has_blocked or inside.lot_has_blocked)

    def test_a_list_costs_the_same_for_any_number(self):
        pickings = [self.reserve(self.lot, 1, self.customer) for _number in range(6)]
        self.hold()
        few, many = (self.env["stock.picking"].union(*part) for part in (pickings[:2], pickings))
        counts = []
        for some in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            some.mapped("move_line_ids.product_id.tracking")
            before = self.env.cr.sql_log_count
            some.mapped("lot_has_blocked")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_goods_without_lot(self):
        swab = self.make_product("Swab", tracking="none")
        self.receive(swab, 5, partner=self.supplier)
        picking = self.reserve(swab, 1, self.customer)
        self.env["lot.hold"].create({"product_id": swab.id, "reason": "smells"})
        picking.invalidate_recordset()
        self.assertIn("smells", picking.lot_blocked_notice)
