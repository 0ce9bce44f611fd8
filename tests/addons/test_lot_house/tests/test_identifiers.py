"""The UDI of a recalled device goes with it: case, workbook, dossier, letter, mail and reply page."""

import io
from datetime import timedelta

import openpyxl
from pypdf import PdfReader

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.lot_recall.models.lot_recall_consignee_letter import to_html
from odoo.addons.lot_recall.models.lot_recall_notice_mail import hash_token
from odoo.addons.lot_recall.report.dossier import build_dossier
from odoo.addons.lot_recall.report.workbook import build_workbook
from odoo.addons.lot_recall.tests.common import RecallCase
from odoo.addons.lot_recall.tests.letters import make_letter

GTIN, TOKEN = "09506000134352", "device-token-" + "d" * 30
UDI = f"(01){GTIN}(10)SET-1"


@tagged("post_install", "-at_install")
class TestIdentifiers(HttpCase, RecallCase):
    def setUp(self):
        super().setUp()
        self.kit.write({"barcode": GTIN, "is_udi_device": True})
        self.hub.barcode = "09506000134369"
        self.recall = self.confirmed()
        self.clinic = self.recall.consignee_ids.filtered(lambda one: one.name == "Clinic")

    def test_case_and_papers(self):
        told = {row.lot: row.identifiers for row in self.recall.revision_id.lot_ids}
        self.assertEqual((told["SET-1"], told["HUB-1"], told["N1"]), (f"UDI {UDI}", "GTIN 09506000134369", False))
        revision = self.recall.revision_id
        content = revision._read_content()
        book = openpyxl.load_workbook(io.BytesIO(build_workbook(self.env, content, revision.sha256)))
        self.assertIn(f"UDI {UDI}", [cell.value for row in book["Lots"].iter_rows() for cell in row])
        pages = PdfReader(io.BytesIO(build_dossier(self.env, content, revision.sha256))).pages
        self.assertIn(UDI, "".join("".join(page.extract_text() for page in pages).split()))
        # What was frozen stays, whatever becomes of the product.
        self.kit.barcode = "09506000134376"
        self.assertEqual(revision.lot_ids.filtered(lambda row: row.lot == "SET-1").identifiers, f"UDI {UDI}")
        del content["names"]["lot"]
        self.assertTrue(build_workbook(self.env, content, revision.sha256), "frozen by an earlier release")

    def test_the_consignee_reads_it(self):
        built = self.clinic._build_letter(make_letter(self.env, self.recall), "", self.recall.as_of)
        self.assertEqual(built.rows[0][1], f"SET-1\nUDI {UDI}")
        self.assertIn(f"SET-1<br/>UDI {UDI}", to_html(built))
        self.clinic.write({"channel": "phone", "phone": "112"})
        notice_sudo = self.env["lot.recall.notice"]._queue(self.clinic, self.recall.revision_id, "notice").sudo()
        notice_sudo.token_hash = hash_token(TOKEN)
        self.clinic._set_facts(link_expires_at=fields.Datetime.now() + timedelta(days=9))
        self.assertIn(UDI, self.url_open(f"/recall/{TOKEN}").text)

    def test_the_next_revision_tells_what_it_is_now(self):
        self.kit.barcode = "09506000134376"
        self.recall.with_user(self.manager).action_new_revision()
        self.assertEqual(self.clinic.lot_ids.identifiers, "UDI (01)09506000134376(10)SET-1")

    def test_the_page_about_a_lot(self):
        about = self.set1.with_user(self.quality).tell_about()
        self.assertIn({"label": "UDI", "value": UDI}, about["identifiers"])
        self.assertFalse(about["batch_record"])
        self.assertEqual(about["delivered"], "Clinic, St. Agnes")
        names = (self.set1 + self.hub1 + self.n1).with_user(self.quality)._public_names()
        self.assertEqual(names, {self.set1.id: f"UDI {UDI}", self.hub1.id: "GTIN 09506000134369"})
