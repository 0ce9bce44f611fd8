"""What the audit ledger says about letters, notices and answers."""

from odoo import fields, models

from . import messages_notice


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("recall_letter_approved", "Letter of a recall approved"),
            ("recall_notices_queued", "Notices of a recall queued"),
            ("recall_notice_again", "Notice of a recall sent again"),
            ("recall_told", "Consignee told by a person"),
            ("recall_answered", "Recall answered"),
            ("recall_link_closed", "Links to the reply page closed"),
        ]
    )

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages_notice.SENTENCES}
