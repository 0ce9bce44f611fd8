"""Batch records show the specimen of device labels that was examined, and tell labels that units bear from others."""

import base64
import hashlib

from odoo import models


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _get_label_row(self, line):
        job, unit = line.job_id, self.env.ref("uom.product_uom_unit")
        # Goods that are not counted have no units to bear a label.
        is_of_unit = job.is_device and self.product_id.uom_id._has_common_reference(unit)
        return {**super()._get_label_row(line), "specimen": job.exam_id.specimen_sha256 or "", "of_unit": is_of_unit}

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
