"""Downloads of a case: workbook and dossier, made from the frozen revision."""

import hashlib

from odoo import http
from odoo.http import content_disposition, request

from ..report.dossier import build_dossier
from ..report.workbook import build_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LotRecallDownloads(http.Controller):
    @http.route("/lot_recall/<int:recall_id>/xlsx", type="http", auth="user")
    def xlsx(self, recall_id, revision=None):
        return self._download(recall_id, revision, build_workbook, "xlsx", XLSX)

    @http.route("/lot_recall/<int:recall_id>/pdf", type="http", auth="user")
    def pdf(self, recall_id, revision=None):
        return self._download(recall_id, revision, build_dossier, "pdf", "application/pdf")

    def _download(self, recall_id, number, build, extension, mimetype):
        revision = self._revision(recall_id, number)
        if not revision:
            # The same answer whether the case never existed or belongs to somebody else.
            raise request.not_found()
        name = f"{revision.recall_id.name.replace('/', '-')}_r{revision.number}.{extension}"
        lines = revision._get_signature_lines()
        content = build(request.env, revision._read_content(), revision.sha256, lines)
        request.env["lot.audit.entry"]._ledger_write(
            "exported",
            revision.recall_id,
            extra={"file": name, "revision": revision.number, "sha256": hashlib.sha256(content).hexdigest()},
        )
        return request.make_response(
            content,
            [
                ("Content-Type", mimetype),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _revision(self, recall_id, number):
        """The asked revision of a case, else its current one, if the user may read it."""
        recall = request.env["lot.recall"].browse(recall_id).exists()
        if not recall.has_access("read"):
            return request.env["lot.recall.revision"]
        if not number:
            return recall.revision_id
        wanted = recall.revision_ids.filtered(lambda revision: str(revision.number) == number)
        return wanted._filtered_access("read")
