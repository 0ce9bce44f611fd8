"""Device labels: read back for every agency, refused where a market's rules are broken."""

import pypdfium2

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.lot_gs1_labels import messages_release as release_messages
from odoo.addons.lot_gs1_labels.tests.common import read_symbols, text_of

from .. import messages_label as messages
from ..kernel import print_form
from .common import UdiCase

DESIGNS = ("device_eu", "device_us", "device_both", "device_linear", "implant_card")
ANSWERS = {
    "labeler_name": "Example Medical", "labeler_address": "1 Example Way, Springfield", "ar_name": "Example EU",
    "rx": "yes", "storage_temperature": ("2", "8"), "website": "https://www.example.com",
}  # fmt: skip


class LabelCase(UdiCase):
    """Helpers only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.monitor = cls.device("gs1", "09506000134352", "Monitor")
        cls.monitor.barcode = "9506000134352"
        cls.lots = {}
        for product, name in (
            (cls.monitor, "A/7"), (cls.pump, "HL1"), (cls.graft, "A99971312345600-000025"), (cls.drops, "P_1"),
        ):  # fmt: skip
            cls.lots[product.udi_agency] = cls.world.make_lot(
                product, name, expiration_date="2027-06-30 12:00:00", production_date="2026-05-01"
            )
            cls.answer(product._udi_device())

    @classmethod
    def answer(cls, device):
        device.write({"sterile": "yes", "sterilised_by": "oxide", "single_use": "yes", "catalogue_number": "INF-150"})
        for code, value in ANSWERS.items():
            value, upto = value if isinstance(value, tuple) else (value, "")
            device.value_ids = [(0, 0, {
                "attribute_id": cls.env.ref(f"lot_udi.attribute_{code}").id, "value": value, "upto": upto,
                "unit": "Degrees Celsius" if upto else False,
            })]  # fmt: skip

    def design(self, name):
        return self.env.ref(f"lot_udi.lot_label_design_{name}")

    def pdf(self, name, lots):
        design = self.design(name)
        return design._render_pdf(design._labels(lots))


@tagged("post_install", "-at_install")
class TestDeviceLabel(LabelCase):
    def expected(self, lot, name):
        """(symbology identifier, data) of the symbol, written down once more."""
        text, _issues = lot._udi_carrier()
        if name == "device_linear":
            return ("]C0", text)
        return ("]d1", f"=+{text.count('=') + text.count('&'):02}000{text}" if text.startswith("=/") else text)

    def test_every_design_is_read_back_for_every_agency(self):
        for name in DESIGNS:
            for agency, lot in self.lots.items():
                if (name, agency) == ("device_linear", "ifa"):
                    continue
                found = read_symbols(self.pdf(name, lot))
                if agency == "gs1":
                    (code,) = found
                    self.assertEqual(code[0], "]C1" if name == "device_linear" else "]d2")
                else:
                    self.assertEqual(found, {self.expected(lot, name)}, (name, agency))
                answer = self.env["stock.lot"].resolve_scan("".join(next(iter(found))))
                self.assertEqual([row["id"] for row in answer["lots"]], lot.ids, (name, agency))

    def test_what_else_the_label_says(self):
        text = text_of(self.pdf("device_eu", self.lots["hibcc"]))
        for said in [
            "Pump",
            "HL1",
            "INF-150",
            "2026-05-01",
            "2027-06-30",
            "Example Medical",
            "Example EU",
            "2 °C",
            "8 °C",
        ]:
            self.assertIn(said, text)
        self.assertIn("Rx only", text_of(self.pdf("device_us", self.lots["hibcc"])))

    def test_the_implant_card_says_what_the_patient_has_to_know(self):
        # MDR Article 18(1)(a): name, serial or lot number, UDI, model, and of the manufacturer name, address, web site
        self.pump._udi_device().version_model = "Mk II"
        card = text_of(self.pdf("implant_card", self.lots["hibcc"]))
        for said in ("Pump", "HL1", "+A99912340", "Mk II", "Example Medical", "Springfield", "www.example.com"):
            self.assertIn(said, card)
        self.pump._udi_device().version_model = "A very long name of a model " * 2
        self.assertIn("very long", text_of(self.pdf("implant_card", self.lots["hibcc"])))

    def test_symbols_follow_the_registry(self):
        lot, device = self.lots["hibcc"], self.pump._udi_device()
        codes = ("sterile_method", "temperature", "made", "single_use", "model", "website")
        device.version_model = "Mk II"
        drawn = {code: bool(lot._label_drawing(code)) for code in codes}
        self.assertTrue(all(drawn.values()))
        device.write({"sterile": "no", "single_use": "no", "made_on_label": "no", "version_model": False})
        device.value_ids.filtered(lambda row: row.attribute_id.code in ("storage_temperature", "website")).unlink()
        drawn = {code: bool(lot._label_drawing(code)) for code in drawn}
        self.assertFalse(any(drawn.values()))
        self.assertNotEqual(lot._label_drawing("number"), self.lots["iccbba"]._label_drawing("number"))

    def test_ifa_knows_no_code_128(self):
        with self.assertRaises(UserError) as refused:
            self.pdf("device_linear", self.lots["ifa"])
        self.assertEqual(refused.exception.args[0], messages.matrix_only(self.env, "IFA"))

    def test_no_udi_no_label(self):
        lot = self.make_lot(self.pump, "small")
        with self.assertRaises(UserError) as refused:
            self.pdf("device_eu", lot)
        self.assertEqual(refused.exception.args[0], messages.no_udi(self.env, lot.display_name, lot.udi_problem))
        other = self.make_lot(self.world.make_product("Gown"), "G1")
        with self.assertRaises(UserError) as refused:
            self.pdf("device_eu", other)
        self.assertEqual(refused.exception.args[0], messages.no_device(self.env, "Gown"))

    def test_a_label_that_a_market_forbids_is_not_printed(self):
        design, lot = self.design("device_eu"), self.lots["hibcc"]
        self.assertFalse(design.device_findings)
        design.line_ids.filtered(lambda line: line.drawing in ("md", "sterile_method")).unlink()
        self.assertEqual(design.device_findings, messages.breach(self.env, "eudamed", "md", ""))
        design.sample_lot_id = lot
        self.assertIn(messages.breach(self.env, "eudamed", "sterile", ""), design.device_findings)
        with self.assertRaises(UserError) as refused:
            self.pdf("device_eu", lot)
        self.assertIn(messages.breach(self.env, "eudamed", "md", ""), refused.exception.args[0])
        self.pump._udi_device().expiry_on_label = "label"
        with self.assertRaises(UserError) as refused:
            self.pdf("device_us", lot)
        self.assertIn(messages.breach(self.env, "gudid", "from_label", "expiry"), refused.exception.args[0])

    def test_designs_are_made_by_people(self):
        with Form(self.env["lot.label.design"]) as form:
            form.name, form.dpi = "Mine", "300"
            with form.line_ids.new() as line:
                line.kind, line.drawing = "drawing", "md"
            with form.line_ids.new() as line:
                line.kind, line.carrier, line.y_mm, line.height_mm = "symbol", print_form.MATRIX, 8, 14
        design = form.record
        self.assertTrue(design.preview)
        self.assertIn('"drawing": "md"', design.revision_ids.layout)
        with self.assertRaises(ValidationError):
            design.model = "stock.package"
        design.line_ids[0].drawing = "udi"
        self.assertEqual(design.revision, 2)

    def test_labels_of_every_agency_are_scanned_back(self):
        for agency, lot in self.lots.items():
            job = self.design("device_both")._issue_file(lot)
            code = next(iter(read_symbols(self.pdf("device_both", lot))))
            self.assertFalse(job._scan_back("".join(code)).problem, agency)
            lot.expiration_date = "2028-01-31 12:00:00"
            self.assertTrue(job._scan_back("".join(code)).problem, agency)

    def test_what_labels_say_is_named_as_the_agency_names_it(self):
        codes = {}
        for agency, lot in self.lots.items():
            job = self.design("device_both")._issue_file(lot)
            codes[agency] = "".join(next(iter(read_symbols(self.pdf("device_both", lot)))))
            line = self.env["lot.print.line"].search([("job_id", "=", job.id)])
            title = release_messages.title(self.env, "01") if agency == "gs1" else self.title(agency, "01")
            for told in (line.said, job._scan_back(codes[agency]).table):
                self.assertIn(title, told)
                self.assertEqual("(17)" in told, agency == "gs1", told)
        # The label of something else got among those of GS1.
        told = self.design("device_both")._issue_file(self.lots["gs1"], reason="more")._scan_back(codes["ifa"]).table
        self.assertIn(self.title("ifa", "01"), told)

    def title(self, agency, key):
        return messages.fact_title(self.env, agency.upper(), key)

    def test_zpl_has_it_too(self):
        design = self.design("device_both")
        for lot in self.lots.values():
            self.assertGreater(design._render_zpl(design._labels(lot)).count(b"^GFA"), 8)
        self.assertEqual(len(pypdfium2.PdfDocument(self.pdf("device_both", self.lots["gs1"]))), 1)
