"""Download of the batch records of a case."""

import hashlib

from odoo import http
from odoo.http import content_disposition, request

from ..models import messages_batch as messages
from ..report.batch_bundle import build_bundle
from .lot_recall import LotRecallDownloads


class LotRecallBatchRecords(LotRecallDownloads):
    @http.route("/lot_recall/<int:recall_id>/batch-records", type="http", auth="user")
    def batch_records(self, recall_id, revision=None, part="1"):
        frozen = self._revision(recall_id, revision)
        if not frozen:
            # The same answer whether the case never existed or belongs to somebody else.
            raise request.not_found()
        recall = frozen.recall_id
        parts = {str(number): pairs for number, pairs in enumerate(recall._get_batch_parts(frozen), 1)}
        if part not in parts:
            raise request.not_found()
        where = f"/lot_recall/{recall.id}/batch-records?revision={frozen.number}&part="
        note = messages.batch_part(request.env, recall.name, part, len(parts), where)
        content = build_bundle(request.env, parts[part], note)
        name = f"{recall.name.replace('/', '-')}_r{frozen.number}_batch_records_{part}.zip"
        request.env["lot.audit.entry"]._ledger_write(
            "exported",
            recall,
            extra={"file": name, "revision": frozen.number, "sha256": hashlib.sha256(content).hexdigest()},
        )
        return request.make_response(
            content,
            [
                ("Content-Type", "application/zip"),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
