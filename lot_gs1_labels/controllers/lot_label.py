"""Download of labels; ``stock.lot.action_print_gs1_label`` leads here after its checks."""

from odoo import http
from odoo.http import content_disposition, request


class LotLabelController(http.Controller):
    @http.route("/lot_gs1_labels/lot_label/<string:ids>", type="http", auth="user", readonly=True)
    def lot_label(self, ids):
        """PDF with one label per lot.

        Args:
            ids: database ids of lots, separated by commas.
        """
        parts = ids.split(",")
        if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
            raise request.not_found()
        lots = request.env["stock.lot"].browse(map(int, parts)).exists()
        if not lots:
            raise request.not_found()
        name = request.env._("GS1 label %(lot)s", lot=lots.name) if len(lots) == 1 else request.env._("GS1 labels")
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", content_disposition(f"{name}.pdf")),
        ]
        return request.make_response(lots._gs1_label_pdf(), headers)
