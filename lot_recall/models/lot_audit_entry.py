"""What the audit ledger says about recall cases."""

from odoo import fields, models

from . import messages, messages_run


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("recall_opened", "Recall opened"),
            ("recall_changed", "Recall changed"),
            ("recall_deleted", "Draft of a recall deleted"),
            ("recall_launched", "Recall launched"),
            ("recall_extended", "Recall extended"),
            ("recall_scope_proposed", "Changed scope of a recall found"),
            ("recall_scope_rejected", "Changed scope of a recall rejected"),
            ("recall_clock_started", "Clock started"),
            ("recall_clock_moved", "Clock moved"),
            ("recall_clock_stopped", "Clock stopped"),
            ("recall_goods_settled", "Goods on their way settled"),
        ]
    )

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages.SENTENCES, **messages_run.SENTENCES}
