"""The UDI of lots and serials, on the form and among the identifiers."""

from odoo.tests import Form, tagged

from odoo.addons.lot_gs1_labels.tests.common import GTIN, Gs1Case


@tagged("post_install", "-at_install")
class TestUdi(Gs1Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.set + cls.pump).is_udi_device = True

    def identifiers(self, lot):
        return {row["label"]: row["value"] for row in lot._identifiers()}

    def test_lot_and_serial(self):
        self.assertEqual(self.lot.udi, f"(01){GTIN}(17)270630(10)INF-24/7")
        self.assertEqual((self.lot.udi_di, self.lot.udi_pi), (GTIN, "(17)270630(10)INF-24/7"))
        self.assertEqual(self.serial.udi, "(01)19506000134359(21)P(1)")
        self.assertFalse(self.lot.udi_problem)

    def test_the_udi_is_what_the_scan_of_it_finds(self):
        answer = self.env["stock.lot"].resolve_scan(self.lot.udi)
        self.assertEqual([row["id"] for row in answer["lots"]], [self.lot.id])

    def test_identifiers_gain_di_and_udi_for_devices_only(self):
        rows = self.identifiers(self.lot)
        self.assertEqual((rows["UDI-DI"], rows["UDI"]), (GTIN, self.lot.udi))
        self.set.is_udi_device = False
        rows = self.identifiers(self.lot)
        self.assertNotIn("UDI", rows)
        self.assertIn("GTIN", rows)
        self.assertFalse(self.lot.udi)

    def test_changes_show_at_once(self):
        self.lot.expiration_date = False
        self.assertEqual(self.lot.udi, f"(01){GTIN}(10)INF-24/7")
        self.lot.name = "NEW"
        self.assertEqual(self.lot.udi_pi, "(10)NEW")

    def test_what_is_missing_is_said(self):
        self.set.barcode = "123"
        self.assertFalse(self.lot.udi)
        self.assertIn("Infusion set", self.lot.udi_problem)
        self.assertNotIn("UDI", self.identifiers(self.lot))
        self.set.barcode = "9506000134352"
        self.lot.name = "A B"
        self.assertFalse(self.lot.udi)
        self.assertIn("A B", self.lot.udi_problem)

    def test_forms_show_it(self):
        with Form(self.lot) as form:
            self.assertEqual(form.udi, f"(01){GTIN}(17)270630(10)INF-24/7")
            form.name = "EDITED"
            self.assertEqual(form.udi_pi, "(17)270630(10)EDITED")
        with Form(self.set.product_tmpl_id) as form:
            self.assertEqual(form.udi_agency, "gs1")
            form.is_udi_device = False
        self.assertFalse(self.set.is_udi_device)

    def test_a_lot_that_is_being_made_has_no_udi_yet(self):
        form = Form(self.env["stock.lot"])
        self.assertFalse(form.udi)
        form.product_id = self.set
        form.name = "FIRST"
        self.assertEqual(form.udi, f"(01){GTIN}(10)FIRST")
