"""What the audit ledger says about the registry of devices."""

from odoo import fields, models

from .. import messages_exam, messages_registry


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("udi_changed", "Device registry changed"),
            ("udi_sent", "Device data sent"),
            ("labels_examined", "Device labels examined"),
        ]
    )

    def _get_sentences(self):
        return {**super()._get_sentences(), **messages_registry.SENTENCES, **messages_exam.SENTENCES}
