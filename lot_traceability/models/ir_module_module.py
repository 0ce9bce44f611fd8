"""Uninstalling drops the audit ledger: never while a legal hold asks for it, and never unseen outside."""

from odoo import models
from odoo.exceptions import UserError

from .. import messages_audit_retention as messages

ADDON = "lot_traceability"


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def button_uninstall(self):
        if ADDON in (self | self.downstream_dependencies()).mapped("name"):
            # Sudo: every hold counts, whoever asks; anchors are the program's.
            hold_sudo = self.env["lot.audit.hold"].sudo().search([("state", "=", "active")], limit=1)
            if hold_sudo:
                raise UserError(messages.uninstall_held(self.env, hold_sudo.name))
            self.env["lot.audit.anchor"].sudo()._cron_anchor()
        return super().button_uninstall()
