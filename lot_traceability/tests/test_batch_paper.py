"""What batch records look like on paper, whoever asks for them and whatever stands in them."""

import pypdfium2

from odoo.tests import tagged

from ..kernel import audit_chain
from ..report.batch_pdf import build_batch_pdf
from ..report.batch_words import BatchWords
from .check_case import CheckCase

HASH = "0123456789abcdef" * 4


@tagged("post_install", "-at_install")
class TestBatchPaper(CheckCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pouch.product_tmpl_id.write({"lot_batch_profile": "device", "use_expiration_date": True})
        cls.world.receive({cls.film_lot: 10})
        cls.world.produce(cls.lot, {cls.film_lot: 5}, 5)
        cls.record = cls.env["lot.batch.record"].search([("lot_id", "=", cls.lot.id)])

    def test_a_day_is_kept_for_all_and_told_as_its_reader_writes_it(self):
        self.lot.expiration_date = "2029-03-04 12:00:00"
        self.env["res.lang"]._activate_lang("fr_FR")
        sister = self.new_company("Sister")
        self.env.company.partner_id.tz = "UTC"
        sister.partner_id.write({"lang": "fr_FR", "tz": "Pacific/Kiritimati"})
        stranger = self.new_user("test-fr", "lot_traceability.group_quality", sister)
        mine, theirs = (self.record.with_user(user)._get_content() for user in (self.user_quality(), stranger))
        self.assertEqual(audit_chain.canonical(mine), audit_chain.canonical(theirs))
        for lang, told in (("en_US", "03/04/2029"), ("fr_FR", "04/03/2029")):
            env = self.env(context={**self.env.context, "lang": lang})
            self.assertIn(told, [text for _title, text in BatchWords(env, theirs).head()])

    def test_each_page_of_a_record_with_long_names_has_its_hash_and_number(self):
        self.pouch.name = "Pouch, sterile, with peel seal and indicator, " * 8
        self.record.invalidate_recordset()
        paper = build_batch_pdf(self.env, self.record._get_content(), HASH, "2026-06-01T10:00:00Z")
        for page in pypdfium2.PdfDocument(paper):
            text = page.get_textpage()
            foot = text.get_text_bounded(top=40)
            self.assertIn("… · SHA-256 0123456789abcdef", foot)
            left, right = (text.search(words).get_next() for words in ("SHA-256 0123456789abcdef", "Page "))
            places = [text.get_charbox(start) for start, _count in (left, right)]
            self.assertLess(places[0][2], places[1][0])
