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
        own = self.pump.udi_di_ids - self.case
        own.end_date = "2020-01-01"
        lot.invalidate_recordset(["udi_problem"])
        self.assertEqual(lot.udi_problem, messages.di_retired_before(self.env, HIBC, own.end_date))
        self.pump.udi_di_ids.unlink()
        lot.invalidate_recordset(["udi_problem"])
        self.assertEqual(lot.udi_problem, messages.no_registered_identifier(self.env, "Pump", "HIBCC"))


@tagged("post_install", "-at_install")
class TestUdiParts(UdiCase):
    """The registry says what the UDI holds."""

    def test_what_the_registry_leaves_out_is_left_out(self):
        lot = self.make_lot(self.pump, "HL1")
        lot.write({"expiration_date": "2027-06-30 12:00:00", "production_date": "2026-05-01"})
        self.pump._udi_device().write({"made_on_label": "no", "expiry_on_label": "udi"})
        self.assertEqual(lot.udi, carrier("HIBCC", HIBC, lot_number="HL1", expiration_date=lot._expiry_day()))
        self.pump._udi_device().expiry_on_label = "label"
        self.assertEqual(lot.udi, carrier("HIBCC", HIBC, lot_number="HL1"))

    def test_what_the_registry_promises_is_asked_for(self):
        lot = self.make_lot(self.pump, "HL1")
        for part in ("made", "expiry", "serial"):
            self.pump._udi_device().write({f"{name}_on_label": "no" for name in ("made", "expiry", "serial")})
            self.pump._udi_device()[f"{part}_on_label"] = "udi"
            self.assertEqual((lot.udi, lot.udi_problem), (False, messages.part_missing(self.env, part)))

    def test_a_batch_beside_the_serial_number(self):
        product = self.device("gs1", "09506000134352", "Monitor", tracking="serial")
        product.write({"barcode": "9506000134352", "use_expiration_date": False})
        product._udi_device().write({"lot_on_label": "udi", "serial_on_label": "udi", "made_on_label": "udi"})
        unit = self.make_lot(product, "S1", production_date="2026-05-01")
        self.assertEqual(unit.udi_problem, messages.part_missing(self.env, "lot"))
        unit.udi_batch = "B7"
        self.assertEqual(unit.udi, "(01)09506000134352(11)260501(10)B7(21)S1")
        answer = self.env["stock.lot"].resolve_scan(unit.udi)
        self.assertEqual([row["id"] for row in answer["lots"]], [unit.id])
        self.assertIn(("10", "B7"), unit._check_gs1_pairs(), "as on the label")
        job = self.env.ref("lot_gs1_labels.lot_label_design_lot_70x42")._issue_file(unit)
        self.assertEqual((job.line_ids.facts["10"], job.line_ids.facts["21"]), ("B7", "S1"))
        check = job._scan_back("]d201095060001343521126050110B7\x1d21S1")
        self.assertFalse(check.problem)
        unit.udi_batch = "B9"
        self.assertEqual(job.stale_count, 1)
        monitor = self.device("hibcc", "E99912340", "Sensor", tracking="serial")
        monitor._udi_device().lot_on_label = "udi"
        sensor = self.make_lot(monitor, "S2", udi_batch="B8")
        self.assertEqual(sensor.udi, carrier("HIBCC", "E99912340", lot_number="B8", serial_number="S2"))
        self.assertEqual(self.env["stock.lot"].resolve_scan(sensor.udi)["lots"][0]["id"], sensor.id)

    def test_the_delivery_slip_tells_it(self):
        lot = self.make_lot(self.pump, "HL1")
        self.receive(lot, 5)
        picking = self.deliver(lot, 2)
        self.env.user.group_ids |= self.env.ref("stock.group_lot_on_delivery_slip")
        page = self.env["ir.actions.report"]._render_qweb_html("stock.report_deliveryslip", picking.ids)[0].decode()
        self.assertIn(lot.udi, page)
