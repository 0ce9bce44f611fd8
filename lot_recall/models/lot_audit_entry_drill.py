"""What the audit ledger says about drills and suppliers' notices."""

from odoo import fields, models

from . import messages_drill


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(selection_add=[("recall_drill_ended", "Drill ended")])

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages_drill.SENTENCES}
