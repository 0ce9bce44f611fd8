"""Labels of what they were not made for: printed right, or refused in a sentence that says what to do."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import GTIN, Gs1Case, read_symbols

# The characters of GS1's set that mean something to printers, formats, programs or people.
ODD = ("a(1)%_", '"b"', "Lower-UPPER_9", "_5E_7E", "100%/<b>", "(10)X", "=1+1;'", "&amp;")
REFUSED = {"^XA": "^", "~JA": "~", "A 1": " ", "Charge-ü": "ü", "批号": "批", "€5": "€", "A#1": "#", "A\\B": "\\"}


@tagged("post_install", "-at_install")
class TestLabelBadInput(Gs1Case):
    def test_odd_characters_of_gs1_read_back_the_same(self):
        lots = self.set.env["stock.lot"]
        for name in ODD:
            lots += self.make_lot(self.set, name)
        for design in ("unit_25x15", "carton_100x50"):
            pdf = self.pdf(design, lots)
            for page, name in enumerate(ODD):
                wanted = f"01{GTIN}10{name}"
                self.assertIn(("]d2", wanted), read_symbols(pdf, page), name)

    def test_characters_that_gs1_does_not_have_are_refused_by_name(self):
        for name, character in REFUSED.items():
            lot = self.make_lot(self.set, name)
            with self.assertRaises(UserError) as refused:
                self.pdf("unit_50x25", lot)
            self.assertIn(character.strip() or name, str(refused.exception), name)

    def test_twenty_characters_fit_and_twenty_one_are_refused(self):
        longest = self.make_lot(self.set, "LOT-2027/06-00000001")
        for design in ("unit_25x15", "unit_50x25", "lot_70x42", "carton_100x50", "sheet_65"):
            self.assertTrue(read_symbols(self.pdf(design, longest), dpi=600), design)
            with self.assertRaisesRegex(UserError, "20"):
                self.pdf(design, self.make_lot(self.set, "W" * 21 + design))

    def test_without_gtin_or_with_a_wrong_one_nothing_is_printed(self):
        printer = self.env["lot.printer"].create({"name": "Dock", "host": "printer.invalid"})
        design = self.design("unit_50x25")
        for barcode in (False, "9506000134353", "ABC", "9" * 30):
            self.set.barcode = barcode
            with self.assertRaisesRegex(UserError, "GTIN"):
                design._send(printer, self.serial + self.lot)
        self.assertFalse(printer.job_ids.filtered("label_count"), "not even the right one before it")

    def test_what_is_smaller_than_its_symbol_is_refused_when_it_is_saved(self):
        design = self.design("unit_25x15")
        for values in (
            {"width_mm": 12, "height_mm": 5},
            {"width_mm": 0, "height_mm": 0},
            {"width_mm": -25},
            {"width_mm": 1e9},
            {"sheet": "a4_65", "width_mm": 50},
        ):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                design.write(values)
        line = design.line_ids[:1]
        with self.assertRaisesRegex(ValidationError, "symbol needs at least"), self.env.cr.savepoint():
            line.write({"width_mm": 6, "height_mm": 3})

    def test_numbers_of_labels_that_nobody_means(self):
        wizard = self.env["lot.label.print"].browse(self.lot.action_print_labels()["res_id"])
        for copies in (0, -5, 20_001, 1_000_000, 2**31 - 1):
            wizard.copies = copies
            with self.assertRaisesRegex(UserError, f"{copies} labels"):
                wizard.action_zpl()
        wizard.quantities = {str(self.lot.id): 1_000_000, str(self.serial.id): -999_990}
        with self.assertRaisesRegex(UserError, "-999990 labels"):
            wizard.action_zpl()
        wizard.write({"quantities": False, "copies": 1, "design_id": self.design("place_100x30").id})
        with self.assertRaisesRegex(UserError, "something else"):
            wizard.action_zpl()
        self.assertFalse(self.lot.label_line_ids)
