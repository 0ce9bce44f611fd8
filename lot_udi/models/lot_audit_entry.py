"""What the audit ledger says about the registry of devices."""

from odoo import fields, models

from .. import messages_exam, messages_registry, messages_tracking


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    code = fields.Selection(
        selection_add=[
            ("udi_changed", "Device registry changed"),
            ("udi_sent", "Device data sent"),
            ("labels_examined", "Device labels examined"),
            ("custody_entered", "Whereabouts of a device entered"),
            ("patient_entered", "Patient of a device entered"),
            ("patient_seen", "Patient of a device looked at"),
            ("whereabouts_told", "Whereabouts of a device reported"),
            ("tracking_audited", "Tracking data of a device audited"),
        ]
    )

    def _get_sentences(self):
        own = messages_registry.SENTENCES | messages_exam.SENTENCES | messages_tracking.SENTENCES
        return {**super()._get_sentences(), **own}
