"""Download of a station sheet."""

import json

from odoo import fields, http
from odoo.http import content_disposition, request

from ..kernel import audit_chain
from ..report.station_sheet import build_station_sheet


class LotProcedureDownload(http.Controller):
    @http.route("/lot_traceability/procedure/<int:version_id>/sheet", type="http", auth="user")
    def sheet(self, version_id):
        version = request.env["lot.procedure.version"].browse(version_id).exists()
        if not version or not version.has_access("read"):
            # The same answer whether there is none or it belongs to somebody else.
            raise request.not_found()
        version._check_has_sheet()
        text = version.content or audit_chain.canonical(version._get_content())
        paper = build_station_sheet(
            request.env,
            json.loads(text),
            audit_chain.content_hash(text).hex(),
            audit_chain.instant(version.approved_at or fields.Datetime.now()),
            version._get_approval_text(),
            watermark="" if version.content else request.env._("DRAFT"),
        )
        name = f"{version.display_name}.pdf".replace("/", "-")
        return request.make_response(
            paper,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
