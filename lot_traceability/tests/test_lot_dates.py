"""Production date, and dates that follow the expiration date whoever writes it."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .. import messages_expiry as messages
from .common import LotWorldCase

LEAD = {"use_date": 30, "removal_date": 15, "alert_date": 60}


@tagged("post_install", "-at_install")
class TestLotDates(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        days = {"use_time": 30, "removal_time": 15, "alert_time": 60}
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True, expiration_time=200, **days)
        cls.screw = cls.world.make_product("Screw")

    def make(self, name="M1", product=None, **values):
        return self.env["stock.lot"].create({"name": name, "product_id": (product or self.milk).id, **values})

    def assert_dates(self, lot, expires, **others):
        self.assertEqual(lot.expiration_date, expires)
        for name, days in LEAD.items():
            expected = others.get(name, expires and expires - timedelta(days=days))
            self.assertEqual(lot[name], expected, name)

    def test_all_dates_follow_a_write(self):
        lot = self.make(expiration_date=self.day(100))
        self.assert_dates(lot, self.day(100))
        lot.write({"expiration_date": fields.Datetime.to_string(self.day(50))})
        self.assert_dates(lot, self.day(50))

    def test_what_the_same_write_sets_stays(self):
        lot = self.make(expiration_date=self.day(100))
        lot.write({"expiration_date": self.day(50), "use_date": self.day(49)})
        self.assert_dates(lot, self.day(50), use_date=self.day(49))
        lot.expiration_date = self.day(60)
        self.assert_dates(lot, self.day(60), use_date=self.day(59))

    def test_an_emptied_date_empties_the_others_and_a_new_one_brings_them_back(self):
        lot = self.make(expiration_date=self.day(100))
        lot.expiration_date = False
        self.assert_dates(lot, False)
        self.assertTrue(lot.is_expiry_missing)
        lot.expiration_date = self.day(20)
        self.assert_dates(lot, self.day(20))

    def test_many_lots_each_by_its_own_distance(self):
        one, two = self.make("M1", expiration_date=self.day(100)), self.make("M2", expiration_date=self.day(40))
        two.use_date = self.day(39)
        (one | two).write({"expiration_date": self.day(80)})
        self.assert_dates(one, self.day(80))
        self.assert_dates(two, self.day(80), use_date=self.day(79))

    def test_created_with_one_date_gets_the_others(self):
        lot = self.make(expiration_date=self.day(100), use_date=self.day(99))
        self.assert_dates(lot, self.day(100), use_date=self.day(99))

    def test_form_and_import_agree_with_a_program(self):
        lot = self.make(expiration_date=self.day(100))
        with Form(lot) as form:
            form.expiration_date = self.day(70)
        self.assert_dates(lot, self.day(70))
        lots = self.env["stock.lot"].with_context(tz="Europe/Berlin")
        found = lots.load([".id", "expiration_date"], [[str(lot.id), "2031-01-01 00:00:00"]])
        self.assertFalse(found["messages"])
        self.assert_dates(lot, fields.Datetime.to_datetime("2030-12-31 23:00:00"))

    def test_stock_shows_the_new_removal_date(self):
        lot = self.make(expiration_date=self.day(100))
        self.receive(lot, 5)
        lot.expiration_date = self.day(10)
        self.assertEqual(set(lot.quant_ids.mapped("removal_date")), {self.day(-5)})

    def test_products_that_do_not_expire_have_no_such_dates(self):
        lot = self.make(product=self.screw, expiration_date=self.day(5))
        lot.expiration_date = self.day(9)
        self.assertFalse(lot.use_date or lot.removal_date or lot.alert_date or lot.is_expiry_missing)

    def test_one_entry_in_the_ledger_tells_the_change(self):
        lot = self.make(expiration_date=self.day(100))
        entries = self.env["lot.audit.entry"]
        before = entries.search_count([])
        lot.write({"expiration_date": self.day(50), "production_date": "2026-01-31"})
        entry = entries.search([], limit=1)
        self.assertEqual(entries.search_count([]), before + 1)
        after = entry._get_content()["after"]
        self.assertEqual(set(after), {"expiration_date", "production_date", *LEAD})
        self.assertEqual(after["production_date"], "2026-01-31")

    def test_without_life_time_a_new_lot_has_no_date_instead_of_being_expired(self):
        yeast = self.make_product("Yeast", use_expiration_date=True, expiration_time=0)
        lot = self.make(product=yeast)
        self.assert_dates(lot, False)
        gaps = self.env["stock.lot"].search([("is_expiry_missing", "=", True), ("product_id", "=", yeast.id)])
        self.assertEqual(gaps, lot)
        self.assertNotIn(lot, self.env["stock.lot"].search([("is_expiry_missing", "=", False)]))
        self.assert_receipt_has_no_date(yeast)

    def assert_receipt_has_no_date(self, product):
        picking = self.receive(product, 2, done=False)
        picking.move_ids.move_line_ids.lot_name = "Y2"
        self.assertFalse(picking.move_ids.move_line_ids.expiration_date)
        self.validate(picking)
        self.assertFalse(picking.move_ids.lot_ids.expiration_date)

    def test_negative_days_and_impossible_days_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "cannot be less than zero"):
            self.milk.removal_time = -1
        lot = self.make(expiration_date=self.day(10))
        with self.assertRaises(ValidationError) as caught:
            lot.production_date = self.day(30)
        self.assertEqual(str(caught.exception), messages.made_after_expiring(self.env, lot.display_name))
