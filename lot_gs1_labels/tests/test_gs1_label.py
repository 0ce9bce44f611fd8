"""The label: what is drawn is what an independent reader reads back."""

import io
import json
import sys
from unittest.mock import patch

import pypdfium2
import zxingcpp

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability.demo.verbs import Verbs

from .common import GS, GTIN, Gs1Case


def picture(pdf, page=0, dpi=300):
    """A page of a PDF (bytes) as an image."""
    return pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72).to_pil()


def text_of(pdf, page=0):
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_bounded()


@tagged("post_install", "-at_install")
class TestGs1Label(Gs1Case):
    def read_back(self, pdf, page=0, dpi=300):
        (symbol,) = zxingcpp.read_barcodes(picture(pdf, page, dpi))
        self.assertEqual(symbol.content_type, zxingcpp.ContentType.GS1)
        self.assertEqual(symbol.symbology_identifier, "]d2")
        return symbol.bytes.decode()

    def test_lot_label_reads_back(self):
        pdf = self.lot._gs1_label_pdf()
        for dpi in (203, 300, 600):
            self.assertEqual(self.read_back(pdf, dpi=dpi), f"01{GTIN}1727063010INF-24/7")
        text = text_of(pdf)
        for words in ("Infusion set", "LOT INF-24/7", "EXP 2027-06-30", f"(01) {GTIN}", "(17) 270630", "(10) INF-24/7"):
            self.assertIn(words, text)

    def test_serial_label_reads_back_and_resolves_to_its_serial(self):
        pdf = self.serial._gs1_label_pdf()
        data = self.read_back(pdf)
        self.assertEqual(data, "011950600013435921P(1)")
        self.assertIn("SN P(1)", text_of(pdf))
        answer = self.env["stock.lot"].resolve_scan(f"]d2{data}")
        self.assertEqual(answer["lots"][0]["id"], self.serial.id)

    def test_separator_is_fnc1_when_more_follows_a_variable_length(self):
        longer = self.patch_pairs([("01", GTIN), ("10", "A"), ("21", "B")])
        self.assertEqual(self.read_back(longer._gs1_label_pdf()), f"01{GTIN}10A{GS}21B")

    def patch_pairs(self, pairs):
        self.patch(type(self.env["stock.lot"]), "_gs1_pairs", lambda lot: pairs)
        return self.lot

    def test_every_allowed_character_and_length_reads_back(self):
        for name in ("!\"%&'()*+,-./:;<=>?", "0123456789ABCDEFGHIJ", "_abcdefghijklmnopqrs", "=1+1", "<b>x</b>", "0"):
            lot = self.make_lot(self.set, name)
            self.assertEqual(self.read_back(lot._gs1_label_pdf()), f"01{GTIN}10{name}", name)

    def test_one_page_per_lot_in_order(self):
        lots = self.serial + self.lot
        pdf = lots._gs1_label_pdf()
        self.assertEqual(len(pypdfium2.PdfDocument(pdf)), 2)
        self.assertIn("P(1)", self.read_back(pdf, 0))
        self.assertIn("INF-24/7", self.read_back(pdf, 1))

    def test_refuses_instead_of_printing_something_else(self):
        for name, word in (("X" * 21, "at most 20"), ("LÖT", "Ö"), ("A B", "A B"), ("لوت", "ل"), ("A\x1dB", "A")):
            lot = self.make_lot(self.set, name)
            with self.assertRaisesRegex(UserError, word):
                lot.action_print_gs1_label()
            with self.assertRaises(UserError):
                lot._gs1_label_pdf()

    def test_refuses_without_a_valid_gtin(self):
        self.set.barcode = False
        with self.assertRaisesRegex(UserError, "has no GTIN"):
            self.lot.action_print_gs1_label()
        for wrong in ("9506000134353", "ABC", "123"):
            self.set.barcode = wrong
            with self.assertRaisesRegex(UserError, f"{wrong} of Infusion set is not a valid GTIN"):
                self.lot._gs1_label_pdf()

    def test_names_that_do_not_fit_or_cannot_be_printed_are_refused(self):
        self.set.name = "Infusion set with a rather long name that still goes on two lines of the label"
        self.assertIn("two lines of the label", text_of(self.lot._gs1_label_pdf()).replace("\r\n", " "))
        self.set.name = "Infusion set " * 40
        with self.assertRaisesRegex(UserError, "too long"):
            self.lot._gs1_label_pdf()
        self.set.name = "輸液"
        with self.assertRaisesRegex(UserError, "輸液"):
            self.lot._gs1_label_pdf()

    def test_missing_library_is_one_clear_sentence(self):
        with patch.dict(sys.modules, {"pylibdmtx": None}), self.assertRaisesRegex(UserError, "libdmtx0b"):
            self.lot._gs1_label_pdf()

    def test_who_may_not_read_lots_gets_no_label(self):
        nobody = self.env["res.users"].create({"name": "Nobody", "login": "gs1-nobody", "group_ids": False})
        nobody.group_ids = self.env.ref("base.group_portal")
        with self.assertRaises(AccessError):
            self.lot.with_user(nobody)._gs1_label_pdf()

    def test_print_menu_offers_the_label(self):
        bindings = self.env["ir.actions.actions"].with_user(self.user_operator()).get_bindings("stock.lot")
        self.assertIn("GS1 label", [action["name"] for action in bindings["report"]])
        action = self.lot.action_print_gs1_label()
        self.assertEqual(action["url"], f"/lot_gs1_labels/lot_label/{self.lot.id}")


@tagged("post_install", "-at_install")
class TestGs1LabelDownload(HttpCase, Verbs):
    def test_download(self):
        lot = self.make_lot(self.make_product("Infusion set", barcode="9506000134352"), "DL-1")
        url = f"/lot_gs1_labels/lot_label/{lot.id}"
        self.assertIn("/web/login", self.url_open(url, allow_redirects=False).headers.get("Location", ""))
        self.authenticate("admin", "admin")
        answer = self.url_open(url)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn("DL-1", text_of(io.BytesIO(answer.content)))
        for wrong in ("0", "x", "1,,2", "٣", "99999999999999999999"):
            self.assertEqual(self.url_open(f"/lot_gs1_labels/lot_label/{wrong}").status_code, 404, wrong)

    def test_print_menu_runs_the_action_as_the_client_does(self):
        lot = self.make_lot(self.make_product("Infusion set", barcode="9506000134352"), "DL-2")
        self.authenticate("admin", "admin")
        action = self.env.ref("lot_gs1_labels.stock_lot_action_print_gs1_label")
        context = {"active_model": "stock.lot", "active_ids": lot.ids, "active_id": lot.id}
        answer = self.url_open(
            "/web/action/run",
            data=json.dumps({"params": {"action_id": action.id, "context": context}}),
            headers={"Content-Type": "application/json"},
        ).json()
        self.assertEqual(answer["result"]["url"], f"/lot_gs1_labels/lot_label/{lot.id}")
