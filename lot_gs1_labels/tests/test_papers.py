"""Delivery slips and picking lists tell lots where Odoo's own leave them out."""

from lxml import html

from odoo import Command
from odoo.tests import tagged

from .common import Gs1Case


@tagged("post_install", "-at_install")
class TestPapers(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinic = cls.world.make_partner("Clinic")
        cls.packed = cls.world.make_lot(cls.set, "BOX-7")
        cls.world.receive({cls.lot: 20, cls.serial: 1, cls.packed: 4})

    def paper(self, name, record, user=None):
        """The words of a paper, blanks made one."""
        report = self.env["ir.actions.report"].with_user(user or self.env.user).sudo(user is not None)
        page = html.fromstring(report._render_qweb_html(name, record.ids)[0])
        return " ".join(page.text_content().split())

    def slip(self, delivery, user=None):
        return self.paper("stock.report_deliveryslip", delivery, user)

    def switch(self, option, is_on=True):
        """An option of the settings."""
        command = Command.link if is_on else Command.unlink
        self.env.ref("base.group_user").implied_ids = [command(self.env.ref(option).id)]

    def test_a_slip_tells_lots_before_the_goods_leave_where_the_option_is_on(self):
        delivery = self.reserve({self.lot: 5, self.serial: 1}, partner=self.clinic)
        self.switch("stock.group_lot_on_delivery_slip", False)
        self.assertNotIn("INF-24/7", self.slip(delivery))
        self.switch("stock.group_lot_on_delivery_slip")
        told = self.slip(delivery)
        self.assertIn("INF-24/7: 5 Units", told)
        self.assertIn("P(1): 1 Units", told)
        self.assertNotIn("expires", told)
        self.switch("product_expiry.group_expiry_date_on_delivery_slip")
        self.assertIn("INF-24/7: 5 Units, expires 2027-06-30", self.slip(delivery))
        self.switch("product_expiry.group_expiry_date_on_delivery_slip", False)
        self.validate(delivery)
        done = self.slip(delivery)
        self.assertEqual((done.count("INF-24/7"), done.count("P(1)")), (1, 1), "done: in Odoo's own column, once")

    def test_customers_get_the_slip_that_was_sent(self):
        delivery = self.deliver({self.lot: 5}, partner=self.clinic)
        customer = self.new_portal_user("clinic-portal", self.clinic)
        self.assertNotIn("INF-24/7", self.slip(delivery, customer))
        self.switch("stock.group_lot_on_delivery_slip")
        self.switch("product_expiry.group_expiry_date_on_delivery_slip")
        for user in (None, customer, self.env.ref("base.public_user")):
            told = self.slip(delivery, user)
            self.assertIn("INF-24/7", told, user)
            self.assertIn("06/30/2027", told, user)

    def test_a_picking_list_names_new_lots_and_what_is_in_whole_packages(self):
        self.switch("stock.group_production_lot")
        receipt = self.reserve_receipt("NEW-1")
        self.assertIn("NEW-1", self.paper("stock.report_picking", receipt))
        package = self.env["stock.package"].create({"name": "PAL-1"})
        stock = self.warehouse().lot_stock_id
        quant = self.env["stock.quant"]._gather(self.set, stock, lot_id=self.packed)
        quant.package_id = package
        delivery = self.reserve({self.packed: 4}, partner=self.clinic)
        delivery.action_add_entire_packs(package.ids)
        told = self.paper("stock.report_picking", delivery)
        self.assertIn("Infusion set BOX-7: 4 Units", told)
        self.validate(delivery)
        self.assertIn("Infusion set BOX-7: 4 Units", self.paper("stock.report_picking", delivery))

    def reserve_receipt(self, name):
        """A receipt whose lot is still text."""
        kind = self.warehouse().in_type_id
        places = {
            "location_id": kind.default_location_src_id.id or self.env.ref("stock.stock_location_suppliers").id,
            "location_dest_id": kind.default_location_dest_id.id,
        }
        line = {"product_id": self.set.id, "lot_name": name, "quantity": 3, **places}
        return self.env["stock.picking"].create(
            {"picking_type_id": kind.id, **places, "move_line_ids": [Command.create(line)]}
        )

    def test_the_order_to_produce_tells_which_lots_to_take(self):
        self.switch("stock.group_production_lot")
        kit = self.make_product("Kit")
        order = self.produce(self.make_lot(kit, "KIT-1"), {self.lot: 4}, 2)
        self.assertIn("INF-24/7: 4 Units, expires 2027-06-30", self.paper("mrp.report_mrporder", order))

    def test_large_and_broken_quantities_and_odd_letters(self):
        gram = self.make_product("Resin <b>", uom_id=self.env.ref("uom.product_uom_gram").id)
        lots = self.make_lot(gram, "批号-<i>"), self.make_lot(gram, "R-2")
        self.receive({lots[0]: 1_234_567, lots[1]: 0.25})
        delivery = self.reserve({lots[0]: 1_234_567, lots[1]: 0.25}, partner=self.clinic)
        told = dict(delivery.move_line_ids._lots_on_paper())[gram]
        self.assertEqual(sorted(told), ["R-2: 0.25 g", "批号-<i>: 1,234,567 g"])
        self.switch("stock.group_lot_on_delivery_slip")
        self.assertIn("批号-<i>: 1,234,567 g", self.slip(delivery))
