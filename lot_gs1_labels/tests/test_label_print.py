"""Printing: from the lists, with quantities, as PDF and for label printers."""

import base64
import json
import re
from xml.etree import ElementTree as ET

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_traceability.demo.verbs import Verbs

from .common import Gs1Case, text_of


def read_path(path):
    """What a reader says of a symbol drawn as a path, one unit a module."""
    image = Image.new("L", (400, 400), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", path):
        pen.rectangle((int(x) * 8, int(y) * 8, (int(x) + int(width)) * 8 - 1, int(y) * 8 + 7), fill=0)
    return {(symbol.symbology_identifier, symbol.bytes.decode()) for symbol in zxingcpp.read_barcodes(image)}


@tagged("post_install", "-at_install")
class TestLabelPrint(Gs1Case):
    def wizard(self, records, **vals):
        wizard = self.env["lot.label.print"].browse(records.action_print_labels()["res_id"])
        wizard.write(vals)
        return wizard

    def test_print_menu_offers_labels(self):
        operator = self.user_operator()
        for model in ("stock.lot", "stock.package", "stock.location"):
            bindings = self.env["ir.actions.actions"].with_user(operator).get_bindings(model)
            self.assertIn("Labels", [action["name"] for action in bindings["report"]], model)

    def test_pdf_and_zpl_with_quantities(self):
        wizard = self.wizard(self.lot + self.serial, copies=3)
        self.assertEqual((wizard.record_count, wizard.label_count), (2, 6))
        action = wizard.action_pdf()
        self.assertIn("download=true", action["url"])
        self.assertEqual(len(pypdfium2.PdfDocument(base64.b64decode(wizard.file))), 6)
        wizard.action_zpl()
        zpl = base64.b64decode(wizard.file).decode("ascii")
        self.assertEqual(zpl.count("^XA"), 2)
        self.assertEqual(zpl.count("^PQ3"), 2)
        self.assertEqual(wizard.file_name, f"{wizard.design_id.name}.zpl")

    def test_nothing_that_people_typed_is_a_command(self):
        self.set.name = "^XZ ~JA _5E ^FD \\& Ünï ⌀ <b>"
        lot = self.make_lot(self.set, "_5E%&'()*+,-./:;<")
        zpl = self.wizard(lot).design_id._render_zpl(self.wizard(lot).design_id._labels(lot)).decode()
        commands = [line for line in zpl.splitlines() if not line.startswith(("^FO", "^FT"))]
        self.assertEqual(commands, ["^XA", "^CI28", "^PW560^LL336^LH0,0", "^PQ1", "^XZ"])
        self.assertNotIn("~", zpl)
        for line in zpl.splitlines():
            self.assertLessEqual(line.count("^"), 5, line)
        self.assertIn("^FD_5FE" if "^FD_5FE" in zpl else "_5F5E", zpl)

    def test_labels_go_to_a_printer_drawn_for_it_in_small_pieces(self):
        printer = self.env["lot.printer"].create({"name": "Dock", "host": "printer.example.com", "dpi": "300"})
        wizard = self.wizard(self.lot + self.serial, copies=60, printer_id=printer.id)
        job = self.env["lot.print.job"].browse(wizard.action_print()["res_id"])
        self.assertEqual((job.label_count, job.design_revision), (120, wizard.design_id.revision))
        self.assertEqual(job.piece_ids.mapped("label_count"), [50, 50, 20])
        first, second = (piece._get_bytes().decode() for piece in job.piece_ids[:2])
        self.assertIn("^PW827", first)
        self.assertEqual(re.findall(r"\^PQ\d+", first + second), ["^PQ50", "^PQ10", "^PQ40"])
        with self.assertRaisesRegex(UserError, "Choose the printer"):
            self.wizard(self.lot).action_print()
        with self.assertRaisesRegex(UserError, "is for sheets"):
            self.wizard(self.lot, printer_id=printer.id, design_id=self.design("sheet_21").id).action_print()
        with self.assertRaises(UserError):  # rolls back
            self.wizard(self.lot + self.make_lot(self.set, "X" * 21), printer_id=printer.id).action_print()
        self.assertEqual(printer.job_ids, job, "nothing of a refused run waits")

    def test_transfers_print_designs_by_quantity(self):
        receipt = self.receive(self.lot, 7)
        layout = self.env["lot.label.layout"].create({"move_line_ids": receipt.move_line_ids.ids})
        for number, wanted in (("lots", 1), ("units", 7)):
            layout.write({"label_quantity": number, "print_format": "design"})
            wizard = self.env["lot.label.print"].browse(layout.process()["res_id"])
            self.assertEqual(wizard.label_count, wanted)
            wizard.reason = "the first was for the box"
            self.assertTrue(wizard.action_pdf())

    def test_none_and_a_million_are_refused(self):
        with self.assertRaisesRegex(UserError, "at least one"):
            self.env["stock.lot"].action_print_labels()
        for copies in (0, -1, 1_000_000):
            with self.assertRaisesRegex(UserError, f"{copies} labels"):
                self.wizard(self.lot, copies=copies).action_pdf()

    def test_a_design_of_something_else_is_refused(self):
        wizard = self.wizard(self.lot)
        with self.assertRaisesRegex(UserError, "something else"):
            list(self.design("place_100x30")._labels(self.lot))
        wizard.design_id = self.design("sheet_24")
        wizard.first = 24
        wizard.action_pdf()
        self.assertIn("INF-24/7", text_of(base64.b64decode(wizard.file)))

    def test_odoos_own_label_has_a_true_gs1_symbol(self):
        self.env.user.group_ids += self.env.ref("stock.group_stock_lot_print_gs1")
        plain = self.make_lot(self.world.make_product("No GTIN"), "N-1")
        lots = self.lot + plain
        report = self.env["ir.actions.report"]
        page = report._render_qweb_html("stock.report_lot_label", lots.ids)[0].decode()
        (image,) = set(re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page))
        (bits,) = ET.fromstring(base64.b64decode(image)).findall(".//{*}path")
        self.assertEqual(read_path(bits.get("d")), {("]d2", "01095060001343521727063010INF-24/7")})
        zpl = report._render_qweb_text("stock.label_lot_template_view", lots.ids)[0].decode()
        self.assertNotIn("^BX", zpl)
        self.assertEqual(zpl.count("^GFA"), 2)
        self.assertIn("^FDUse by_3A 2027-06-30^FS", zpl)

    def test_files_of_others_stay_theirs(self):
        wizard = self.wizard(self.lot)
        wizard.action_pdf()
        with self.assertRaises(AccessError):
            wizard.with_user(self.user_operator()).read(["file"])


@tagged("post_install", "-at_install")
class TestLabelDownload(HttpCase, Verbs):
    def test_print_menu_and_download_as_the_client_does(self):
        lot = self.make_lot(self.make_product("Infusion set", barcode="9506000134352"), "DL-2")
        self.authenticate("admin", "admin")
        action = self.env.ref("lot_gs1_labels.stock_lot_action_print_gs1_label")
        context = {"active_model": "stock.lot", "active_ids": lot.ids, "active_id": lot.id}
        answer = self.url_open(
            "/web/action/run",
            data=json.dumps({"params": {"action_id": action.id, "context": context}}),
            headers={"Content-Type": "application/json"},
        ).json()
        wizard = self.env["lot.label.print"].browse(answer["result"]["res_id"])
        url = wizard.with_user(self.env.ref("base.user_admin")).action_pdf()["url"]
        answer = self.url_open(url)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn("DL-2", text_of(answer.content))
