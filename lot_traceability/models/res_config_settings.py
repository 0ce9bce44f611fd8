from odoo import fields, models

from .. import messages_signing as messages
from .lot_scan import DAYS_KEPT, DAYS_PARAMETER


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    lot_refuse_alike_names = fields.Boolean(related="company_id.lot_refuse_alike_names", readonly=False)
    lot_audit_anchor_mail = fields.Char(related="company_id.lot_audit_anchor_mail", readonly=False)
    lot_audit_anchor_file = fields.Boolean(related="company_id.lot_audit_anchor_file", readonly=False)
    lot_scan_mode = fields.Selection(related="company_id.lot_scan_mode", readonly=False)
    lot_scan_asks = fields.Boolean(related="company_id.lot_scan_asks", readonly=False)
    lot_scan_days = fields.Integer(
        "Days that scans are kept",
        default=DAYS_KEPT,
        config_parameter=DAYS_PARAMETER,
        help="The list of last scans, for undo and for repeated calls. What was entered stays.",
    )
    lot_ask_reason = fields.Boolean(related="company_id.lot_ask_reason", readonly=False)
    lot_held_inside = fields.Selection(related="company_id.lot_held_inside", readonly=False, required=True)
    lot_sign_release = fields.Boolean(related="company_id.lot_sign_release", readonly=False)
    lot_quarantine_returns = fields.Boolean(related="company_id.lot_quarantine_returns", readonly=False)
    lot_sign_four_eyes = fields.Boolean(related="company_id.lot_sign_four_eyes", readonly=False)
    lot_training_signing = fields.Boolean(related="company_id.lot_training_signing", readonly=False)
    lot_training_receiving = fields.Boolean(related="company_id.lot_training_receiving", readonly=False)

    def action_confirm_signing_clock(self):
        """The server's clock is right now, though a signature is dated later: let people sign again."""
        self.ensure_one()
        # Sudo: only the number of the latest signature is looked at.
        signatures_sudo = self.env["lot.signature"].sudo()
        latest = signatures_sudo.search([("company_id", "=", self.company_id.id)], order="id desc", limit=1)
        self.company_id.lot_signing_clock_id = latest.id
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": messages.clock_confirmed(self.env), "type": "success"},
        }
