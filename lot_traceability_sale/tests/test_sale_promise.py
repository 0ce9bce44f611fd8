"""A quotation promises only what lasts long enough for the customer on the day of delivery."""

from datetime import timedelta

from odoo import Command, fields
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.lot_traceability import messages_expiry
from odoo.addons.lot_traceability.tests.common import LotWorldCase

from .. import messages


@tagged("post_install", "-at_install")
class TestSalePromise(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gel = cls.world.make_product("Gel", use_expiration_date=True)
        cls.fresh = cls.world.make_lot(cls.gel, "G1", expires=400)
        cls.old = cls.world.make_lot(cls.gel, "G2", expires=100)
        cls.world.receive({cls.fresh: 10, cls.old: 30})
        cls.clinic = cls.world.make_partner("Clinic")
        cls.rules = cls.env["lot.shelf.life"]

    def quote(self, qty=20, partner=None, **values):
        line = {"product_id": self.gel.id, "product_uom_qty": qty, **values.pop("line", {})}
        values = {"partner_id": (partner or self.clinic).id, "order_line": [Command.create(line)], **values}
        return self.env["sale.order"].create(values)

    def figures(self, order):
        line = order.order_line[:1]
        return line.free_qty_today, line.virtual_available_at_date, line.lot_life_short

    def asked(self, days=0, percent=0.0):
        return messages_expiry.demand(self.env, days, percent)

    def test_without_a_demand_nothing_is_said(self):
        order = self.quote()
        self.assertEqual(self.figures(order), (40, 40, False))
        self.assertFalse(order.order_line.lot_life_promise or order.lot_has_life_demand)

    def test_the_strictest_demand_is_shown_and_too_old_stock_taken_off(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 60})
        self.rules.create({"product_category_id": self.gel.categ_id.id, "days": 180})
        order = self.quote()
        said = messages.lasting(self.env, self.asked(180), "10", "40")
        self.assertEqual(order.order_line.lot_life_promise, said)
        self.assertEqual(self.figures(order), (10, 10, True))
        self.assertTrue(order.lot_has_life_demand)

    def test_another_customer_gets_the_old_lot(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        self.assertEqual(self.figures(self.quote(partner=self.make_partner("Shop"))), (40, 40, False))

    def test_an_address_asks_what_its_company_asks(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        ward = self.make_partner("Ward", parent=self.clinic)
        order = self.quote(partner=self.make_partner("Payer"), partner_shipping_id=ward.id)
        self.assertEqual(self.figures(order), (10, 10, True))

    def test_counted_on_the_day_of_delivery(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 60})
        self.assertEqual(self.figures(self.quote()), (40, 40, False))
        later = self.quote(commitment_date=self.day(50))
        self.assertEqual(self.figures(later)[0], 10, "50 days from now the old lot has 50 days left")
        self.assertEqual(self.figures(self.quote(commitment_date=self.day(-50))), (40, 40, False), "never before today")

    def test_what_expires_until_then_is_not_promised(self):
        order = self.quote(commitment_date=self.day(200))
        self.assertEqual(self.figures(order), (10, 10, True), "taken off once, also where Odoo takes it off itself")
        self.assertFalse(order.order_line.lot_life_promise, "nobody asks for more than not expired")

    def test_blocked_stock_is_taken_off_once(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        self.old._hold("seal broken")
        self.assertEqual(self.figures(self.quote()), (10, 10, True))
        self.fresh._hold("seal broken")
        self.assertEqual(self.figures(self.quote()), (0, 0, True))
        self.assertEqual(self.figures(self.quote(commitment_date=self.day(-2))), (0, 0, True), "late, so today")

    def test_an_order_for_now_that_is_read_a_moment_later(self):
        self.old._hold("seal broken")
        # A minute later: what this test received itself must lie before the moment.
        with freeze_time(fields.Datetime.now() + timedelta(minutes=1)):
            a_moment_ago = fields.Datetime.now() - timedelta(seconds=5)
            product = self.gel.with_context(to_date=a_moment_ago)
            self.assertEqual(product.virtual_available, 10)

    def test_a_share_of_life_needs_the_production_date(self):
        self.rules.create({"partner_id": self.clinic.id, "percent": 50})
        self.assertEqual(self.figures(self.quote())[0], 0)
        (self.fresh | self.old).production_date = self.day(-200).date()
        self.assertEqual(self.figures(self.quote())[0], 10, "400 of 600 days are left, but only 100 of 300")

    def test_other_units_and_a_second_line(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self.quote(0.5, line={"product_uom_id": dozen.id})
        self.assertAlmostEqual(self.figures(order)[0], 10 / 12, delta=0.01, msg="Odoo rounds up")
        order.write({"order_line": [Command.create({"product_id": self.gel.id, "product_uom_qty": 5})]})
        order.order_line.invalidate_recordset()
        order.order_line.mapped("free_qty_today")
        second = order.order_line[1]
        self.assertEqual((second.free_qty_today, second.lot_life_short), (4, True), "six are promised by the first")

    def test_the_delivery_keeps_the_promise(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        order = self.quote(20)
        order.action_confirm()
        lines = order.picking_ids.move_line_ids
        self.assertEqual({line.lot_id: line.quantity for line in lines}, {self.fresh: 10})
        self.assertEqual(order.order_line.lot_life_promise, messages.asked(self.env, self.asked(180)))

    def test_a_salesperson_without_stock_sees_it_while_typing(self):
        self.rules.create({"partner_id": self.clinic.id, "days": 180})
        seller = self.new_user("seller", "sales_team.group_sale_salesman")
        with Form(self.env["sale.order"].with_user(seller)) as order:
            order.partner_id = self.clinic
            with order.order_line.new() as line:
                line.product_id = self.gel
                line.product_uom_qty = 20
                self.assertIn("10", line.lot_life_promise)
                self.assertTrue(line.lot_life_short)
