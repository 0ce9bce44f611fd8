"""Lots made in house get the day of the order that put them out as their production date."""

from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestLotMade(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wire = cls.world.make_lot(cls.world.make_product("Wire"), "W1")
        cls.world.receive(cls.wire, 50)
        cls.needle = cls.world.make_product("Needle")

    def made_at(self, instant, lot, **options):
        with patch.object(fields.Datetime, "now", return_value=fields.Datetime.to_datetime(instant)):
            return self.produce(lot, {self.wire: 1}, 1, **options)

    def test_the_day_is_the_company_s(self):
        self.env.company.partner_id.tz = "Pacific/Auckland"
        lot = self.make_lot(self.needle, "N1")
        self.made_at("2026-03-01 20:00:00", lot)
        self.assertEqual(lot.production_date, date(2026, 3, 2), "it is the next day there")
        self.assertEqual(set(lot.quant_ids.mapped("production_date")), {date(2026, 3, 2)})

    def test_serials_by_products_and_an_operator(self):
        unit = self.make_product("Unit", tracking="serial")
        units = self.make_lots(unit, ["U1", "U2"])
        rest = self.make_lot(self.make_product("Rest"), "R1")
        actor = self.env(user=self.new_user("maker", "mrp.group_mrp_user,lot_traceability.group_operator"))
        order = self.produce(units, {self.wire: 2}, 2, byproducts={rest: 1}, done=False)
        self.finish(order.with_env(actor))
        self.assertEqual(set((units | rest).mapped("production_date")), {fields.Date.today()})

    def test_what_a_label_said_stays(self):
        lot = self.make_lot(self.needle, "N1", production_date="2026-01-05")
        self.produce(lot, {self.wire: 1}, 1)
        self.assertEqual(lot.production_date, date(2026, 1, 5))

    def test_the_first_order_counts(self):
        lot = self.make_lot(self.needle, "N1")
        self.made_at("2026-03-01 12:00:00", lot)
        self.made_at("2026-03-09 12:00:00", lot)
        self.assertEqual(lot.production_date, date(2026, 3, 1))

    def test_bought_lots_have_none_and_keep_none_when_reworked(self):
        lot = self.make_lot(self.needle, "N1")
        self.receive(lot, 5)
        self.assertFalse(lot.production_date)
        self.produce(lot, {self.wire: 1}, 1)
        self.assertFalse(lot.production_date, "it was there before")

    def test_what_an_unbuild_gives_back_was_not_made(self):
        lot = self.make_lot(self.needle, "N1")
        order = self.produce(lot, {self.wire: 1}, 1)
        self.unbuild(order, lot, 1)
        self.assertFalse(self.wire.production_date)

    def test_a_wrong_expiration_date_stops_no_order(self):
        product = self.make_product("Gel", use_expiration_date=True)
        lot = self.make_lot(product, "G1", expires=-5)
        self.produce(lot, {self.wire: 1}, 1)
        self.assertFalse(lot.production_date)

    def test_goods_of_a_subcontractor(self):
        if not self.has_subcontracting():
            return
        partner = self.make_partner("Grinder")
        self.receive(self.wire, 5, dest=partner.property_stock_subcontractor)
        lot = self.make_lot(self.needle, "N1")
        self.subcontract(lot, {self.wire: 1}, subcontractor=partner)
        self.assertFalse(lot.production_date, "nobody told when they made it")

    def test_share_of_life_counts_from_it(self):
        product = self.make_product("Gel", use_expiration_date=True)
        lot = self.make_lot(product, "G1", expires=100)
        self.produce(lot, {self.wire: 1}, 1)
        life = lot._get_life()
        self.assertEqual(life.production, fields.Date.today())
