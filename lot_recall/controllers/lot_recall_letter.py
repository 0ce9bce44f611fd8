"""The letter to a consignee as PDF, for colleagues."""

from odoo import http
from odoo.http import content_disposition, request


class LotRecallLetterDownload(http.Controller):
    @http.route("/lot_recall/letter/<int:letter_id>/<int:consignee_id>/pdf", type="http", auth="user")
    def letter(self, letter_id, consignee_id):
        letter = request.env["lot.recall.letter"].browse(letter_id).exists()._filtered_access("read")
        consignee = request.env["lot.recall.consignee"].browse(consignee_id).exists()._filtered_access("read")
        if not letter or not consignee or letter.recall_id != consignee.recall_id:
            # The same answer whether it never existed or belongs to somebody else.
            raise request.not_found()
        return self._pdf(consignee._build_pdf(letter), f"{letter.recall_id.name.replace('/', '-')}_{consignee.id}.pdf")

    # By POST, with Odoo's check against forged requests: the letter gets a link, and one printed before loses its own.
    @http.route("/lot_recall/notice/<int:notice_id>/letter", type="http", auth="user", methods=["POST"])
    def posted(self, notice_id, **_form):
        notice = request.env["lot.recall.notice"].browse(notice_id).exists()._filtered_access("read")
        if not notice:
            raise request.not_found()
        return self._pdf(notice._make_letter(), f"{notice.recall_id.name.replace('/', '-')}_{notice.id}.pdf")

    @staticmethod
    def _pdf(content, name):
        return request.make_response(
            content,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
