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

    @http.route("/lot_recall/drill/<int:drill_id>/pdf", type="http", auth="user")
    def certificate(self, drill_id):
        drill = request.env["lot.recall.drill"].browse(drill_id).exists()
        if not drill.has_access("read") or drill.state != "finished":
            raise request.not_found()
        content = drill._build_certificate()
        name = f"{drill.recall_id.name.replace('/', '-')}_drill.pdf"
        return self._file(drill.recall_id, content, name, "application/pdf")

    def _download(self, recall_id, number, build, extension, mimetype):
        revision = self._revision(recall_id, number)
        if not revision:
            # The same answer whether the case never existed or belongs to somebody else.
            raise request.not_found()
        name = f"{revision.recall_id.name.replace('/', '-')}_r{revision.number}.{extension}"
        lines = revision._get_signature_lines()
        # What happened since belongs to the case as it stands, not to a revision that was overtaken.
        is_current = revision == revision.recall_id.revision_id
        progress = revision.recall_id._get_progress() if is_current else None
        content = build(request.env, revision._read_content(), revision.sha256, lines, progress)
        return self._file(revision.recall_id, content, name, mimetype, revision=revision.number)

    def _file(self, recall, content, name, mimetype, **extra):
        """The download of a file, which the ledger remembers."""
        sha256 = hashlib.sha256(content).hexdigest()
        request.env["lot.audit.entry"]._ledger_write(
            "exported", recall, extra={"file": name, "sha256": sha256, **extra}
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
