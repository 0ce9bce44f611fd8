"""What people get wrong around holds, dispositions and expiry: a clear message, and nothing half done."""

import functools
from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .. import messages_expiry_alert
from .. import messages_hold as messages
from .common import World
from .hold_case import HoldCase


@tagged("post_install", "-at_install")
class TestGateBadInput(HoldCase):
    # --- a hold in the middle of somebody's transfer ---

    def test_one_blocked_line_stops_the_whole_transfer(self):
        picking = self.reserve({self.lot: 2, self.other: 3}, None, self.customer)
        self.hold()
        self.assert_refused(lambda: self.validate(picking), "N1")
        self.env.invalidate_all()
        self.assertEqual((picking.state, self.on_hand(self.lot), self.on_hand(self.other)), ("assigned", 10, 10))
        picking.move_line_ids.filtered(lambda line: line.lot_id == self.lot).unlink()
        self.validate(picking)
        self.assertEqual((self.on_hand(self.lot), self.on_hand(self.other)), (10, 7))

    def test_a_half_validated_transfer(self):
        picking = self.reserve(self.lot, 2, self.customer, ordered=5)
        self.validate(picking)
        rest = picking.backorder_ids
        rest.action_assign()
        self.assertEqual(self.reserved(rest), {"N1": 3})
        self.hold()
        self.sweep()
        self.env.invalidate_all()
        self.assertEqual((picking.state, self.reserved(rest)), ("done", {"N2": 3}), "the rest is planned anew")
        self.validate(rest)
        self.assertEqual(self.on_hand(self.lot), 8)

    # --- the instant of expiry, wherever the clock hangs ---

    def expiring(self, at):
        gel = self.make_product("Gel", use_expiration_date=True)
        lot = self.make_lot(gel, "G1", expires=at)
        self.receive(lot, 5, partner=self.supplier)
        return lot

    def test_expiring_exactly_now_in_any_time_zone(self):
        lot = self.expiring(self.day(400))
        people = [self.new_user(f"in-{zone}", "stock.group_stock_manager", tz=zone) for zone in ZONES]
        now = fields.Datetime.now()
        self.patch(fields.Datetime, "now", lambda *_args: now)

        def ship(user):
            actor = World(self.env(user=user, context={**self.env.context, "skip_expired": True}))
            actor.deliver(lot.with_env(actor.env), 1, self.customer)

        for zone, user in zip(ZONES, people):
            self.env.company.partner_id.tz = zone
            lot.expiration_date = now + timedelta(seconds=1)
            ship(user)
            lot.expiration_date = now
            with self.subTest(zone=zone):
                self.assert_refused(functools.partial(ship, user), "G1")
        self.assertEqual(self.on_hand(lot), 5 - len(ZONES))

    # --- a product that has lots no more ---

    def test_tracking_is_not_switched_off_over_blocked_lots(self):
        hold = self.hold()
        sentence = messages.tracking_of_blocked(self.env, self.lot.display_name)
        for record in (self.needle, self.needle.product_tmpl_id):
            self.assert_refused(lambda record=record: record.write({"tracking": "none"}), sentence)
            for vals in ({"is_storable": False}, {"type": "service"}):
                self.assert_refused(lambda record=record, vals=vals: record.write(vals), sentence)
        self.assertEqual((self.needle.tracking, self.needle.is_storable), ("lot", True))
        hold._lift("found intact")
        # A service has no lots: Odoo itself switches them off, and the ledger tells of it.
        self.needle.type = "service"
        self.assertEqual(self.needle.tracking, "none")
        entry = self.env["lot.audit.entry"].search([("code", "=", "settings_changed")], limit=1)
        self.assertEqual(entry._get_content()["after"], {"tracking": "none", "is_storable": False})

    def test_goods_on_hold_without_lot_stay_in_stock(self):
        glue = self.make_product("Glue", tracking="none")
        self.receive(glue, 5)
        self.env["lot.hold"].create({"product_id": glue.id, "reason": "smells"})
        self.assert_refused(lambda: glue.write({"is_storable": False}), "Glue")

    def test_expiration_dates_are_not_switched_off_over_expired_lots(self):
        gel = self.make_product("Gel", use_expiration_date=True)
        lot = self.make_lot(gel, "G1", expires=-1)
        self.receive(lot, 5)
        plain = gel.with_user(self.new_user("keeper", "stock.group_stock_manager,product.group_product_manager"))
        self.assert_refused(lambda: plain.write({"use_expiration_date": False}), "G1", "Quality")
        quality = self.new_user("chief", "lot_traceability.group_quality,product.group_product_manager")
        gel.with_user(quality).write({"use_expiration_date": False})
        self.assertFalse(gel.use_expiration_date)

    def test_goods_named_without_lot_where_a_held_lot_lies(self):
        self.needle.tracking = "none"
        self.hold()
        self.assert_refused(lambda: self.deliver(self.needle, 3, self.customer), "N1")
        shelf = self.new_location("Shelf", self.stock)
        self.receive(self.needle, 3, partner=self.supplier, dest=shelf)
        self.deliver(self.needle, 3, self.customer, source=shelf)
        self.assertEqual(self.on_hand(self.lot), 10)

    # --- imports ---

    def test_an_import_writes_no_status(self):
        quality = self.user_quality()
        names = ["lot_id/.id", "reason", "state", "lifted_reason"]
        loaded = self.env["lot.hold"].with_user(quality).load(names, [[str(self.lot.id), "dirty", "lifted", "x y z"]])
        hold = self.env["lot.hold"].browse(loaded["ids"])
        self.assertEqual((hold.state, hold.lifted_reason), ("open", False), "a hold begins open, whatever a file says")
        names = [".id", "disposition", "note"]
        loaded = self.other.with_user(quality).load(names, [[str(self.other.id), "rejected", "imported"]])
        self.assertFalse(loaded["ids"])
        self.assertTrue(loaded["messages"])
        self.env.invalidate_all()
        self.assertEqual((self.other.disposition, self.other.note), ("released", False), "nothing of the row")
        rows = [["N8", str(self.needle.id), "True"]]
        loaded = self.lot.with_user(quality).load(["name", "product_id/.id", "is_blocked"], rows)
        self.assertFalse(self.env["stock.lot"].browse(loaded["ids"] or ()).is_blocked)

    # --- days ---

    def test_days_that_make_no_sense(self):
        gel = self.make_product("Gel", use_expiration_date=True)
        for name in ("expiration_time", "use_time", "removal_time", "alert_time"):
            with self.assertRaisesRegex(ValidationError, "cannot be less than zero"), self.env.cr.savepoint():
                gel[name] = -1
        for days in (-1, 0):
            with self.assertRaises(ValidationError) as caught, self.env.cr.savepoint():
                self.env["lot.expiry.stage"].create({"kind": "before", "days": days})
            self.assertEqual(str(caught.exception), messages_expiry_alert.stage_days(self.env))

    # --- archived places and products ---

    def test_an_archived_quarantine_area_is_made_anew(self):
        area = self.warehouse()._get_quarantine()
        area.active = False
        self.hold()
        receipt = self.receive(self.lot, 2, partner=self.supplier)
        place = receipt.move_line_ids.location_dest_id
        self.assertTrue(place.active and place.lot_is_quarantine)
        self.assertNotEqual(place, area)

    def test_a_place_on_hold_that_was_archived_and_comes_back(self):
        shelf = self.new_location("Shelf", self.stock)
        hold = self.hold(location_id=shelf.id)
        shelf.active = False
        self.deliver(self.lot, 1, self.customer)
        self.assertIn(hold.lot_id.name, hold.display_name)
        shelf.active = True
        self.transfer(self.lot, 4, self.stock, shelf)
        self.assert_refused(lambda: self.deliver(self.lot, 1, self.customer, source=shelf), "N1")

    def test_an_archived_product(self):
        picking = self.reserve(self.lot, 1, self.customer)
        self.hold()
        self.needle.active = False
        self.assert_refused(lambda: self.validate(picking), "N1")


ZONES = ("Pacific/Auckland", "America/Los_Angeles", "UTC")
