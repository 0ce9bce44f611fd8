"""At the counter: what is blocked or expired is neither offered nor sold; told before the order counts as paid."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestShop(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.world.make_product("Balm", use_expiration_date=True)
        cls.good, cls.bad = (cls.world.make_lot(product, name, expires=90) for name in ("GOOD", "BAD"))
        cls.world.receive({cls.good: 5, cls.bad: 5})

    def offered(self):
        shop = self._shop_session().config_id
        # Sudo: the tests' own user has no till.
        rows = (
            self.env["pos.order.line"].sudo().get_existing_lots(self.env.company.id, shop.id, self.good.product_id.id)
        )
        return {row["name"] for row in rows}

    def order(self, lot, qty=1):
        values = {"price_unit": 0, "price_subtotal": 0, "price_subtotal_incl": 0}
        line = {"product_id": lot.product_id.id, "qty": qty, "pack_lot_ids": [Command.create({"lot_name": lot.name})]}
        return self.env["pos.order"].create(
            {
                "session_id": self._shop_session().id,
                "company_id": self.env.company.id,
                "lines": [Command.create({**line, **values})],
                **dict.fromkeys(("amount_total", "amount_tax", "amount_paid", "amount_return"), 0),
            }
        )

    def test_blocked_lots_are_neither_offered_nor_sold(self):
        if not self.has_point_of_sale():
            return
        self.assertEqual(self.offered(), {"GOOD", "BAD"})
        self.bad._hold("seal broken")
        self.assertEqual(self.offered(), {"GOOD"})
        order = self.order(self.bad)
        with self.assertRaisesRegex(UserError, "not sold: BAD"):
            order.action_pos_order_paid()
        self.assertEqual(order.state, "draft")
        self.order(self.bad, -1).action_pos_order_paid()
        self.sell_in_shop(self.good, 1)

    def test_expired_lots_too_unless_the_shop_accepts_them(self):
        if not self.has_point_of_sale():
            return
        names = ("expiration_date", "use_date", "removal_date", "alert_date")
        self.bad.write(dict.fromkeys(names, self.day(-1)))
        self.assertEqual(self.offered(), {"GOOD"})
        self._shop_session().config_id.picking_type_id.lot_accepts_expired = True
        self.assertEqual(self.offered(), {"GOOD", "BAD"})
        self.order(self.bad).action_pos_order_paid()

    def test_a_hold_on_another_place_does_not_concern_the_shop(self):
        if not self.has_point_of_sale():
            return
        warehouse = self.warehouse()
        cellar = self.new_location("Cellar", warehouse.view_location_id)
        self.transfer(self.bad, 2, source=warehouse.lot_stock_id, dest=cellar)
        self.bad._hold("damp", location_id=cellar.id)
        self.assertEqual(self.offered(), {"GOOD", "BAD"})
        self.order(self.bad).action_pos_order_paid()
