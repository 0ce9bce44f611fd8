"""Labels: what is drawn is what an independent reader reads back."""

import sys
from unittest.mock import patch

import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import lot_label_design
from .common import GS, GTIN, Gs1Case, read_symbols, text_of

LOT_DATA = f"01{GTIN}1727063010INF-24/7"


@tagged("post_install", "-at_install")
class TestGs1Label(Gs1Case):
    def test_lot_label_reads_back(self):
        pdf = self.pdf("lot_70x42", self.lot)
        for dpi in (203, 300, 600):
            self.assertEqual(read_symbols(pdf, dpi=dpi), {("]d2", LOT_DATA)})
        text = text_of(pdf)
        for words in ("Infusion set", "LOT INF-24/7", "EXP 2027-06-30", f"(01) {GTIN}", "(17) 270630", "(10) INF-24/7"):
            self.assertIn(words, text)

    def test_every_ready_design_of_lots_reads_back_at_every_resolution(self):
        self.lot.production_date = "2026-06-01"
        # other addons bring designs that need more than a lot
        ready = [("module", "=", "lot_gs1_labels"), ("model", "=", "lot.label.design")]
        designs = self.env["lot.label.design"].browse(self.env["ir.model.data"].search(ready).mapped("res_id"))
        designs = designs.filtered(lambda design: design.model == "stock.lot")
        self.assertEqual(len(designs), 10)
        parts = {f"01{GTIN}17270630", "10INF-24/7"}
        for design in designs - self.design("serial_40x20") - self.design("link_50x30"):
            for dpi in ("203", "300", "600"):
                design.dpi = dpi
                found = read_symbols(
                    design._render_pdf(design._labels(self.lot)), dpi=203.2 if dpi == "203" else int(dpi)
                )
                self.assertIn(("]d2", LOT_DATA), found, design.name)
                self.assertLessEqual({data for kind, data in found if kind == "]C1"}, parts, design.name)
        found = read_symbols(self.pdf("carton_100x50", self.lot), dpi=203.2)
        self.assertEqual(found, {("]d2", LOT_DATA), *(("]C1", part) for part in parts)})

    def test_serial_label_reads_back_and_resolves_to_its_serial(self):
        pdf = self.pdf("serial_40x20", self.serial)
        ((kind, data),) = read_symbols(pdf)
        self.assertEqual((kind, data), ("]d2", "011950600013435921P(1)"))
        self.assertIn("SN P(1)", text_of(pdf))
        found = read_symbols(self.pdf("carton_100x50", self.serial), dpi=203.2)
        self.assertIn(("]C1", "21P(1)"), found)
        answer = self.env["stock.lot"].resolve_scan(f"]d2{data}")
        self.assertEqual(answer["lots"][0]["id"], self.serial.id)

    def test_qr_code_is_a_digital_link_that_finds_the_lot(self):
        ((kind, data),) = read_symbols(self.pdf("link_50x30", self.lot), dpi=203.2)
        self.assertEqual((kind, data), ("]Q1", f"https://id.gs1.org/01/{GTIN}/10/INF-24%2F7?17=270630"))
        self.assertEqual(self.env["stock.lot"].resolve_scan(data)["lots"][0]["id"], self.lot.id)
        self.design("link_50x30").link_stem = "https://id.example.com/x"
        ((_kind, data),) = read_symbols(self.pdf("link_50x30", self.lot), dpi=203.2)
        self.assertTrue(data.startswith(f"https://id.example.com/x/01/{GTIN}"))

    def test_separator_is_fnc1_when_more_follows_a_variable_length(self):
        pairs = [("01", GTIN), ("10", "A"), ("21", "B")]
        self.patch(type(self.env["stock.lot"]), "_gs1_pairs", lambda lot: pairs)
        self.assertEqual(read_symbols(self.pdf("lot_70x42", self.lot)), {("]d2", f"01{GTIN}10A{GS}21B")})

    def test_every_allowed_character_and_length_reads_back(self):
        names = ("!\"%&'()*+,-./:;<=>?", "0123456789ABCDEFGHIJ", "_abcdefghijklmnopqrs", "=1+1", "<b>x</b>", "0", "^FD")
        for name in names[:-1]:
            lot = self.make_lot(self.set, name)
            for design in ("unit_25x15", "carton_100x50"):
                self.assertIn(("]d2", f"01{GTIN}10{name}"), read_symbols(self.pdf(design, lot), dpi=203.2), name)

    def test_one_page_per_label_in_order(self):
        lots = self.serial + self.lot
        pdf = self.pdf("lot_70x42", lots, {self.serial.id: 1, self.lot.id: 3})
        self.assertEqual(len(pypdfium2.PdfDocument(pdf)), 4)
        self.assertIn("P(1)", text_of(pdf, 0))
        for page in (1, 2, 3):
            self.assertEqual(read_symbols(pdf, page), {("]d2", LOT_DATA)})

    def test_long_runs_are_read_in_parts_and_lose_nothing(self):
        self.patch(lot_label_design, "_AT_ONCE", 2)
        lots = self.lot + self.serial + self.make_lot(self.set, "THIRD")
        self.lot.ref = "written, not yet saved"
        pdf = self.pdf("unit_25x15", lots)
        found = [read_symbols(pdf, page, 203.2) for page in range(3)]
        self.assertEqual(found[0], {("]d2", LOT_DATA)})
        self.assertEqual(found[2], {("]d2", f"01{GTIN}10THIRD")})
        self.assertEqual(self.lot.ref, "written, not yet saved")

    def test_refuses_instead_of_printing_something_else(self):
        for name, word in (
            ("X" * 21, "at most 20"),
            ("LÖT", "Ö"),
            ("A B", "A B"),
            ("لوت", "ل"),
            ("A\x1dB", "A"),
            ("A^B", "\\^"),
        ):
            with self.assertRaisesRegex(UserError, word):
                self.pdf("lot_70x42", self.make_lot(self.set, name))

    def test_refuses_without_a_valid_gtin(self):
        self.set.barcode = False
        with self.assertRaisesRegex(UserError, "has no GTIN"):
            self.pdf("lot_70x42", self.lot)
        for wrong in ("9506000134353", "ABC", "123"):
            self.set.barcode = wrong
            with self.assertRaisesRegex(UserError, f"{wrong} of Infusion set is not a valid GTIN"):
                self.pdf("unit_25x15", self.lot)

    def test_names_that_do_not_fit_or_cannot_be_printed_are_refused(self):
        self.set.name = "Infusion set with a rather long name that still goes on two lines of the label"
        self.assertIn("two lines of the label", text_of(self.pdf("lot_70x42", self.lot)))
        self.set.name = "Infusion set " * 40
        with self.assertRaisesRegex(UserError, "INF-24/7: .*does not fit"):
            self.pdf("lot_70x42", self.lot)
        self.set.name = "مجموعة التسريب"
        self.assertTrue(self.pdf("lot_70x42", self.lot))
        self.set.name = "مَجموعة"
        with self.assertRaisesRegex(UserError, "marks above"):
            self.pdf("lot_70x42", self.lot)
        self.set.name = "\U0001f48a"
        with self.assertRaisesRegex(UserError, "no font"):
            self.pdf("lot_70x42", self.lot)

    def test_missing_library_is_one_clear_sentence(self):
        with patch.dict(sys.modules, {"pylibdmtx": None}), self.assertRaisesRegex(UserError, "libdmtx0b"):
            self.pdf("lot_70x42", self.lot)

    def test_a_lot_too_long_for_the_wanted_symbol_names_what_to_shorten(self):
        design = self.design("carton_100x50")
        design.line_ids.filtered(lambda line: line.carrier == "gs1_128")[0].ais = "01 17 10"
        long = self.make_lot(self.set, "ABCDEFGHIJKLMNOPQRST")
        long.expiration_date = "2027-06-30 12:00:00"
        with self.assertRaisesRegex(UserError, r"Shorten \(10\) ABCDEFGHIJKLMNOPQRST"):
            self.pdf("carton_100x50", long)

    def test_who_may_not_read_lots_gets_no_label(self):
        nobody = self.env["res.users"].create({"name": "Nobody", "login": "gs1-nobody", "group_ids": False})
        nobody.group_ids = self.env.ref("base.group_portal")
        design = self.design("lot_70x42").with_user(nobody)
        with self.assertRaises(AccessError):
            list(design._labels(self.lot.with_user(nobody)))
