"""Expiry board: each piece of stock in its time band, its value, who may see it, and what to do with it."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestExpiryBoard(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.board = cls.env["lot.expiry.board"]
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True, standard_price=3)
        cls.supplier = cls.world.make_partner("Farm")

    def make(self, name, expires):
        """A lot that expires so many days from now, at this time of day."""
        date = expires is not None and fields.Datetime.now() + timedelta(days=expires)
        return self.env["stock.lot"].create({"name": name, "product_id": self.milk.id, "expiration_date": date})

    def row(self, lot):
        return self.board.search([("lot_id", "=", lot.id)])

    def test_bands_with_their_borders(self):
        days = {-1: "0_expired", 0: "0_expired", 7: "1_week", 8: "2_month", 30: "2_month", 31: "3_quarter"}
        days |= {90: "3_quarter", 180: "4_half_year", 181: "5_later", None: "6_no_date"}
        lots = {day: self.make(f"M{day}", day) for day in days}
        for lot in lots.values():
            self.receive(lot, 2)
        self.assertEqual({day: self.row(lot).band for day, lot in lots.items()}, days)
        self.assertEqual(self.board.search_count([("product_id", "=", self.milk.id)]), len(days))
        groups = self.board._read_group([("product_id", "=", self.milk.id)], ["band"], ["value:sum"])
        self.assertEqual(dict(groups)["0_expired"], 12)

    def test_days_are_those_of_the_company(self):
        lot = self.make("M1", 5)
        lot.expiration_date = "2027-01-08 23:00:00"
        self.receive(lot, 1)
        with freeze_time("2027-01-01 12:00:00"):
            self.env.company.partner_id.tz = "UTC"
            self.assertEqual((self.row(lot).days_left, self.row(lot).band), (7, "1_week"))
            self.board.invalidate_model()
            self.env.company.partner_id.tz = "Europe/Berlin"
            self.assertEqual((self.row(lot).days_left, self.row(lot).band), (8, "2_month"))

    def test_a_hold_on_a_part_shows_on_that_part_only(self):
        lot, shelf = (
            self.make("M1", -2),
            self.env["stock.location"].create(
                {"name": "Shelf", "usage": "internal", "location_id": self.warehouse().lot_stock_id.id}
            ),
        )
        self.receive(lot, 2)
        self.env["stock.quant"]._update_available_quantity(self.milk, shelf, 3, lot_id=lot)
        lot._hold("cold room alarm", location_id=shelf.id)
        rows = self.row(lot)
        held = rows.filtered("is_blocked")
        self.assertEqual((held.location_id, held.standing), (shelf, "held"))
        self.assertEqual((rows - held).standing, "released")
        self.assertEqual(self.board.search([("lot_id", "=", lot.id), ("is_blocked", "=", True)]), held)
        self.assertEqual(set(rows.mapped("days_over")), {2})

    def test_what_left_or_is_not_of_an_expiring_product_is_not_shown(self):
        lot, screw = self.make("M1", 5), self.make_lot(self.make_product("Screw"), "S1")
        self.receive({lot: 2, screw: 5})
        self.assertTrue(self.row(lot))
        self.deliver(lot, 2)
        self.assertFalse(self.row(lot))
        self.assertFalse(self.row(screw))

    def test_value_is_that_of_the_company_and_goods_of_others_have_none(self):
        lot, others = self.make("M1", 5), self.make("M2", 5)
        self.receive(lot, 4)
        self.receive(others, 4, line_values={"owner_id": self.supplier.id})
        self.assertEqual((self.row(lot).value, self.row(others).value), (12, 0))
        sister = self.new_company("Sister")
        self.milk.with_company(sister).standard_price = 5
        self.receive(lot, 1, company=sister)
        rows = self.row(lot)
        self.assertEqual({row.company_id: row.value for row in rows}, {self.env.company: 12, sister: 5})
        own = self.board.with_user(self.user_of(sister)).search([("lot_id", "=", lot.id)])
        self.assertEqual(own.company_id, sister)

    def test_only_stock_users_see_it_and_nobody_writes_it(self):
        lot = self.make("M1", 5)
        self.receive(lot, 1)
        with self.assertRaises(AccessError):
            self.board.with_user(self.new_user("visitor", "")).search([])
        row = self.row(lot).with_user(self.user_plain())
        self.assertEqual(row.product_id, self.milk)
        with self.assertRaises(AccessError):
            row.write({"quantity": 0})

    def test_scrap_takes_what_is_free(self):
        lot = self.make("M1", 5)
        self.receive(lot, 5)
        self.reserve(lot, 2)
        action = self.row(lot).action_scrap()
        with Form(self.env["stock.scrap"].with_context(**action["context"])) as form:
            self.assertEqual((form.scrap_qty, form.lot_id), (3, lot))
        form.record.action_validate()
        self.assertEqual(lot.product_qty, 2)

    def test_return_goes_back_on_the_receipt(self):
        lot = self.make("M1", -5)
        receipt = self.receive(lot, 5, partner=self.supplier)
        self.assertTrue(self.row(lot).is_returnable)
        action = self.row(lot).action_return()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(wizard.product_return_moves.quantity, 5)
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        self.assertEqual((back.return_id, back.move_line_ids.lot_id), (receipt, lot))
        self.validate(back)
        self.assertFalse(self.row(lot))
        made = self.make("M2", 5)
        self.count(made, 1)
        self.assertFalse(self.row(made).is_returnable, "no button that only fails")
        with self.assertRaisesRegex(UserError, "did not come from a supplier"):
            self.row(made).action_return()

    def test_a_note_stands_on_the_board_and_asks_a_colleague(self):
        lot = self.make("M1", 5)
        self.receive(lot, 5)
        user = self.user_plain()
        action = self.row(lot).with_user(user).action_note()
        wizard = self.env[action["res_model"]].with_user(user).with_context(**action["context"])
        wizard.create({"note": "half price", "user_id": user.id}).action_save()
        self.board.invalidate_model()
        self.assertEqual(self.row(lot).expiry_note, "half price")
        self.assertEqual(self.milk.activity_ids.user_id, user)

    def test_hold_opens_the_dialog_for_quality_only(self):
        lot = self.make("M1", 5)
        self.receive(lot, 5)
        self.assertEqual(self.row(lot).with_user(self.user_quality()).action_hold()["target"], "new")
        with self.assertRaises(AccessError):
            self.row(lot).with_user(self.user_operator()).action_hold()
