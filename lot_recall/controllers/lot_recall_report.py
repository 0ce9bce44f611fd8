"""A status report as PDF."""

from odoo import http
from odoo.http import content_disposition, request


class LotRecallReportDownload(http.Controller):
    @http.route("/lot_recall/report/<int:report_id>/pdf", type="http", auth="user")
    def report(self, report_id):
        report = request.env["lot.recall.report"].browse(report_id).exists()._filtered_access("read")
        if not report:
            # The same answer whether it never existed or belongs to somebody else.
            raise request.not_found()
        name = f"{report.recall_id.name.replace('/', '-')}_status_{report.number}.pdf"
        return request.make_response(
            report._build_pdf(),
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
