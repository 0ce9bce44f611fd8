"""Numbers in several companies: each counts and numbers by its own formats, wherever its people are logged in."""

from odoo.tests import tagged

from .common import LotWorldCase


@tagged("post_install", "-at_install")
class TestLotNumberCompany(LotWorldCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needle = cls.world.make_product("Needle")
        cls.here = cls.env.company
        cls.there = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.env.user.company_ids |= cls.there

    def use(self, pattern, **values):
        values = {"name": pattern, "pattern": pattern, "is_gapless": True, **values}
        return self.env["lot.number.format"].create(values)

    def make(self, company, **values):
        lots = self.env["stock.lot"].with_context(allowed_company_ids=[company.id])
        return lots.create({"product_id": self.needle.id, **values})

    def test_formats_of_another_company_do_not_count(self):
        self.needle.categ_id = self.env["product.category"].create({"name": "Needles"})
        self.needle.categ_id.lot_number_format_id = self.use("A{seq:2}")
        self.needle.lot_number_format_id = self.use("T{seq:2}", company_id=self.there.id)
        self.assertEqual(self.make(self.there).name, "T01")
        self.assertEqual(self.make(self.here).name, "A01", "that of the category")

    def test_an_order_counts_in_its_own_company(self):
        self.needle.lot_number_format_id = self.use("C{seq:2}", scope="company")
        warehouse = self.env["stock.warehouse"].search([("company_id", "=", self.there.id)], limit=1)
        both = [self.here.id, self.there.id]
        self.assertEqual(self.make(self.here, name="C01").number_scope, f"c{self.here.id}")
        order = self.env["mrp.production"].with_context(allowed_company_ids=both).create({
            "product_id": self.needle.id, "product_qty": 1, "company_id": self.there.id,
            "picking_type_id": warehouse.manu_type_id.id,
        })  # fmt: skip
        order.action_confirm()
        order.action_generate_serial()
        self.assertEqual(order.lot_producing_ids.number_scope, f"c{self.there.id}")
        self.assertEqual(self.make(self.there).name, "C03", "numbers of other companies are left out, too")
