"""What the audit ledger says about printed labels."""

from odoo import fields, models

from .. import messages_label_ledger as messages


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("labels_printed", "Labels printed"),
            ("labels_cancelled", "Printing of labels cancelled"),
            ("labels_came_out", "Labels seen to have come out"),
            ("labels_doubled", "Labels perhaps printed twice"),
            ("labels_scanned", "Label scanned back"),
            ("labels_graded", "Label graded"),
            ("labels_set_aside", "Wrong scan of a label set aside"),
            ("labels_released", "Labels released"),
            ("labels_recalled", "Release of labels taken back"),
            ("labels_rejected", "Labels rejected"),
            ("labels_accounted", "Labels accounted for"),
            ("labels_reconciled", "Labels reconciled"),
        ]
    )

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages.SENTENCES}
