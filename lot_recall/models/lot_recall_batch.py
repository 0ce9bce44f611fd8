"""The batch records of a recall's lots, in one file."""

from odoo import models

PART = 100  # records in one file


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def action_batch_records(self):
        """Download the batch records of the affected lots."""
        return self._action_download("batch-records")

    def _get_batch_parts(self, revision):
        """The affected lots of a revision with their batch records, in pieces of one file each.

        Returns:
            ``[[(row of the revision, lot.batch.record), …], …]``; the record is empty where there is none, or none
            that the user may read.
        """
        rows = self.env["lot.recall.lot"].search(
            [("revision_id", "=", revision.id), ("is_affected", "=", True), ("excluded", "=", False)],
            order="sequence, id",
        )
        records = self.env["lot.batch.record"].search(
            [("lot_id", "in", rows.mapped("lot_id")), ("is_current", "=", True)]
        )
        by_lot = {record.lot_id.id: record for record in records}
        pairs = [(row, by_lot.get(row.lot_id, records[:0])) for row in rows]
        # With records first, so that each file but the last is full of them.
        pairs.sort(key=lambda pair: not pair[1])
        return [pairs[at : at + PART] for at in range(0, len(pairs), PART)] or [[]]
