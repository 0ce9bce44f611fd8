"""Batch records show the specimen of device labels that was examined."""

import base64
import hashlib

from odoo import models


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _get_label_row(self, line):
        return {**super()._get_label_row(line), "specimen": line.job_id.exam_id.specimen_sha256 or ""}

    def _get_pictures(self, content):
        found = super()._get_pictures(content)
        wanted = {row["specimen"] for row in content["labels"] if row.get("specimen")}
        # Sudo: part of the record, whoever may read that.
        for exam_sudo in self.env["lot.udi.exam"].sudo().search([("specimen_sha256", "in", list(wanted))]):
            picture = base64.b64decode(exam_sudo.specimen or b"")
            digest = hashlib.sha256(picture).hexdigest()
            # A file that was exchanged behind our back is not what was examined.
            if digest in wanted:
                found[digest] = picture
        return found
