"""Ways round a hold through kits, by-products, units, orders and transfers that are split, merged or rewritten."""

import contextlib

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import World
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateAttackMaking(HoldCase):
    def order(self, qty=2, **options):
        """An open manufacturing order that has taken the lot."""
        return self.produce(self.make_product("Syringe", "none"), {self.lot: qty}, qty, done=False, **options)

    # --- components ---

    def test_a_component_that_is_said_to_stay_here_is_used_up(self):
        for place in (self.new_location("Shelf", self.stock), self.warehouse()._get_quarantine()):
            order = self.order()
            order.move_raw_ids.location_dest_id = place
            hold = self.hold()
            self.assert_refused(lambda order=order: self.finish(order), "N1", "into production")
            hold._lift("found intact")
        self.assertEqual(self.on_hand(self.lot), 10)

    def test_a_part_of_a_repair_that_is_said_to_stay_here(self):
        if not self.has_repair():
            return
        unit = self.make_lot(self.make_product("Unit", "serial"), "U1")
        self.receive(unit, 1)
        self.hold()
        actor = World(self.env(context={**self.env.context, "default_location_dest_id": self.stock.id}))
        self.assert_refused(
            lambda: actor.repair(unit.with_env(actor.env), [("add", self.lot.with_env(actor.env), 1)]),
            "N1",
            "into production",
        )

    def test_an_order_split_while_its_component_is_held(self):
        order = self.order()
        self.hold()
        parts = order
        with contextlib.suppress(UserError):
            parts = order._split_productions({order: [1, 1]})
        for part in parts:
            with contextlib.suppress(UserError):
                self.finish(part)
        self.assertEqual(self.on_hand(self.lot), 10)

    def test_an_order_made_in_part_leaves_the_held_rest(self):
        order = self.order(4)
        order.qty_producing = 1
        order.move_raw_ids.move_line_ids.quantity = 1
        self.finish(order)
        rest = order.production_group_id.production_ids - order
        self.hold()
        rest.action_assign()
        self.assertNotIn(self.lot, rest.move_raw_ids.move_line_ids.lot_id)
        self.assertEqual(self.on_hand(self.lot), 9)

    # --- what comes of an order ---

    def test_a_held_by_product_comes_in_to_quarantine(self):
        wire = self.make_lot(self.make_product("Wire"), "W1")
        self.receive(wire, 5)
        self.hold()
        self.produce(self.make_product("Syringe", "none"), {wire: 1}, 1, byproducts={self.lot: 2})
        self.assertEqual(self.on_hand(self.lot, self.warehouse().lot_quarantine_id), 2)

    def test_a_kit_ships_no_held_part(self):
        kit = self.make_product("Kit", "none")
        self.make_bom(kit, {self.needle: 2}).type = "phantom"
        self.hold()
        picking = self.planned(6, kit)
        self.assertEqual((picking.move_ids.product_id, self.reserved(picking)), (self.needle, {"N2": 10}))
        self.assert_refused(lambda: picking.move_line_ids.write({"lot_id": self.lot.id}), "N1")

    # --- units ---

    def test_dozens_and_parts_of_a_unit(self):
        shelf = self.new_location("Shelf", self.stock)
        dozen = self.env.ref("uom.product_uom_dozen")
        self.receive({self.lot: (2, dozen)}, partner=self.supplier)
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        hold = self.hold(location_id=shelf.id)
        self.deliver({self.lot: (2, dozen)}, None, self.customer)
        self.assert_refused(lambda: self.deliver({self.lot: (1, dozen)}, None, self.customer), hold.name)
        self.deliver(self.lot, 6, self.customer)
        powder = self.make_product("Powder", uom_id=self.env.ref("uom.product_uom_kgm").id)
        batch, gram = self.make_lot(powder, "P1"), self.env.ref("uom.product_uom_gram")
        self.receive(batch, 1, partner=self.supplier)
        self.hold(batch)
        self.assert_refused(lambda: self.deliver({batch: (10, gram)}, None, self.customer), "P1")
        picking = self.planned(0.5, powder)
        self.assertFalse(self.reserved(picking))

    # --- transfers ---

    def test_a_lot_brought_in_by_merging_transfers(self):
        held, free = self.reserve(self.lot, 1, self.customer), self.reserve(self.other, 1, self.customer)
        self.hold()
        plain = held.move_line_ids.with_user(self.user_plain())
        plain.write({"move_id": free.move_ids.id, "picking_id": free.id})
        self.assert_refused(lambda: self.validate(free), "N1")
        self.assertEqual(self.on_hand(self.lot), 10)

    def test_a_package_scrapped_to_a_customer(self):
        box = self.env["stock.package"].create({"name": "Box"})
        self.transfer(self.lot, 3, source=self.stock, dest=self.stock, line_values={"result_package_id": box.id})
        self.hold()
        plain = World(self.env(user=self.user_plain()))
        lot, place = self.lot.with_env(plain.env), self.customer.property_stock_customer.id
        self.assert_refused(lambda: plain.scrap(lot, 3, package_id=box.id), "N1", "Quality")
        self.assert_refused(lambda: plain.scrap(lot, 3, package_id=box.id, scrap_location_id=place), "to a customer")

    def test_stock_moved_by_its_own_buttons(self):
        self.hold()
        quant = self.env["stock.quant"].search([("lot_id", "=", self.lot.id), ("location_id", "=", self.stock.id)])
        plain = quant.with_user(self.user_plain())
        away = self.customer.property_stock_customer
        self.assert_refused(lambda: plain.move_quants(away), "to a customer")
        counted = plain.with_context(inventory_mode=True)
        counted.inventory_quantity = 2
        self.assert_refused(lambda: counted.action_apply_inventory(), "Quality")
        values = {"product_id": self.needle.id, "lot_id": self.lot.id, "location_id": away.id, "quantity": 5}
        self.assert_refused(lambda: plain.create(values), "N1")

    def test_lines_of_done_moves_by_nested_commands(self):
        done = self.deliver(self.other, 1, self.customer)
        self.hold()
        line = {"product_id": self.needle.id, "lot_id": self.lot.id, "quantity": 2, "picked": True}
        plain = done.with_user(self.user_plain()).with_context(lot_reason="forgotten")
        commands = [Command.create({**line, "move_id": done.move_ids.id})]
        self.assert_refused(lambda: plain.write({"move_line_ids": commands}), "N1")
        self.assert_refused(lambda: plain.move_ids.write({"lot_ids": [Command.link(self.lot.id)]}), "N1")
        self.assertEqual(self.on_hand(self.lot), 10)
