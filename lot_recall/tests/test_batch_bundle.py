"""The batch records of a recall in one file: each affected lot is listed, nobody sees what they may not read."""

import io
import zipfile
from unittest.mock import patch

import openpyxl

from odoo.tests import HttpCase, tagged

from ..models import lot_recall_batch
from .common import RecallCase


@tagged("post_install", "-at_install")
class TestBatchBundle(RecallCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kit.product_tmpl_id.lot_batch_profile = "device"
        cls.env["lot.batch.record"]._start({cls.set_order: {cls.set1: 50}})
        cls.manager.password = "right horse"

    def setUp(self):
        super().setUp()
        self.case = self.confirmed()

    def fetch(self, login=None, **query):
        self.env.flush_all()
        self.authenticate(login or self.manager.login, "right horse")
        words = "&".join(f"{name}={value}" for name, value in query.items())
        return self.url_open(f"/lot_recall/{self.case.id}/batch-records?{words}")

    def read_bundle(self, content):
        """``(names, rows of the index)`` of a ZIP file."""
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            self.assertIsNone(bundle.testzip())
            book = openpyxl.load_workbook(io.BytesIO(bundle.read("index.xlsx")))
            papers = {name: bundle.read(name)[:4] for name in bundle.namelist() if name.endswith(".pdf")}
        _note, _head, *rows = book["Index"].values
        return papers, rows

    def test_every_affected_lot_is_listed_and_those_with_a_record_have_a_file(self):
        papers, rows = self.read_bundle(self.fetch().content)
        self.assertEqual(papers, {"SET-1_v1.pdf": b"%PDF"})
        affected = self.env["lot.recall.lot"].search(
            [("revision_id", "=", self.case.revision_id.id), ("is_affected", "=", True)]
        )
        self.assertEqual(sorted(row[0] for row in rows), sorted(affected.mapped("lot")))
        told = {row[0]: row[2] for row in rows}
        self.assertEqual((told["SET-1"], told["N1"]), ("In process", "No batch record"))
        self.assertEqual(self.case.with_user(self.manager).action_batch_records()["type"], "ir.actions.act_url")
        exports = self.env["lot.audit.entry"].search([("code", "=", "exported")])
        self.assertTrue(exports.filtered(lambda entry: "batch_records" in entry.content))

    def test_many_come_in_several_files(self):
        with patch.object(lot_recall_batch, "PART", 1):
            parts = self.case._get_batch_parts(self.case.revision_id)
        self.assertEqual([bool(pair[1]) for part in parts for pair in part][:2], [True, False])
        for wrong in ("0", "9", "x", "1e9"):
            self.assertEqual(self.fetch(part=wrong).status_code, 404)

    def test_strangers_get_nothing(self):
        stranger = self.user_of(self.new_company("Sister"))
        stranger.password = "right horse"
        self.assertEqual(self.fetch(stranger.login).status_code, 404)
