"""Downloads of a batch record: PDF and workbook."""

import hashlib
import json

from odoo import fields, http
from odoo.http import content_disposition, request

from ..kernel import audit_chain
from ..report.batch_pdf import build_batch_pdf
from ..report.batch_xlsx import build_batch_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LotBatchDownload(http.Controller):
    @http.route("/lot_traceability/batch/<int:record_id>/pdf", type="http", auth="user")
    def pdf(self, record_id):
        return self._download(record_id, build_batch_pdf, "pdf", "application/pdf")

    @http.route("/lot_traceability/batch/<int:record_id>/xlsx", type="http", auth="user")
    def xlsx(self, record_id):
        return self._download(record_id, build_batch_xlsx, "xlsx", XLSX)

    def _download(self, record_id, build, extension, mimetype):
        record = request.env["lot.batch.record"].browse(record_id).exists()
        if not record or not record.has_access("read"):
            # The same answer whether there is none or it belongs to somebody else.
            raise request.not_found()
        text = record.content or audit_chain.canonical(record._get_content())
        paper = build(
            request.env,
            json.loads(text),
            audit_chain.content_hash(text).hex(),
            audit_chain.instant(record.frozen_at or fields.Datetime.now()),
            record._get_signatures_sudo()._get_lines(),
            watermark="" if record.content else request.env._("IN PROCESS"),
        )
        name = f"{record.lot_id.name}_v{record.version}.{extension}".replace("/", "-")
        request.env["lot.audit.entry"]._ledger_write(
            "exported", record, extra={"file": name, "sha256": hashlib.sha256(paper).hexdigest()}
        )
        return request.make_response(
            paper,
            [
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
