from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize_all, email_split

from .. import messages_audit as messages


class ResCompany(models.Model):
    _inherit = "res.company"

    lot_audit_anchor_mail = fields.Char(
        "Send the ledger's anchor to",
        help="Mail addresses outside the reach of who runs the database: an auditor, an archive. "
        "Separate several by commas.",
    )
    lot_audit_anchor_file = fields.Boolean(
        "Write the ledger's anchor to a file",
        help="Appended daily to lot_audit_anchors in the data folder of the server; have it copied to another machine.",
    )

    @api.model
    def _get_audited_settings(self):
        return [*super()._get_audited_settings(), "lot_audit_anchor_mail", "lot_audit_anchor_file"]

    @api.constrains("lot_audit_anchor_mail")
    def _check_anchor_mail(self):
        for company in self:
            text = company.lot_audit_anchor_mail or ""
            parts = [part for part in text.replace(";", ",").split(",") if part.strip()]
            if len(email_normalize_all(text)) != len(parts) or len(email_split(text)) != len(parts):
                raise ValidationError(messages.bad_address(self.env, text))
