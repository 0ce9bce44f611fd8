"""Customers who ask for remaining shelf life get lots that have it; people see beforehand when there are too few."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestShelfLife(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.milk = cls.world.make_product("Milk", use_expiration_date=True)
        cls.clinic = cls.world.make_partner("Clinic")
        cls.ward = cls.world.make_partner("Ward", cls.clinic)
        cls.other = cls.world.make_partner("Other")
        lots = [("SHORT", 20), ("MIDDLE", 50), ("LONG", 200)]
        cls.short, cls.middle, cls.long = (
            cls.env["stock.lot"].create(
                {"name": name, "product_id": cls.milk.id, "expiration_date": cls.world.day(days)}
            )
            for name, days in lots
        )
        cls.world.receive({cls.short: 2, cls.middle: 2, cls.long: 2})

    def rule(self, days=0, percent=0, **values):
        return self.env["lot.shelf.life"].create({"days": days, "percent": percent, **values})

    def plan(self, partner, qty=6):
        picking = self.reserve(self.milk, qty, partner)
        picking.move_line_ids.unlink()
        picking.move_ids.picked = False
        picking.action_assign()
        return picking

    def taken(self, partner):
        picking = self.plan(partner)
        names = set(picking.move_line_ids.lot_id.mapped("name"))
        picking.do_unreserve()
        return names

    def test_days_for_a_customer_and_its_addresses(self):
        self.rule(30, partner_id=self.clinic.id)
        self.assertEqual(self.taken(self.clinic), {"MIDDLE", "LONG"})
        self.assertEqual(self.taken(self.ward), {"MIDDLE", "LONG"})
        self.assertEqual(self.taken(self.other), {"SHORT", "MIDDLE", "LONG"})

    def test_tag_product_and_category_and_the_stricter_wins(self):
        hospitals = self.env["res.partner.category"].create({"name": "Hospitals"})
        public = self.env["res.partner.category"].create({"name": "Public", "parent_id": hospitals.id})
        self.clinic.category_id = public
        category = self.env["product.category"].create({"name": "Fresh"})
        self.milk.categ_id = self.env["product.category"].create({"name": "Dairy", "parent_id": category.id})
        self.rule(30, partner_category_id=hospitals.id)
        self.assertEqual(self.taken(self.ward), {"MIDDLE", "LONG"})
        strict = self.rule(100, product_category_id=category.id)
        self.assertEqual(self.taken(self.ward), {"LONG"})
        self.assertEqual(self.taken(self.other), {"LONG"})
        strict.active = False
        self.assertEqual(self.taken(self.ward), {"MIDDLE", "LONG"})
        self.rule(300, product_tmpl_id=self.milk.product_tmpl_id.id)
        self.assertEqual(self.taken(self.ward), set())

    def test_share_of_life_needs_a_production_date(self):
        self.rule(percent=60, partner_id=self.clinic.id)
        self.assertEqual(self.taken(self.clinic), set())
        self.middle.production_date, self.long.production_date = self.day(-10), self.day(-200)
        self.assertEqual(self.taken(self.clinic), {"MIDDLE"})

    def test_fewest_packages_obey_too(self):
        self.rule(percent=60, partner_id=self.clinic.id)
        self.middle.production_date = self.day(-10)
        self.milk.categ_id = self.env["product.category"].create(
            {"name": "Boxes", "removal_strategy_id": self.env.ref("stock.removal_least_packages").id}
        )
        self.assertEqual(self.taken(self.clinic), {"MIDDLE"})

    def test_production_does_not_ask_for_a_customers_days(self):
        self.rule(100)
        cheese = self.make_product("Cheese", "none")
        self.produce(cheese, {self.short: 2}, 1)
        self.assertEqual(self.short.product_qty, 0)

    def test_the_transfer_tells_when_there_is_too_little(self):
        self.assertFalse(self.plan(self.clinic).lot_life_notice)
        self.env["stock.picking"].search([]).do_unreserve()
        self.rule(30, partner_id=self.clinic.id)
        picking = self.plan(self.clinic)
        notice = "Milk: the customer asks for 30 days left. Needed: 6 Units; in stock that last so long: 4."
        self.assertEqual(picking.lot_life_notice, notice)
        picking.move_ids.product_uom_qty = 4
        self.assertFalse(picking.lot_life_notice)

    def test_entered_by_hand_it_is_told_and_refused_by_setting(self):
        self.rule(30, partner_id=self.clinic.id)
        sentence = "SHORT of Milk expires too soon: the customer asks for 30 days left."
        picking = self.reserve(self.short, 1, self.clinic)
        self.assertEqual(picking.lot_life_notice, sentence)
        self.warehouse().out_type_id.lot_too_old = "deny"
        with self.assertRaisesRegex(UserError, sentence):
            self.validate(picking)
        self.deliver(self.short, 1, self.other)

    def test_impossible_demands_and_users_without_right_are_refused(self):
        for values in ({"days": -1}, {"days": 0}, {"percent": 101}, {"percent": -1, "days": 5}):
            with self.assertRaisesRegex(ValidationError, "days above zero"):
                self.rule(**values)
        with self.assertRaises(AccessError):
            self.env["lot.shelf.life"].with_user(self.user_quality()).create({"days": 5})

    def test_the_ledger_keeps_who_asked_for_what(self):
        rule = self.rule(30, partner_id=self.clinic.id)
        rule.days = 60
        entries = self.env["lot.audit.entry"].search([("model", "=", rule._name), ("res_id", "=", rule.id)], order="id")
        self.assertEqual([entry._get_content()["after"]["days"] for entry in entries], [30, 60])
        self.assertEqual(rule.display_name, "Clinic: 60 days left")
