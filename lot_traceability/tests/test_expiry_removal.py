"""Reservation takes no lot that is too old, on whatever path, and follows the strategies by date."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestExpiryRemoval(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True)
        cls.good = cls.make(cls, "GOOD", 100)
        cls.old = cls.make(cls, "OLD", -3)
        cls.clinic = cls.world.make_partner("Clinic")
        cls.stock = cls.world.warehouse().lot_stock_id

    def make(self, name, expires, **values):
        product = values.pop("product", self.milk)
        dates = {"expiration_date": self.world.day(expires)}
        return self.env["stock.lot"].create({"product_id": product.id, "name": name, **dates, **values})

    def plan(self, qty, at=0, kind="out", confirm=True, **values):
        """A delivery as sales makes it: a demand without lots."""
        kind = self.warehouse()[f"{kind}_type_id"]
        dest = values.get("dest") or self.env.ref("stock.stock_location_customers")
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "partner_id": self.clinic.id,
                "location_id": self.stock.id,
                "location_dest_id": dest.id,
                "scheduled_date": self.day(at),
                "move_ids": [
                    Command.create(self._move_values(self.milk, [(None, qty, self.milk.uom_id)], self.stock, dest))
                ],
            }
        )
        picking.move_ids.date = self.day(at)
        if confirm:
            picking.action_confirm()
            picking.action_assign()
        return picking

    def lots(self, picking):
        return {line.lot_id.name or "": line.quantity for line in picking.move_line_ids if line.quantity}

    def strategy(self, xmlid):
        self.milk.categ_id = self.env["product.category"].create(
            {"name": "Fresh", "removal_strategy_id": self.env.ref(xmlid).id}
        )

    def test_an_overdue_delivery_takes_no_lot_that_expired_since(self):
        self.receive({self.old: 3, self.good: 2})
        self.assertEqual(self.lots(self.plan(5, at=-10)), {"GOOD": 2})

    def test_a_future_delivery_takes_no_lot_that_expires_before(self):
        soon = self.make("SOON", 5)
        self.receive({soon: 3, self.good: 2})
        self.assertEqual(self.lots(self.plan(5, at=10)), {"GOOD": 2})
        self.assertEqual(self.lots(self.plan(5, at=0)), {"SOON": 3})

    def test_a_typed_quantity_takes_none(self):
        self.receive({self.good: 2, self.old: 3})
        picking = self.plan(5)
        picking.move_ids.quantity = 5
        self.assertEqual(self.lots(picking), {"GOOD": 2, "": 3})

    def test_the_second_step_of_a_chain_takes_none(self):
        warehouse = self.warehouse()
        warehouse.delivery_steps = "pick_ship"
        self.receive(self.good, 5)
        output = warehouse.wh_output_stock_loc_id
        pick, ship = self.plan(5, kind="pick", dest=output, confirm=False), self.plan(5, confirm=False)
        ship.location_id = ship.move_ids.location_id = output
        ship.move_ids.write({"move_orig_ids": [Command.link(pick.move_ids.id)], "procure_method": "make_to_order"})
        (pick | ship).action_confirm()
        pick.action_assign()
        self.assertEqual(self.lots(pick), {"GOOD": 5})
        self.validate(pick)
        self.assertEqual(self.lots(ship), {"GOOD": 5})
        ship.do_unreserve()
        self.good.expiration_date = self.day(-1)
        ship.action_assign()
        self.assertEqual(self.lots(ship), {})

    def test_the_first_step_of_a_chain_looks_at_the_date_of_the_last(self):
        soon = self.make("SOON", 5)
        self.receive({soon: 3, self.good: 2})
        output = self.new_location("Output", self.stock.location_id)
        pick, ship = self.plan(5, dest=output, kind="int", confirm=False), self.plan(5, at=10, confirm=False)
        ship.location_id = ship.move_ids.location_id = output
        ship.move_ids.write({"move_orig_ids": [Command.link(pick.move_ids.id)], "procure_method": "make_to_order"})
        (pick | ship).action_confirm()
        pick.action_assign()
        self.assertEqual(self.lots(pick), {"GOOD": 2})

    def test_manufacturing_takes_none(self):
        cheese = self.make_product("Cheese")
        bom = self.make_bom(cheese, {self.milk: 5})
        self.receive({self.old: 5, self.good: 3})
        order = self.env["mrp.production"].create({"product_id": cheese.id, "bom_id": bom.id, "product_qty": 1})
        order.date_start = self.day(-10)
        order.action_confirm()
        order.action_assign()
        self.assertEqual(self.lots(order.move_raw_ids), {"GOOD": 3})
        order.move_raw_ids.quantity = 5
        self.assertEqual(self.lots(order.move_raw_ids), {"GOOD": 3, "": 2})

    def test_several_transfers_at_once_take_none(self):
        self.receive({self.old: 8, self.good: 3})
        pickings = self.plan(2, at=-9, confirm=False) | self.plan(2, at=-9, confirm=False)
        pickings.action_confirm()
        pickings.action_assign()
        self.assertEqual(sum(pickings.move_line_ids.mapped("quantity")), 3)
        self.assertEqual(pickings.move_line_ids.lot_id, self.good)

    def test_a_lot_that_expires_this_very_second_is_expired(self):
        self.receive(self.good, 5)
        picking = self.plan(5, at=10, confirm=False)
        self.good.expiration_date = picking.move_ids.date
        picking.action_confirm()
        picking.action_assign()
        self.assertEqual(self.lots(picking), {})

    def test_expired_stock_goes_to_supplier_and_scrap(self):
        self.receive(self.old, 5)
        back = self.plan(5, dest=self.env.ref("stock.stock_location_suppliers"))
        self.assertEqual(self.lots(back), {"OLD": 5})
        back.do_unreserve()
        self.scrap(self.old, 5)
        self.assertEqual(self.old.product_qty, 0)

    def test_expired_stock_goes_where_it_is_accepted(self):
        self.receive(self.old, 5)
        places = self.new_location("Samples", self.stock), self.new_location("Away", self.stock.location_id)
        places[0].lot_accepts_expired = places[1].lot_is_quarantine = True
        for place in places:
            picking = self.plan(5, dest=place, kind="int")
            self.assertEqual(self.lots(picking), {"OLD": 5})
            held = self.old.quant_ids.filtered(lambda quant: quant.location_id == self.stock)
            self.assertEqual((len(held), held.reserved_quantity), (1, 5), "reserved on the stock itself")
            picking.do_unreserve()
        self.warehouse().out_type_id.lot_accepts_expired = True
        self.assertEqual(self.lots(self.plan(5)), {"OLD": 5})

    def test_expired_goods_that_came_in_are_put_away(self):
        self.warehouse().reception_steps = "two_steps"
        receipt = self.receive(self.old, 5, dest=self.warehouse().wh_input_stock_loc_id)
        stored = receipt.move_ids.move_dest_ids
        self.assertEqual(stored.move_line_ids.lot_id, self.old)

    def test_entered_by_hand_it_is_recorded_or_refused(self):
        worn = self.make("WORN", 30, removal_date=self.day(-1))
        self.receive(worn, 9)
        picking = self.reserve(worn, 2, self.clinic)
        picking._action_done()
        self.assertEqual(picking.state, "done")
        entry = self.env["lot.audit.entry"].search([("code", "=", "too_old_taken")], limit=1)
        self.assertEqual((entry.model, entry.res_id), ("stock.lot", worn.id))
        self.assertIn("WORN of Milk is due for removal", entry.details)
        self.warehouse().out_type_id.lot_too_old = "deny"
        with self.assertRaisesRegex(UserError, "WORN of Milk is due for removal"):
            self.reserve(worn, 2, self.clinic)._action_done()
        with self.assertRaises(UserError):
            picking.move_line_ids.copy({"quantity": 1})

    def test_production_by_hand_is_refused(self):
        cheese = self.make_product("Cheese", "none")
        worn = self.make("WORN", 30, removal_date=self.day(-1))
        self.receive(worn, 5)
        self.warehouse().manu_type_id.lot_too_old = "deny"
        with self.assertRaisesRegex(UserError, "WORN of Milk is due for removal"):
            self.produce(cheese, {worn: 5}, 1)

    def test_first_expired_by_expiration_date_ties_by_receipt(self):
        self.strategy("lot_traceability.removal_first_expired")
        late, tie = self.make("LATE", 200), self.make("TIE", 100)
        # Removal dates say otherwise, and are what Odoo's own strategy looks at.
        late.removal_date = self.day(1)
        self.receive(late, 1, at=self.day(-9))
        self.receive(self.good, 1, at=self.day(-5))
        self.receive(tie, 1, at=self.day(-7))
        self.dated({late: -9, self.good: -5, tie: -7})
        self.assertEqual(self.order(), ["TIE", "GOOD", "LATE"])

    def test_longest_expiry_first(self):
        self.strategy("lot_traceability.removal_last_expired")
        never, late = self.make("NEVER", 1), self.make("LATE", 200)
        never.expiration_date = False
        self.receive({never: 1, self.good: 1, late: 1, self.old: 1})
        self.assertEqual(self.order(4), ["LATE", "GOOD", "NEVER"])

    def test_first_manufactured_first(self):
        self.strategy("lot_traceability.removal_first_made")
        first, second = self.make("FIRST", 90, production_date=self.day(-20)), self.make("SECOND", 80)
        second.production_date = self.day(-10)
        self.receive({self.good: 1, second: 1, first: 1})
        self.assertEqual(self.order(), ["FIRST", "SECOND", "GOOD"])

    def test_a_location_may_have_the_strategy(self):
        self.stock.removal_strategy_id = self.env.ref("lot_traceability.removal_last_expired")
        late = self.make("LATE", 200)
        self.receive({self.good: 1, late: 1})
        self.assertEqual(self.order(1), ["LATE"])

    def dated(self, days):
        for lot, day in days.items():
            lot.quant_ids.filtered(lambda quant: quant.location_id == self.stock).in_date = self.day(day)

    def order(self, qty=3):
        """Names of the lots in the order in which single deliveries take them."""
        pickings = [self.plan(1) for _number in range(qty)]
        return [name for picking in pickings for name in self.lots(picking)]
