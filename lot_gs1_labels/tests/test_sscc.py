"""Numbers of logistic units: on new packages, in order, without gaps, told when used up, found by scan."""

import threading

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, tagged

from ..kernel.sscc import build, is_sscc
from .common import Gs1Case

WORKERS, EACH = 5, 8


@tagged("post_install", "-at_install")
class TestSscc(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.write({"gs1_company_prefix": "950600012", "sscc_extension": "7", "sscc_for_packages": True})
        cls.packages = cls.env["stock.package"]

    def test_new_packages_get_the_next_code(self):
        names = self.packages.create([{}, {}]).mapped("name")
        self.assertEqual([name[:-1] for name in names], ["79506000120000001", "79506000120000002"])
        self.assertTrue(all(map(is_sscc, names)))
        self.assertEqual(self.company.sscc_next, "3")

    def test_an_operator_packs_without_more_rights(self):
        user = self.user_plain()
        self.assertTrue(is_sscc(self.packages.with_user(user).create({}).name))
        with self.assertRaises(AccessError):
            self.company.with_user(user).sscc_extension = "1"

    def test_without_the_setting_packages_keep_their_names(self):
        self.company.sscc_for_packages = False
        package = self.packages.create({})
        self.assertFalse(is_sscc(package.name))
        package.action_give_sscc()
        name = package.name
        self.assertTrue(is_sscc(name))
        domain = [("model", "=", "stock.package"), ("res_id", "=", package.id)]
        self.assertEqual(self.env["lot.audit.entry"].search(domain)._get_content()["after"], {"name": name})
        package.action_give_sscc()
        self.assertEqual(package.name, name, "a code once given stays")

    def test_many_packages_get_their_codes_at_once(self):
        self.company.sscc_for_packages = False
        packages = self.packages.create([{"name": f"Box {number}"} for number in range(40)])
        self.packages.create({"name": build("7", "950600012", 3)})
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        packages.action_give_sscc()
        self.env.flush_all()
        self.assertLess(self.env.cr.sql_log_count - before, 40)
        serials = [int(name[10:-1]) for name in packages.mapped("name")]
        self.assertEqual(serials, [1, 2, *range(4, 42)])

    def test_types_with_a_sequence_of_their_own_keep_it(self):
        kind = self.env["stock.package.type"].create({"name": "Box", "sequence_code": "BOX"})
        self.assertTrue(self.packages.create({"package_type_id": kind.id}).name.startswith("BOX"))
        self.assertTrue(is_sscc(self.packages.create({}).name))

    def test_a_code_that_a_package_has_is_left_out(self):
        self.packages.create({"name": build("7", "950600012", 1)})
        self.assertEqual(self.packages.create({}).name[:-1], "79506000120000002")

    def test_numbers_that_no_package_has_any_more_are_listed(self):
        packages = self.packages.create([{} for _number in range(6)])
        self.assertEqual(self.company._get_lost_ssccs(9), [])
        names = packages.mapped("name")
        (packages[1] | packages[2]).unlink()
        packages[5].name = "Pallet 5"
        self.assertEqual(self.company._get_lost_ssccs(9), [(names[1], names[2]), (names[5], names[5])])
        settings = self.env["res.config.settings"].create({"company_id": self.company.id})
        message = settings.action_tell_lost_ssccs()["params"]["message"]
        self.assertIn(f"{names[1]} … {names[2]}, {names[5]}", message)

    def test_a_used_up_range_is_told(self):
        self.company._go_on_with_sscc("9999999")
        self.packages.create({})
        with self.assertRaisesRegex(UserError, "used up"):
            self.packages.create({})
        self.company.sscc_extension = "8"
        self.assertEqual(self.packages.create({}).name[:-1], "89506000120000001")

    def test_the_next_number_only_goes_up(self):
        settings = self.env["res.config.settings"].create({"sscc_go_on_with": "500"})
        settings.execute()
        self.assertEqual(self.packages.create({}).name[10:-1], "0000500")
        for text in ("500", "0", "-1", "x", "10000000", "٣"):
            with self.assertRaises(ValidationError, msg=text):
                self.company._go_on_with_sscc(text)

    def test_a_company_without_prefix_is_told(self):
        self.company.gs1_company_prefix = False
        with self.assertRaisesRegex(UserError, "no GS1 company prefix"):
            self.packages.create({})

    def test_a_scan_of_the_label_finds_the_package(self):
        package = self.packages.create({})
        for raw in (f"]C100{package.name}", f"(00){package.name}", f"https://id.gs1.org/00/{package.name}"):
            target = self.env["stock.lot"]._scan_target(self.env["stock.lot"]._read_scan(raw))
            self.assertEqual(target.package, package, raw)


@tagged("post_install", "-at_install")
class TestSsccAtOnce(TransactionCase):
    """What is committed here is a company's prefix, taken back at the end, and the counter of that prefix."""

    def set_prefix(self, prefix):
        with self.registry.cursor() as cr:
            company = api.Environment(cr, SUPERUSER_ID, {}).ref("base.main_company")
            before = company.gs1_company_prefix
            company.gs1_company_prefix = prefix
            return company.id, before, int(company.sscc_next or 0)

    def pack(self, company_id, codes):
        """As Odoo does: start again what met another one; every third transaction fails in the end."""
        for number in range(EACH):
            done = False
            while not done:
                with self.registry.cursor() as cr:
                    try:
                        cr.execute("SELECT 1 FROM lot_number_counter LIMIT 1")  # the snapshot is taken
                        code = api.Environment(cr, SUPERUSER_ID, {})["res.company"].browse(company_id)._next_sscc()
                    except psycopg2.errors.SerializationFailure:
                        cr.rollback()
                        continue
                    done = True
                    if number % 4 == 0:
                        cr.rollback()
                    else:
                        codes.append(code)

    def test_no_gap_and_no_repeat_under_concurrency(self):
        company_id, before, start = self.set_prefix("9506000139")
        self.addCleanup(self.set_prefix, before)
        codes = []
        threads = [threading.Thread(target=self.pack, args=(company_id, codes)) for _worker in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        serials = sorted(int(code[11:-1]) for code in codes)
        self.assertEqual(serials, list(range(start, start + WORKERS * EACH * 3 // 4)))
