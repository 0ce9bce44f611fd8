"""Barcodes of products and packagings: what they are as GTINs, and the list of those to correct."""

import random

from odoo.tests import new_test_user, tagged

from .. import messages_settings as messages
from ..kernel import gtin
from ..kernel.check_digits import check_digit
from .common import Gs1Case


@tagged("post_install", "-at_install")
class TestGtinCheck(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.checks = cls.env["lot.gtin.check"]
        cls.dozen = cls.env.ref("uom.product_uom_dozen")

    def faults(self, *records):
        """{(record, issue)} of the list, of these records."""
        products = [record.id for record in records if record._name == "product.product"]
        packagings = [record.id for record in records if record._name == "product.uom"]
        rows = self.checks.search([("product_id", "in", products)]).filtered(lambda row: not row.packaging_id)
        rows += self.checks.search([("packaging_id", "in", packagings)])
        return {(row.packaging_id or row.product_id, row.issue) for row in rows}

    def packaging(self, product, barcode):
        return self.env["product.uom"].create(
            {"uom_id": self.dozen.id, "product_id": product.id, "barcode": barcode, "company_id": False}
        )

    def test_the_badge_tells_what_a_barcode_is_and_refuses_none(self):
        for barcode, state in (
            ("4006381333931", "valid"),
            ("4006381333932", "check_digit"),
            ("SHELF-7", "not_gtin"),
            (False, "blank"),
        ):
            self.set.barcode = barcode
            self.assertEqual(self.set.gtin_state, state)
            self.assertEqual(self.set.product_tmpl_id.gtin_state, state)
        self.set.barcode = "4006381333931"
        self.env.company.gs1_company_prefix = "9506000"
        self.env.invalidate_all()
        self.assertEqual(self.set.gtin_state, "foreign")
        self.assertEqual(self.packaging(self.set, "29506000134356").gtin_state, "valid")

    def test_the_list_judges_as_the_kernel_does(self):
        rng = random.Random(7)
        names = {}
        for number in range(300):
            length = rng.choice((7, 8, 12, 13, 13, 14, 15))
            barcode = "".join(rng.choice("0123456789") for _ in range(length))
            if gtin.judge(barcode) == gtin.CHECK_DIGIT and number % 2:
                barcode = barcode[:-1] + check_digit(barcode[:-1])
            names.setdefault(barcode, number)
        products = self.env["product.product"].create(
            [{"name": f"P{number}", "type": "consu", "barcode": barcode} for barcode, number in names.items()]
        )
        found = self.faults(*products)
        for product in products:
            word = gtin.judge(product.barcode)
            self.assertEqual((product, "check_digit") in found, word == gtin.CHECK_DIGIT, product.barcode)
        self.assertTrue(found)

    def test_a_wrong_check_digit_with_the_right_one(self):
        self.set.barcode = "9506000134353"
        (row,) = self.checks.search([("product_id", "=", self.set.id)])
        self.assertEqual((row.issue, row.barcode, row.gtin), ("check_digit", "9506000134353", False))
        self.assertIn("2", row.hint)
        self.assertEqual(row.action_open()["res_id"], self.set.id)

    def test_one_number_in_two_forms(self):
        twin = self.make_product("Twin", barcode="09506000134352")
        case = self.packaging(twin, "950 6000 134352")
        self.assertFalse({(self.set, "duplicate"), (twin, "duplicate")} - self.faults(self.set, twin, case))
        row = self.checks.search([("product_id", "=", self.set.id), ("issue", "=", "duplicate")])
        self.assertIn("Twin", row.hint)
        self.assertIn((case, "spaces"), self.faults(case))

    def test_other_companies_numbers_are_not_told(self):
        sister = self.env["res.company"].create({"name": "Sister"})
        hidden = self.make_product("Hidden twin", barcode="09506000134352", company_id=sister.id)
        user = new_test_user(self.env, "barcode-user", "stock.group_stock_user")
        rows = self.checks.with_user(user)
        self.assertFalse(rows.search([("product_id", "=", hidden.id)]))
        # The shared product's row tells of the sister, and belongs to the sister.
        self.assertFalse(rows.search([("product_id", "=", self.set.id)]))
        self.assertIn((self.set, "duplicate"), self.faults(self.set))

    def test_packagings_with_the_number_of_another_product(self):
        own = self.packaging(self.set, "29506000134356")
        other = self.packaging(self.set, "14006381333938")
        self.assertEqual(self.faults(own, other), {(other, "indicator")})
        action = self.checks.search([("packaging_id", "=", other.id)]).action_open()
        self.assertEqual(self.env["product.uom"].search(action["domain"]), own + other)
        self.assertIn((self.pump, "case_number"), self.faults(self.pump))

    def test_tracked_products_without_gtin(self):
        self.set.barcode = False
        self.pump.barcode = "PUMP"
        loose = self.make_product("Loose", tracking="none", barcode="LOOSE")
        expected = {(self.set, "no_gtin"), (self.pump, "no_gtin")}
        self.assertEqual(self.faults(self.set, self.pump, loose), expected)

    def test_numbers_that_are_not_the_companys(self):
        self.env.company.gs1_company_prefix = "4006381"
        own = self.make_product("Own", barcode="4006381333931")
        self.assertEqual(self.faults(self.set, own), {(self.set, "foreign")})

    def test_every_row_has_a_hint(self):
        self.env.company.gs1_company_prefix = "4006381"
        self.packaging(self.set, "14006381333938")
        self.make_product("Twin", barcode="09506000134352")
        self.make_product("Wrong", barcode="4006381333932")
        self.make_product("Spaced", barcode="4006381333931 ")
        self.make_product("None")
        rows = self.checks.search([])
        self.assertEqual(set(rows.mapped("issue")), set(dict(self.checks._fields["issue"].selection)))
        for row in rows:
            self.assertTrue(row.hint, row.issue)
            self.assertTrue(messages.barcode_hint(self.env, row, ["Twin"]))
