"""Ways round a hold without a transfer: containers, places, stock and lines rewritten under it."""

from odoo import Command
from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from .common import World
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateAttack(HoldCase):
    def pallet(self):
        """(pallet, box) with three of the lot in the box, which stands on the pallet."""
        shelf = self.new_location("Shelf", self.stock)
        pallet, box = self.env["stock.package"].create([{"name": "Pallet"}, {"name": "Box"}])
        self.transfer(self.lot, 3, source=self.stock, dest=shelf, line_values={"result_package_id": box.id})
        box.parent_package_id = pallet
        return pallet, box

    def as_plain(self, record):
        return record.with_user(self.user_plain())

    # --- a package on hold ---

    def test_a_box_is_not_taken_off_a_pallet_on_hold(self):
        pallet, box = self.pallet()
        self.hold(package_id=pallet.id)
        self.assert_refused(lambda: self.as_plain(box).write({"parent_package_id": False}), "N1", "Quality")
        self.assert_refused(lambda: self.as_plain(pallet).unpack(), "N1", "Quality")
        other = self.env["stock.package"].create({"name": "Other pallet"})
        self.assert_refused(lambda: self.as_plain(box).write({"parent_package_id": other.id}), "N1", "Quality")
        self.assertEqual(box.parent_package_id, pallet)
        box.with_user(self.user_quality()).with_context(lot_reason="pallet broken").write({"parent_package_id": False})
        entry = self.env["lot.audit.entry"].search([("code", "=", "gate_passed"), ("res_id", "=", self.lot.id)])
        self.assertEqual(entry.reason, "pallet broken")

    def test_a_box_moved_by_itself_leaves_the_pallet_on_hold(self):
        pallet, box = self.pallet()
        hold = self.hold(package_id=pallet.id)
        whole = {"package_id": box.id, "result_package_id": box.id}
        place, dest = box.location_id, self.new_location("Dock", self.stock)
        actor = World(self.env(user=self.user_plain()))
        lot = self.as_plain(self.lot)
        self.assert_refused(lambda: actor.transfer(lot, 3, source=place, dest=dest, line_values=whole), "N1", "Quality")
        self.assertEqual((box.parent_package_id, box.location_id), (pallet, place))
        hold._lift("found intact")
        actor.transfer(lot, 3, source=place, dest=dest, line_values=whole)
        self.assertEqual(box.location_id, dest)

    def test_containers_of_free_goods_change_freely(self):
        pallet, box = self.pallet()
        top = self.env["stock.package"].create({"name": "Container"})
        self.hold(package_id=box.id)
        self.as_plain(pallet).parent_package_id = top
        self.as_plain(box).parent_package_id = False
        self.assertFalse(box.parent_package_id, "the box itself is on hold, wherever it stands")

    def test_a_container_between_box_and_pallet_is_not_deleted_from_under_it(self):
        pallet, box = self.pallet()
        tray = self.env["stock.package"].create({"name": "Tray", "parent_package_id": pallet.id})
        box.parent_package_id = tray
        hold = self.hold(package_id=pallet.id)
        for context in ({}, {"_force_unlink": True}):
            self.assert_refused(lambda kw=context: self.as_plain(tray).with_context(**kw).unlink(), "N1", "Quality")
        self.assertEqual(box.parent_package_id, tray)
        hold._lift("found intact")
        self.as_plain(tray).unlink()
        self.assertEqual(box.parent_path, f"{box.id}/")

    def test_quality_unpacks_in_the_dialog(self):
        pallet, box = self.pallet()
        for number, (package, held) in enumerate([(pallet, pallet), (box, box)]):
            hold = self.hold(package_id=held.id)
            with self.assertRaises(RedirectWarning) as caught:
                package.with_user(self.user_quality()).unpack()
            context = caught.exception.args[3]
            self.assertEqual((context["default_res_model"], context["default_res_id"]), (package._name, package.id))
            dialog = self.env["lot.gate.pass"].with_context(**context).with_user(self.user_quality())
            dialog.create({"reason": "pallet broken"}).action_pass()
            hold._lift("found intact")
            entries = self.env["lot.audit.entry"].search([("code", "=", "gate_passed"), ("res_id", "=", self.lot.id)])
            self.assertEqual(entries.mapped("reason"), ["pallet broken"] * (number + 1))
        self.assertFalse(box.parent_package_id | box.quant_ids.package_id)

    # --- a place on hold ---

    def test_a_place_is_not_moved_out_of_one_on_hold(self):
        aisle = self.new_location("Aisle", self.stock)
        shelf = self.new_location("Shelf", aisle)
        self.transfer(self.lot, 3, source=self.stock, dest=shelf)
        hold = self.hold(location_id=aisle.id)
        self.assert_refused(lambda: shelf.write({"location_id": self.stock.id}), hold.name)
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer, source=shelf), "N1")
        aisle.location_id = self.warehouse().view_location_id
        hold._lift("found intact")
        shelf.location_id = self.stock
        told = self.env["lot.audit.entry"].search([("code", "=", "settings_changed"), ("res_id", "=", shelf.id)])
        self.assertEqual(told._get_content()["after"].keys(), {"location_id"})
        self.deliver(self.lot, 1, self.customer, source=shelf)

    # --- goods named where they are not ---

    def test_held_goods_are_not_taken_from_a_place_where_none_are(self):
        shelf = self.new_location("Shelf", self.stock)
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        hold = self.hold(location_id=shelf.id)
        self.deliver(self.lot, 5, self.customer)
        self.assert_refused(lambda: self.deliver(self.lot, 2, self.customer), hold.name)
        self.deliver(self.lot, 1, self.customer)
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer), hold.name)
        done = self.deliver(self.other, 1, self.customer).move_line_ids
        self.assert_refused(
            lambda: done.with_context(lot_reason="typing error").write({"lot_id": self.lot.id}), hold.name
        )
        hold._lift("found intact")
        self.deliver(self.lot, 1, self.customer)

    def test_held_goods_are_not_taken_without_their_package(self):
        _pallet, box = self.pallet()
        hold = self.hold(package_id=box.id)
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer, source=box.location_id), hold.name)
        self.deliver(self.lot, 7, self.customer)

    def test_held_goods_do_not_come_out_of_nothing(self):
        shelf = self.new_location("Shelf", self.stock)
        self.transfer(self.lot, 4, source=self.stock, dest=shelf)
        hold = self.hold(location_id=shelf.id)
        made = self.needle.property_stock_production
        self.assert_refused(lambda: self.deliver(self.lot, 2, self.customer, source=made), hold.name)
        self.count(self.lot, 8)
        self.assertEqual(self.on_hand(self.lot), 12, "found where it may lie")

    def test_held_goods_are_not_taken_without_a_name_where_nothing_lies(self):
        kind = self.warehouse().out_type_id
        kind.write({"use_create_lots": False, "use_existing_lots": False})
        dock = self.new_location("Dock", self.stock)
        self.hold()
        picking = self.reserve(self.needle, 1, self.customer, source=dock)
        self.assert_refused(lambda: picking._action_done(), "N1")

    # --- quantities that say one thing and move another ---

    def test_nothing_moves_by_the_quantity_in_the_product_s_unit_alone(self):
        done = self.deliver(self.lot, 1, self.customer).move_line_ids
        forged = {
            "product_id": self.needle.id,
            "lot_id": self.lot.id,
            "quantity": 0,
            "location_id": self.stock.id,
            "location_dest_id": self.customer.property_stock_customer.id,
            "picked": True,
        }
        carrier = self.reserve(self.other, 1, self.customer)
        places = {name: forged[name] for name in ("product_id", "location_id", "location_dest_id")}
        hidden = {**places, "is_inventory": True, "picking_id": carrier.id, "move_line_ids": [Command.create(forged)]}
        move = self.as_plain(self.env["stock.move"]).create({**hidden, "product_uom_qty": 0})
        move.move_line_ids.write({"quantity_product_uom": 5, "picked": True})
        self.assertEqual((move.quantity, move.move_line_ids.quantity_product_uom), (0, 5))
        self.hold()
        owned = self.as_plain(done).with_context(lot_reason="typing error")
        self.assert_refused(lambda: owned.write({"quantity_product_uom": 9, "owner_id": False}), "N1")
        self.assert_refused(lambda: self.as_plain(carrier)._action_done(), "N1")
        self.assertEqual(self.on_hand(self.lot), 9)

    def test_another_lot_is_no_return_of_what_came(self):
        receipt = self.env["stock.picking"].search([("move_line_ids.lot_id", "=", self.other.id)], limit=1)
        self.hold()
        quality = self.env(user=self.user_quality(), context={**self.env.context, "lot_reason": "agreed"})
        act = World(quality)
        self.assert_refused(lambda: act.return_(receipt.with_env(quality), self.lot.with_env(quality), 1), "N1")
        self.hold(self.other)
        act.return_(receipt.with_env(quality), self.other.with_env(quality), 1)
        self.assertEqual((self.on_hand(self.lot), self.on_hand(self.other)), (10, 9))

    # --- dates ---

    def test_what_has_expired_is_not_given_a_later_date_by_everybody(self):
        gel = self.make_product("Gel", use_expiration_date=True)
        lot, new = self.make_lot(gel, "G1", expires=-1), self.make_lot(gel, "G2", expires=-1)
        self.receive(lot, 5, partner=self.supplier)
        for date in (self.day(90), False):
            self.assert_refused(lambda date=date: self.as_plain(lot).write({"expiration_date": date}), "G1", "Quality")
        self.as_plain(lot).expiration_date = self.day(-2)
        self.as_plain(new).expiration_date = self.day(90)
        lot.with_user(self.user_quality()).expiration_date = self.day(90)
        self.deliver(lot, 1, self.customer)

    # --- stock written past its moves ---

    def quants(self, product):
        domain = [("product_id", "=", product.id), ("location_id", "child_of", self.stock.id)]
        return self.env["stock.quant"].search(domain)

    def test_stock_is_not_written_out_of_its_package(self):
        _pallet, box = self.pallet()
        self.hold(package_id=box.id)
        quant = self.as_plain(self.quants(self.needle).filtered("package_id"))
        self.assert_refused(lambda: quant.write({"package_id": False}), "N1")
        self.assertEqual(quant.package_id, box)

    def test_held_goods_without_lot_are_not_written_away(self):
        swab = self.make_product("Swab", tracking="none")
        self.receive(swab, 5, partner=self.supplier)
        quant = self.as_plain(self.quants(swab))
        self.env["lot.hold"].create({"product_id": swab.id, "reason": "dirty", "received_until": self.day(1)})
        for vals in ({"quantity": 0}, {"location_id": self.customer.property_stock_customer.id}):
            self.assert_refused(lambda vals=vals: quant.write(vals), "Swab")
        self.assert_refused(lambda: quant.write({"in_date": self.day(9)}), "Swab")
        self.assertEqual((quant.quantity, quant.is_blocked), (5, True))

    # --- lines and lots that change under the gate ---

    def test_an_open_line_does_not_become_history(self):
        done = self.deliver(self.other, 1, self.customer)
        picking = self.reserve(self.lot, 2, self.customer)
        line = picking.move_line_ids
        self.assert_refused(lambda: self.as_plain(line).write({"move_id": done.move_ids.id}), picking.name)
        self.assertEqual(line.state, "assigned")

    def test_a_lot_that_changes_its_product_stays_on_hold(self):
        ahead = self.make_lot(self.needle, "N7")
        self.hold(ahead)
        pin = self.make_product("Pin")
        ahead.product_id = pin
        self.hold(ahead)._lift("twice")
        self.receive(ahead, 2, partner=self.supplier)
        place = self.quants(pin).location_id or self.warehouse()._get_quarantine()
        self.assert_refused(lambda: self.deliver(ahead, 1, self.customer, source=place), "N7")

    # --- settings ---

    def test_settings_that_open_the_gate_are_told_also_of_new_records(self):
        ledger = self.env["lot.audit.entry"]
        last = ledger.search([], order="id desc", limit=1).id
        place = self.env["stock.location"].create({"name": "Lab", "usage": "production", "lot_accepts_held": True})
        self.env["stock.location"].create({"name": "Shed", "usage": "internal"})
        kind = self.warehouse().out_type_id
        kind.write({"lot_accepts_held": True, "lot_deviation": "deny"})
        copied = kind.copy({"sequence_code": "OUT2"})
        gel = self.make_product("Gel", use_expiration_date=True)
        gel.product_tmpl_id.use_expiration_date = False
        told = ledger.search([("code", "=", "settings_changed"), ("id", ">", last)], order="id")
        self.assertEqual(
            [(entry.model, entry.res_id) for entry in told],
            [(record._name, record.id) for record in (place, kind, copied, gel.product_tmpl_id)],
        )
        for name in ("lot_accepts_held", "lot_deviation"):
            self.assertIn(name, told[1]._get_content()["after"])
