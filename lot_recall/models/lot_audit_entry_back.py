"""What the audit ledger says about goods that come back, and about the end of a recall."""

from odoo import fields, models

from . import (
    messages_back,
    messages_check,
    messages_claim,
    messages_close,
    messages_disposal,
    messages_report,
)


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("recall_return_made", "Return of a recall made"),
            ("recall_received", "Goods of a recall came back"),
            ("recall_disposed", "Goods of a recall disposed of"),
            ("recall_sample_drawn", "Consignees drawn for effectiveness checks"),
            ("recall_check_done", "Effectiveness check made"),
            ("recall_check_reviewed", "Effectiveness check reviewed"),
            ("recall_reported", "Status report signed"),
            ("recall_claimed", "Claims on suppliers written"),
            ("recall_explained", "Missing goods of a recall explained"),
            ("recall_closed", "Recall closed"),
            ("recall_clock_reviewed", "Clock confirmed not to apply"),
        ]
    )

    def _get_sentences(self):
        rooms = (
            messages_back, messages_disposal, messages_check, messages_report, messages_claim, messages_close,
        )  # fmt: skip
        ours = {code: sentence for room in rooms for code, sentence in room.SENTENCES.items()}
        return {**super()._get_sentences(), **ours}
