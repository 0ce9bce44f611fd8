"""What the audit ledger says about recall cases."""

from odoo import fields, models

from . import messages


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("recall_opened", "Recall opened"),
            ("recall_changed", "Recall changed"),
            ("recall_deleted", "Draft of a recall deleted"),
        ]
    )

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages.SENTENCES}
