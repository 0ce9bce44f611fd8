"""Label designs: checked when saved, shown while edited, numbered when changed."""

import base64
import io

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import GTIN, Gs1Case, read_symbols, text_of


@tagged("post_install", "-at_install")
class TestLabelDesign(Gs1Case):
    def make(self, *lines, **vals):
        vals = {"name": "Own", "width_mm": 60, "height_mm": 30, **vals}
        items = [Command.create({"sequence": at, **line}) for at, line in enumerate(lines)]
        return self.env["lot.label.design"].create({**vals, "line_ids": items})

    def symbol(self, **vals):
        box = {"x_mm": 1, "y_mm": 10, "width_mm": 58, "height_mm": 18}
        return {"kind": "symbol", "carrier": "gs1_datamatrix", "hri": "none", **box, **vals}

    def test_wrong_designs_cannot_be_saved(self):
        cases = (
            ((self.symbol(x_mm=10),), {}, "does not lie on the label"),
            ((self.symbol(height_mm=5),), {}, "needs at least"),
            ((self.symbol(), {"kind": "text", "y_mm": 9, "height_mm": 4}), {}, "overlap"),
            ((self.symbol(carrier=False),), {}, "kind of symbol"),
            ((self.symbol(ais="01 99"),), {}, r"\(99\) cannot be printed"),
            ((self.symbol(ais="00"),), {}, r"\(00\) cannot be printed"),
            ((self.symbol(carrier="gs1_128"),), {"use": "distribution"}, "mm long"),
            ((self.symbol(carrier="ean_13", ais="01 10"),), {}, "EAN-13 takes"),
            ((self.symbol(),), {"link_stem": "ftp://x", "width_mm": 400}, "from 5 to 300"),
            ((self.symbol(carrier="digital_link_qr"),), {"link_stem": "ftp://x"}, "web address"),
            (({"kind": "text", "source": "place"},), {}, "is not known"),
            (({"kind": "text", "source": "field", "field_path": "product_id.nothing"},), {}, "no field"),
            (({"kind": "text", "source": "field", "field_path": "quant_ids"},), {}, "no field"),
            (({"kind": "text", "source": "product", "points": 2},), {}, "3 points"),
            (({"kind": "text", "source": "product", "height_mm": 1},), {}, "does not fit"),
            ((), {}, "no text"),
            ((self.symbol(),), {"sheet": "a4_65"}, "do not|does not fit"),
            (({"kind": "picture", "image": base64.b64encode(b"no picture")},), {}, "picture cannot be read"),
        )
        for lines, vals, sentence in cases:
            with self.assertRaisesRegex(ValidationError, sentence, msg=f"{lines} {vals}"), self.cr.savepoint():
                self.make(*lines, **vals)
        design = self.make(self.symbol())
        with self.assertRaisesRegex(ValidationError, "needs at least"):
            design.line_ids.height_mm = 4

    def test_every_kind_of_symbol_can_be_designed(self):
        self.set.barcode = "036000291452"
        for carrier, ais, identifier, data in (
            ("gs1_datamatrix_rectangle", "", "]d2", "0100036000291452"),
            ("upc_a", "01", "]E0", "0036000291452"),
            ("ean_13", "01", "]E0", "0036000291452"),
            ("itf_14", "01", "]I1", "00036000291452"),
            ("code_128", "", "]C0", "INF-24/7"),
        ):
            line = self.symbol(carrier=carrier, ais=ais, hri="below", source="name", width_mm=88, height_mm=19)
            design = self.make(line, width_mm=90, height_mm=30)
            ((kind, read),) = read_symbols(design._render_pdf(design._labels(self.lot)), dpi=203.2)
            self.assertEqual((kind, read[: len(data)]), (identifier, data), carrier)

    def test_revision_counts_what_is_printed(self):
        design = self.make(self.symbol(), {"kind": "text", "source": "product", "width_mm": 50})
        self.assertEqual(design.revision, 1)
        design.write({"name": "Other name", "sequence": 4})
        self.assertEqual(design.revision, 1)
        design.write(
            {"height_mm": 31, "line_ids": [Command.update(line.id, {"points": 7}) for line in design.line_ids]}
        )
        self.assertEqual(design.revision, 2)
        design.line_ids[1].text = "New"
        self.assertEqual(design.revision, 3)
        design.line_ids[1].unlink()
        self.assertEqual(design.revision, 4)
        self.assertEqual(design.revision_ids.sorted("number").mapped("number"), [1, 2, 3, 4])
        self.assertIn('"height": 31', design.revision_ids.sorted("number")[1].layout)
        self.assertEqual(design.copy().revision, 1)

    def test_preview_follows_the_form(self):
        with Form(self.design("unit_50x25")) as form:
            self.assertFalse(form.problem)
            before = form.preview
            size = Image.open(io.BytesIO(base64.b64decode(before))).size
            self.assertEqual(size, (400, 200))
            form.sample_lot_id = self.lot
            self.assertNotEqual(form.preview, before)
            form.height_mm = 20
            self.assertIn("does not lie on the label", form.problem)
            form.height_mm = 25
            self.assertFalse(form.problem)

    def test_texts_in_several_languages_and_of_any_field(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.set.with_context(lang="de_DE").name = "Infusionsgerät"
        text = {"kind": "text", "width_mm": 58, "height_mm": 4}
        design = self.make(
            {**text, "y_mm": 1, "source": "product"},
            {**text, "y_mm": 6, "source": "product", "lang": "de_DE"},
            {**text, "y_mm": 11, "source": "text", "text": "Keep dry", "lang": "de_DE"},
            {**text, "y_mm": 16, "source": "field", "field_path": "product_id.uom_id", "text": "Unit:"},
        )
        design.line_ids[2].with_context(lang="de_DE").text = "Trocken lagern"
        printed = text_of(design._render_pdf(design._labels(self.lot)))
        for words in ("Infusion set", "Infusionsgerät", "Trocken lagern", "Unit: Units"):
            self.assertIn(words, printed)
        self.assertNotIn("Infusion set", text_of(design._render_pdf(design._labels(self.lot, language="de_DE"))))

    def test_fields_of_others_stay_theirs(self):
        design = self.make({"kind": "text", "source": "field", "field_path": "product_id.standard_price"})
        field = self.env["product.product"]._fields["standard_price"]
        self.patch(field, "groups", "base.group_system")
        labels = design.with_user(self.user_plain())._labels(self.lot.with_user(self.user_plain()))
        with self.assertRaises(AccessError):
            list(labels)

    def test_logo_prints_in_black_and_white(self):
        logo = io.BytesIO()
        Image.new("RGB", (40, 20), "navy").save(logo, "PNG")
        image = base64.b64encode(logo.getvalue())
        design = self.make({"kind": "picture", "x_mm": 2, "y_mm": 2, "width_mm": 20, "height_mm": 10, "image": image})
        labels = list(design._labels(self.lot))
        self.assertIn(b"/Image", design._render_pdf(labels))
        self.assertIn(b"^FO16,16^GFA,1600,1600,20,", design._render_zpl(labels))

    def test_packages_and_places_have_labels(self):
        package = self.env["stock.package"].create({"name": "095060000000000015"})
        stock = self.env.ref("stock.stock_location_stock")
        self.env["stock.quant"]._update_available_quantity(self.set, stock, 24, lot_id=self.lot, package_id=package)
        pdf = self.pdf("pallet_105x148", package)
        found = read_symbols(pdf, dpi=203.2)
        inside = f"02{GTIN}3724\x1d1727063010INF-24/7"
        whole = ("]d2", f"00095060000000000015{inside}")
        self.assertEqual(found, {whole, ("]C1", f"02{GTIN}3724"), ("]C1", "00095060000000000015")})
        self.assertIn("COUNT 24", text_of(pdf))
        self.env["stock.quant"]._update_available_quantity(self.pump, stock, 1, lot_id=self.serial, package_id=package)
        found = read_symbols(self.pdf("pallet_105x148", package), dpi=203.2)
        self.assertEqual(found, {("]d2", "00095060000000000015"), ("]C1", "00095060000000000015")})
        with self.assertRaisesRegex(UserError, r"begins with \(00\)"):
            self.pdf("pallet_105x148", self.env["stock.package"].create({"name": "PACK1"}))
        stock.barcode = "WH-STOCK"
        self.assertEqual(read_symbols(self.pdf("place_100x30", stock), dpi=203.2), {("]C0", "WH-STOCK")})

    def test_sheets_fill_their_places_from_the_chosen_one(self):
        design = self.design("sheet_21")
        pdf = design._render_pdf(design._labels(self.lot, {self.lot.id: 21}), first=21)
        found = [read_symbols(pdf, page) for page in (0, 1)]
        self.assertEqual(found[0], found[1])
        self.assertIn("%PDF", pdf[:5].decode())

    def test_who_may_see_and_change_designs(self):
        design = self.design("unit_50x25")
        operator = self.user_operator()
        self.assertTrue(design.with_user(operator).name)
        with self.assertRaises(AccessError):
            design.with_user(operator).width_mm = 60
        other = self.env["res.company"].create({"name": "Other"})
        theirs = self.make(self.symbol(), company_id=other.id)
        with self.assertRaises(AccessError):
            theirs.with_user(operator).read(["name"])
        self.assertNotIn(theirs, self.env["lot.label.design"].with_user(operator).search([]))

    def test_fields_print_the_companys_day_and_words(self):
        self.env.company.partner_id.tz = "America/Los_Angeles"
        self.lot.expiration_date = "2027-07-01 06:59:59"
        for path, said in (
            ("expiration_date", "2027-06-30"),
            ("product_id.is_storable", "Yes"),
            ("product_qty", "0.0"),
        ):
            design = self.make({"kind": "text", "source": "field", "field_path": path, "text": "IS"})
            self.assertEqual(text_of(design._render_pdf(design._labels(self.lot))), f"IS {said}", path)

    def test_another_picture_of_the_same_length_is_another_revision(self):
        design = self.make({"kind": "picture", "image": png("black")})
        design.line_ids.image = png("white")
        self.assertEqual((len(png("black")), design.revision), (len(png("white")), 2))

    def test_a_new_logo_is_another_revision_when_it_is_printed(self):
        self.env.company.logo = png("black")
        design = self.make({"kind": "picture"}).with_context(bin_size=True)
        operator = design.with_user(self.user_operator())
        self.assertEqual(operator._issue_file(self.lot).design_revision, 1)
        self.env.company.logo = png("white")
        self.assertEqual(operator._issue_file(self.lot, reason="new logo").design_revision, 2)
        self.assertEqual(operator._issue_file(self.lot, reason="more").design_revision, 2)

    def test_a_form_that_asks_for_sizes_prints_the_picture(self):
        design = self.make({"kind": "picture", "image": png("black")})
        design.with_context(bin_size=True).line_ids.x_mm = 2
        self.assertEqual(design.line_ids.with_context(bin_size=True)._picture()[:4], b"\x89PNG")
        self.assertEqual(design._layout(), design.with_context(bin_size=True)._layout())

    def test_no_caller_can_change_lines_without_check_and_revision(self):
        design = self.make(self.symbol())
        lines = design.line_ids.with_context(lot_label_unstamped=True)
        lines.y_mm = 11
        self.assertEqual(design.revision, 2)
        with self.assertRaises(ValidationError):
            lines.height_mm = 4


def png(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue().ljust(200, b"\0"))
