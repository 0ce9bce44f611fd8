"""Lots show the UDI of their own agency, or say what stands in its way."""

from odoo.tests import Form, tagged

from .. import messages
from .common import HIBC, PPN, UdiCase, carrier


@tagged("post_install", "-at_install")
class TestUdiAgencies(UdiCase):
    def test_each_agency_spells_it_its_own_way(self):
        for product, name, text in (
            (self.pump, "HL1", carrier("HIBCC", HIBC, lot_number="HL1")),
            (self.drops, "P_1", f"(9N){PPN}(1T)P_1"),
            (self.graft, "A99971312345600-000025", "=/A9999XYZ100T0944=,000025=A99971312345600"),
            (self.graft, "A99971312345600", "=/A9999XYZ100T0944=,000000=A99971312345600"),
            (self.graft, "000026", "=/A9999XYZ100T0944=,000026"),
        ):
            lot = self.make_lot(product, name)
            self.assertEqual((lot.udi, lot.udi_problem), (text, False), name)
            self.assertEqual(self.env["stock.lot"].resolve_scan(lot.udi)["lots"][0]["id"], lot.id)
            self.assertIn({"label": "UDI", "value": text}, lot._identifiers())

    def test_dates_are_in_it(self):
        lot = self.make_lot(self.pump, "HL1")
        lot.write({"expiration_date": "2027-06-30 12:00:00", "production_date": "2026-05-01"})
        self.assertTrue(lot.udi.startswith("+A99912340/$$3270630HL1/16D20260501"))
        self.assertEqual(lot.udi_pi, lot.udi.removeprefix("+A99912340"))

    def test_a_lot_without_a_name_yet(self):
        for product in (self.pump, self.graft, self.drops):
            form = Form(self.env["stock.lot"].with_context(default_product_id=product.id))
            form.name = False
            self.assertFalse(form.udi or form.udi_problem)

    def test_what_stands_in_its_way_is_said(self):
        lot = self.make_lot(self.pump, "L" * 19)
        self.assertFalse(lot.udi)
        self.assertIn("18", lot.udi_problem)
        lot = self.make_lot(self.pump, "small")
        issues = lot._udi_carrier()[1]
        self.assertEqual(lot.udi_problem, messages.name_not_carried(self.env, "small", "HIBCC", issues))
        self.pump.udi_di_ids.end_date = "2020-01-01"
        lot.invalidate_recordset(["udi_problem"])
        self.assertEqual(lot.udi_problem, messages.no_registered_identifier(self.env, "Pump", "HIBCC"))
