from odoo import fields, models

from .. import messages_signing as messages


class LotSignatureHelp(models.TransientModel):
    _name = "lot.signature.help"
    _description = "Help a signer"

    user_id = fields.Many2one(
        "res.users", "Who", required=True, domain=lambda self: [("share", "=", False), ("id", "!=", self.env.uid)]
    )

    def action_issue_code(self):
        """Show a code with which the person sets a signing PIN; it is shown here and nowhere else."""
        self.ensure_one()
        code, until = self.env["lot.signature.pin"]._issue_code(self.user_id)
        local = self.env["lot.signing"]._local(until)
        return self._notify(messages.pin_code(self.env, self.user_id.name, code, local), sticky=True)

    def action_unlock(self):
        """Let the person sign again before the time of the lock is over."""
        self.ensure_one()
        self.env["lot.signature.pin"]._check_may_help(self.user_id)
        self.env["lot.signature.attempt"]._unlock(self.user_id)
        return self._notify(messages.unlocked(self.env, self.user_id.name))

    def _notify(self, message, sticky=False):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success",
                "sticky": sticky,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
