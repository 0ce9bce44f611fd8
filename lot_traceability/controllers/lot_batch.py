"""Downloads of a batch record: PDF and workbook."""

import hashlib

from odoo import http
from odoo.http import content_disposition, request

from ..report.batch_pdf import build_batch_pdf
from ..report.batch_xlsx import build_batch_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LotBatchDownload(http.Controller):
    @http.route("/lot_traceability/batch/<int:record_id>/pdf", type="http", auth="user")
    def pdf(self, record_id, distribution=""):
        return self._download(record_id, build_batch_pdf, "pdf", "application/pdf", distribution)

    @http.route("/lot_traceability/batch/<int:record_id>/xlsx", type="http", auth="user")
    def xlsx(self, record_id, distribution=""):
        return self._download(record_id, build_batch_xlsx, "xlsx", XLSX, distribution)

    def _download(self, record_id, build, extension, mimetype, distribution):
        record = request.env["lot.batch.record"].browse(record_id).exists()
        if not record or not record.has_access("read"):
            # The same answer whether there is none or it belongs to somebody else.
            raise request.not_found()
        paper = record._build_paper(build, bool(distribution))
        name = f"{record._get_file_name()}.{extension}"
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
