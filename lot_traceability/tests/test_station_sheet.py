"""Station sheets: one page whose codes an independent reader reads, the same bytes again, no markup."""

import pypdfium2
import zxingcpp

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ..report.station_sheet import build_station_sheet, fits
from .training_case import TrainingCase


@tagged("post_install", "-at_install")
class TestStationSheet(TrainingCase, HttpCase):
    def paper(self, content):
        return build_station_sheet(self.env, content, "0" * 64, "2026-06-01T10:00:00Z", "approved by Zoë 東京")

    def read_page(self, pdf):
        """``(codes, text, pages)`` of a PDF."""
        document = pypdfium2.PdfDocument(pdf)
        codes = zxingcpp.read_barcodes(document[0].render(scale=300 / 72).to_pil())
        text = document[0].get_textpage().get_text_bounded()
        return {code.text for code in codes}, text, len(document)

    def test_every_code_is_read(self):
        kept = ["WHIN", "WH-STOCK", "a" * 30, "Dépôt-7", "LOCATION 12/B"]
        steps = [{"name": f"Step {at}", "barcode": code} for at, code in enumerate(kept)]
        content = self.make_version(step_ids=[(0, 0, step) for step in steps])._get_content()
        content["head"]["title"] = "<b>Wash</b> & pack"
        pdf = self.paper(content)
        codes, text, pages = self.read_page(pdf)
        self.assertEqual((codes, pages), (set(kept), 1))
        self.assertIn("<b>Wash</b> & pack", text)
        self.assertIn("approved by Zoë", text)
        self.assertEqual(pdf, self.paper(content))

    def test_codes_come_from_operations_and_places(self):
        types = self.warehouse().in_type_id
        version = self.make_version(is_approved=False, step_ids=[(0, 0, {"name": "x", "picking_type_id": types.id})])
        self.assertTrue(types.barcode)
        self.assertEqual(version.step_ids.barcode, types.barcode)

    def test_many_steps_get_smaller_and_too_many_are_refused(self):
        version = self.make_version(is_approved=False)
        content = version._get_content()
        content["steps"] = [{"text": f"Step {at}", "barcode": f"S-{at}"} for at in range(9)]
        codes, _text, pages = self.read_page(self.paper(content))
        self.assertEqual((len(codes), pages), (9, 1))
        content["steps"] *= 9
        self.assertFalse(fits(self.env, content))
        version.step_ids = [(0, 0, {"name": "word " * 40}) for _at in range(60)]
        with self.assertRaisesRegex(UserError, "one page"):
            version._check_may_approve()

    def test_download(self):
        version, draft = self.make_version(), self.make_version("B", is_approved=False)
        self.env.flush_all()
        user = self.user_operator()
        user.password = "right horse"
        self.authenticate(user.login, "right horse")
        first, again = (self.url_open(f"/lot_traceability/procedure/{version.id}/sheet") for _time in range(2))
        self.assertEqual(first.content, again.content)
        self.assertIn("WHIN", self.read_page(first.content)[0])
        for other in (draft.id, 999999999):
            self.assertEqual(self.url_open(f"/lot_traceability/procedure/{other}/sheet").status_code, 404)
