"""Batch records tell which labels of their lot came out, what they say, and who released them."""

from odoo import models

from odoo.addons.lot_traceability.kernel import audit_chain


class LotBatchRecord(models.Model):
    _inherit = "lot.batch.record"

    def _get_label_rows(self):
        lines = self.env["lot.print.line"].search([("lot_id", "=", self.lot_id.id)], order="id")
        return [*super()._get_label_rows(), *(self._get_label_row(line) for line in lines)]

    def _get_label_row(self, line):
        job = line.job_id
        return {
            "name": f"{job.design or job.name} rev. {job.design_revision}",
            "job": job.name,
            "says": line.said or "",
            "printed": audit_chain.instant(job.create_date),
            "by": job.create_uid.name or "",
            "issued": str(line.issued_count),
            "applied": str(line.applied_count),
            "spoiled": str(line.spoiled_count),
            "destroyed": str(line.destroyed_count),
            "left": str(line.left_count),
            # Of designs that Quality does not release there is nothing to say.
            "state": job.label_state or "",
            "released_by": job.released_by_id.name or "",
            "released_at": audit_chain.instant(job.released_at) if job.released_at else "",
        }
