"""Importing history from before go-live: look first, list every bad line, take over, never twice."""

import base64
import io
import time

from openpyxl import Workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import file_open

from .common import LotWorldCase

MAKING = "component_product;component_lot;produced_product;produced_lot;qty;produced_qty;date;document\n"
SHIPPING = "product;lot;partner;qty;date;document\n"


class ImportCase(LotWorldCase):
    """Needles went into infusion sets, which a hospital received, before go-live."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        cls.needle = world.make_product("Needle", default_code="NEEDLE")
        cls.infusion_set = world.make_product("Infusion set", default_code="SET", barcode="4012345678901")
        cls.n1, cls.n2 = world.make_lots(cls.needle, ["N1", "N2"])
        cls.s1 = world.make_lot(cls.infusion_set, "S1")
        cls.hospital = world.make_partner("St. Agnes Hospital", ref="C-7")
        cls.quality = world.new_user("test-quality-berlin", "lot_traceability.group_quality", tz="Europe/Berlin")
        cls.env = cls.env(user=cls.quality)

    def wizard(self, text, kind="shipment", **values):
        data = text if isinstance(text, bytes) else text.encode()
        return self.env["lot.declared.import"].create(
            {"kind": kind, "file": base64.b64encode(data), "file_name": "old.csv", **values}
        )

    def check(self, text, kind="shipment", **values):
        wizard = self.wizard(text, kind, **values)
        wizard.action_check()
        return wizard

    def take_over(self, text, kind="shipment", **values):
        wizard = self.check(text, kind, **values)
        wizard.action_import()
        return wizard

    def reasons(self, wizard):
        return [(issue.line_number, issue.column, issue.content or "", issue.reason) for issue in wizard.issue_ids]


@tagged("post_install", "-at_install")
class TestDeclaredImport(ImportCase):
    def test_a_file_being_imported_is_its_makers_alone(self):
        wizard = self.wizard("a;b\n1;2\n")
        wizard.action_check()
        other = self.world.new_user("test-quality-two", "lot_traceability.group_quality")
        for record in (wizard, wizard.issue_ids[:1]):
            record.check_access("read")
            with self.subTest(record._name), self.assertRaises(AccessError):
                record.with_user(other).check_access("read")

    def test_shipments_are_taken_over(self):
        wizard = self.take_over(
            SHIPPING + "SET;S1;C-7;2,5;2020-07-01 14:30;DN1\n4012345678901;S1;St. Agnes Hospital;1;1.7.2020;\n"
        )
        links = wizard.batch_id.link_ids.sorted("line_number")
        self.assertEqual(links.lot_id, self.s1)
        self.assertEqual(links.partner_id, self.hospital)
        self.assertEqual(links.mapped("qty"), [2.5, 1])
        self.assertEqual([str(link.date) for link in links], ["2020-07-01 12:30:00", "2020-06-30 22:00:00"])
        self.assertEqual(links.mapped("document"), ["DN1", False])
        self.assertEqual((links.mapped("line_number"), links[0].source), ([2, 3], "old.csv"))
        self.assertEqual((wizard.batch_id.link_count, wizard.batch_id.company_id), (2, self.env.company))

    def test_thousands_of_lines_about_one_lot_are_grouped_in_one_pass(self):
        body = "".join(f"NEEDLE;OLD{index};SET;S1;1;;2020-01-01;MO{index // 2}\n" for index in range(3_000))
        started = time.monotonic()
        wizard = self.take_over(MAKING + body, "genealogy", create_missing_lots=True)
        links = wizard.batch_id.link_ids
        self.assertEqual((len(links), len(set(links.mapped("group_id")))), (3_000, 1_500))
        self.assertLess(time.monotonic() - started, 60, "a hang, not a speed figure")

    def test_genealogy_is_grouped_by_document(self):
        wizard = self.take_over(
            MAKING + "NEEDLE;N1;SET;S1;10;5;2020-01-01;MO1\n"
            "NEEDLE;N2;SET;S1;4;;2020-01-01;MO1\nNEEDLE;N2;;S1;1;;2020-01-01;MO2\n",
            "genealogy",
        )
        first, second, third = wizard.batch_id.link_ids.sorted("line_number")
        self.assertEqual((first.group_id, second.group_id, third.group_id), (first.id, first.id, third.id))
        self.assertEqual((first.produced_qty, second.produced_qty), (5, 0))
        self.assertEqual((first.component_lot_id, first.produced_lot_id), (self.n1, self.s1))

    def test_check_writes_nothing_and_lists_every_bad_line(self):
        text = (
            SHIPPING + "SET;S1;C-7;1;2020-01-01;DN1\nNONE;S1;C-7;1;2020-01-01;\n;S404;C-7;1;2020-01-01;\n"
            ";S1;Nobody;0;01/02/2020;\n"
            ";S1;C-7;many;2020-01-01;\nSET;S1;C-7;1;2020-01-01;DN1\n;<b>x</b>;C-7;1;2020-01-01;\n"
        )
        wizard = self.check(text)
        self.assertEqual((wizard.line_count, wizard.good_count, wizard.bad_count), (7, 1, 6))
        said = self.reasons(wizard)
        self.assertEqual([row[0] for row in said], [3, 4, 5, 5, 5, 6, 7, 8])
        self.assertEqual(
            [row[2] for row in said], ["NONE", "S404", "0", "01/02/2020", "Nobody", "many", "", "<b>x</b>"]
        )
        self.assertTrue(all(row[3] for row in said))
        self.assertIn("line 2", said[6][3])
        self.assertFalse(self.env["lot.declared.link"].search([]))
        self.assertFalse(self.env["stock.lot"].search([("name", "=", "S404")]))

    def test_bad_lines_refuse_all_or_are_left_out_as_chosen(self):
        text = SHIPPING + ";S1;C-7;1;2020-01-01;\n;S404;C-7;1;2020-01-01;\n"
        with self.assertRaisesRegex(UserError, "Nothing was imported"), self.env.cr.savepoint():
            self.take_over(text)
        wizard = self.take_over(text, on_bad_lines="skip")
        self.assertEqual((wizard.batch_id.link_count, wizard.bad_count), (1, 1))
        self.assertIn("Wrong lines left out: 1.", wizard.result)

    def test_same_file_again_adds_nothing_and_says_so(self):
        text = MAKING + "NEEDLE;OLD;SET;S1;10;;2020-01-01;MO1\n"
        first = self.take_over(text, "genealogy", create_missing_lots=True)
        again = self.check(text, "genealogy", create_missing_lots=True)
        self.assertEqual((again.good_count, again.known_count, again.new_lot_count), (0, 1, 0))
        again.action_import()
        self.assertFalse(again.batch_id)
        self.assertIn("Nothing new", again.result)
        more = self.take_over(text + "NEEDLE;N1;SET;S1;2;;2020-01-01;MO1\n", "genealogy")
        self.assertEqual((more.good_count, more.known_count), (1, 1))
        self.assertEqual(
            more.batch_id.link_ids.group_id, first.batch_id.link_ids.id, "the same order of the old system"
        )

    def test_deleted_import_can_be_imported_again(self):
        text = SHIPPING + ";S1;C-7;1;2020-01-01;\n"
        self.take_over(text).batch_id.unlink()
        self.assertFalse(self.env["lot.declared.link"].search([]))
        self.assertEqual(self.take_over(text).good_count, 1)

    def test_missing_lots_are_created_only_when_ticked(self):
        text = (
            MAKING + "NEEDLE;=1+1;SET;OLD;10;;2020-01-01;A\n"
            "NEEDLE;=1+1;SET;OLD;10;;2020-01-02;B\n;GONE;SET;OLD;1;;2020-01-02;B\n"
        )
        self.assertEqual(self.check(text, "genealogy").good_count, 0)
        wizard = self.take_over(text, "genealogy", create_missing_lots=True, on_bad_lines="skip")
        self.assertEqual(wizard.good_count, 2)
        links = wizard.batch_id.link_ids
        self.assertEqual(links.component_lot_id.mapped("name"), ["=1+1"])
        self.assertEqual(
            (links.component_lot_id.product_id, links.produced_lot_id.product_id), (self.needle, self.infusion_set)
        )
        self.assertFalse((links.component_lot_id | links.produced_lot_id).quant_ids)

    def test_same_name_under_two_products_asks_for_the_product(self):
        self.make_lot(self.infusion_set, "N1")
        wizard = self.check(SHIPPING + ";N1;C-7;1;2020-01-01;\nNEEDLE;N1;C-7;1;2020-01-01;\n")
        self.assertEqual((wizard.good_count, wizard.issue_ids.line_number), (1, 2))
        self.assertIn("Name the product", wizard.issue_ids.reason)

    def test_other_companys_lot_is_refused_without_leaking(self):
        sister = self.new_company_as_root("Sister")
        self.make_lot(self.needle, "THEIRS", company_id=sister.id)
        self.env.invalidate_all()
        wizard = self.check(SHIPPING + ";THEIRS;C-7;1;2020-01-01;\n;NOWHERE;C-7;1;2020-01-01;\n")
        self.assertEqual(len(set(wizard.issue_ids.mapped("reason"))), 1, "exactly what an unknown lot gets")
        self.quality.sudo().company_ids += sister
        self.env = self.env(
            context={**self.env.context, "allowed_company_ids": [self.quality.company_id.id, sister.id]}
        )
        wizard = self.check(SHIPPING + ";THEIRS;C-7;1;2020-01-01;\n")
        self.assertIn("another company", wizard.issue_ids.reason)

    def new_company_as_root(self, name):
        root = self.env(user=self.env.ref("base.user_root"))
        company = root["res.company"].create({"name": name})
        self.env = self.env(user=self.quality)
        self.make_lot = lambda product, lot, **values: root["stock.lot"].create(
            {"product_id": product.id, "name": lot, **values}
        )
        return company

    def test_workbook_is_read_like_text(self):
        book = Workbook()
        book.active.append(["Lot", "Customer", "Quantity", "Date", "Document"])
        book.active.append(["S1", "C-7", 2.5, self.day(-900), 4711])
        buffer = io.BytesIO()
        book.save(buffer)
        wizard = self.take_over(buffer.getvalue())
        self.assertEqual((wizard.batch_id.link_ids.qty, wizard.batch_id.link_ids.document), (2.5, "4711"))
        self.assertIn("Excel", wizard.how_read)

    def test_old_windows_text_is_told(self):
        self.make_partner_as_root("Klinik Süd")
        wizard = self.check((SHIPPING + ";S1;Klinik Süd;1;2020-01-01;\n").encode("cp1252"))
        self.assertEqual((wizard.good_count, "old Windows" in wizard.how_read), (1, True))

    def make_partner_as_root(self, name):
        self.env(user=self.env.ref("base.user_root"))["res.partner"].create({"name": name, "active": False})

    def test_files_that_cannot_be_read_get_one_sentence(self):
        for data, words in ((b" ", "empty"), (b"\x00\x01", "neither"), (b"PK\x03\x04", "cannot be opened")):
            with self.assertRaisesRegex(UserError, words):
                self.check(data)
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self.env["lot.declared.import"].create({}).action_check()
        for data, words in ((b"%PDF-1.7", "PDF"), (SHIPPING.encode(), "holds plain text")):
            with self.assertRaisesRegex(UserError, words):
                self.check(data, file_name="old.xlsx")
        wizard = self.check("a;b\n1;2\n")
        self.assertEqual({reason[0] for reason in self.reasons(wizard)}, {1})

    def test_templates_hold_what_the_import_asks_for(self):
        for kind, name in (("genealogy", "genealogy"), ("shipment", "shipments")):
            wizard = self.wizard("", kind)
            self.assertTrue(wizard.action_download_template()["url"].endswith(f"/import/{name}.csv"))
            with file_open(f"lot_traceability/static/import/{name}.csv", "rb") as template:
                wizard = self.check(template.read(), kind)
            self.assertFalse([reason for reason in self.reasons(wizard) if reason[0] == 1 or "date" in reason[3]])

    def test_changed_settings_need_a_new_check(self):
        wizard = self.check(SHIPPING + ";S1;C-7;1;2020-01-01;\n")
        with Form(wizard) as form:
            form.create_missing_lots = True
        self.assertEqual(wizard.state, "file")

    def test_only_quality_imports(self):
        operator = self.env(user=self.env.ref("base.user_root"))["res.users"].create(
            {"name": "O", "login": "o", "group_ids": [(6, 0, self.env.ref("lot_traceability.group_operator").ids)]}
        )
        with self.assertRaises(AccessError):
            self.env["lot.declared.import"].with_user(operator).create({"kind": "shipment"})

    def test_ten_thousand_lines_without_a_query_per_line(self):
        body = "".join(f"NEEDLE;OLD{index};SET;S1;1;;2020-01-01;MO{index}\n" for index in range(10_000))
        wizard = self.wizard(MAKING + body, "genealogy", create_missing_lots=True)
        self.env.flush_all()
        self.env.invalidate_all()
        before, started = self.env.cr.sql_log_count, time.monotonic()
        wizard.action_check()
        self.assertEqual((wizard.good_count, wizard.new_lot_count), (10_000, 10_000))
        self.assertLess(self.env.cr.sql_log_count - before, 60)
        self.assertLess(time.monotonic() - started, 60, "a hang, not a speed figure")
