"""Whoever writes a format of lot numbers is told when GS1 symbols cannot carry its numbers."""

from odoo.tests import Form, tagged

from .common import Gs1Case


@tagged("post_install", "-at_install")
class TestGs1Number(Gs1Case):
    def notes(self, pattern, **values):
        number_format = self.env["lot.number.format"].create({"name": "Ours", "pattern": pattern, **values})
        self.set.lot_number_format_id = number_format if number_format.purpose == "own" else False
        number_format.invalidate_recordset()
        return number_format.fit_note or ""

    def test_the_largest_number_counts(self):
        self.assertFalse(self.notes("LOT-{yyyy}{mm}{dd}-{seq:7}"))
        self.assertIn("up to 21 characters", self.notes("LOT-{yyyy}{mm}{dd}-{seq:8}"))

    def test_the_longest_internal_reference_counts(self):
        self.set.default_code = "INF-SET"
        self.assertFalse(self.notes("{product:20}-{seq:4}"))
        self.set.default_code = "INFUSION-SET-2026"
        self.assertIn("up to 22 characters", self.notes("{product:20}-{seq:4}"))
        self.set.default_code = "IN#1"
        self.assertIn("cannot carry #", self.notes("{product:20}-{seq:4}"))

    def test_characters_that_gs1_does_not_have(self):
        self.assertIn("cannot carry # ~", self.notes("#~{seq:4}"))
        self.assertIn("{any}", self.notes("{any:1-20}", purpose="supplier"))
        self.assertFalse(self.notes("{letters:2}{digits:1-18}", purpose="supplier"))

    def test_it_is_told_while_typing_and_a_number_that_fits_prints(self):
        with Form(self.env["lot.number.format"]) as form:
            form.name = "Live"
            form.pattern = "A-VERY-LONG-NUMBER-{seq:4}"
            self.assertIn("up to 23 characters", form.fit_note)
            form.pattern = "L{yy}/{seq:4}{check:mod37-2}"
            self.assertFalse(form.fit_note)
        self.set.lot_number_format_id = form.record
        lot = self.env["stock.lot"].create({"product_id": self.set.id})
        self.assertIn(("10", lot.name), lot._check_gs1_pairs())
