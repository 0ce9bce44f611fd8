"""Download of the audit ledger; that it was downloaded is an entry itself."""

import hashlib
import tempfile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

from ..models.audit_rows import AuditRows
from ..report import audit_table

WRITERS = {
    "csv": (audit_table.write_csv, "text/csv; charset=utf-8"),
    "xlsx": (audit_table.write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class LotAuditExport(http.Controller):
    @http.route("/lot_traceability/audit_export/<int:export_id>", type="http", auth="user")
    def download(self, export_id):
        export = request.env["lot.audit.export"].browse(export_id).exists()
        if not export.has_access("read"):
            # The same answer whether it never existed or is somebody else's.
            raise request.not_found()
        export._check_count()
        write, mimetype = WRITERS[export.format]
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        write(AuditRows(request.env, export._get_entries()), file)
        name = export._get_file_name()
        file.seek(0)
        export._record(name, hashlib.file_digest(file, "sha256").hexdigest())
        file.seek(0)
        return request.make_response(
            wrap_file(request.httprequest.environ, file),
            [
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
