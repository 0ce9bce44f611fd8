"""Batch records tell which labels of their lot came out, what they say and who released them."""

from odoo.tests import tagged

from .loop import LoopCase


@tagged("post_install", "-at_install")
class TestBatchLabels(LoopCase):
    def test_labels_of_the_lot_are_in_its_record(self):
        self.set.product_tmpl_id.lot_batch_profile = "device"
        film = self.make_lot(self.make_product("Film"), "F1")
        self.receive({film: 5})
        self.produce(self.lot, {film: 5}, 5)
        record = self.env["lot.batch.record"].search([("lot_id", "=", self.lot.id)])
        self.assertIn("labels", [line["section"] for line in record.remark_lines])
        job = self.released(self.lot, 5)
        job.with_user(self.user_operator())._account("spoiled", 1, "", "ribbon wrinkled")
        [row] = record._get_content()["labels"]
        self.assertEqual(
            (row["issued"], row["spoiled"], row["left"], row["state"], row["released_by"]),
            ("5", "1", "4", "released", self.user_quality().name),
        )
        self.assertIn("INF-24/7", row["says"])  # the specimen, in words
        record.invalidate_recordset()
        self.assertNotIn("labels", [line["section"] for line in record.remark_lines])
        told = " ".join(row["value"] for row in record._get_content()["head"]["identifiers"])
        self.assertIn("9506000134352", told)
