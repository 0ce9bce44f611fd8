"""Entries print the writer's name of then: who could have borne another's name must be found there too."""

from odoo import models

RECORDED = ("name", "login", "active")


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        if not any(name in vals for name in RECORDED):
            return super().write(vals)
        with self._recording_account(RECORDED):
            return super().write(vals)

    def _recording_account(self, names):
        """Record what the block changes in these fields of internal users, under the login of before."""
        # Sudo: users change their own name without reading rights on accounts.
        users_sudo = self.sudo().filtered(lambda user: not user.share)
        logins = {user: user.login for user in users_sudo}
        return self.env["lot.audit.entry"]._recording(
            "account_changed", users_sudo, names, lambda user: {"label": logins[user]}
        )
