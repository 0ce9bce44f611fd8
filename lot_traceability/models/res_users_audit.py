"""Entries print the writer's name of then: who could have borne another's name must be found there too.

So must who could have acted in another's place: accounts made, passwords set, rights given.
"""

from odoo import api, models
from odoo.tools import SQL

from .. import messages_protection as messages

RECORDED = ("name", "login", "active", "group_ids", "company_ids")


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        internal_sudo = users.sudo().filtered(lambda user: not user.share)
        self.env["lot.audit.entry"]._record_created("account_changed", internal_sudo, RECORDED, _by_login)
        return users

    def write(self, vals):
        names = [name for name in RECORDED if name in vals]
        if "password" in vals:
            # That it was set, and by whom; never what it is.
            internal_sudo = self.sudo().filtered(lambda user: not user.share)
            rows = [{"record": user_sudo, **_by_login(user_sudo)} for user_sudo in internal_sudo]
            self.env["lot.audit.entry"]._ledger_write("password_set", rows)
        if not names:
            return super().write(vals)
        with self._recording_account(names):
            return super().write(vals)

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = ledger._prepare_deleted(self.filtered(lambda user: not user.share), RECORDED, _by_login)
        result = super().unlink()
        ledger._ledger_write("account_changed", rows)
        return result

    @api.ondelete(at_uninstall=True)
    def _unlink_except_in_ledger(self):
        """A deleted account's user name could be given to somebody else (21 CFR 11.100)."""
        named = self.env.execute_query(
            SQL("SELECT user_id FROM lot_audit_entry WHERE user_id = ANY(%s) LIMIT 1", list(self.ids))
        )
        for (user_id,) in named:
            user = self.browse(user_id)
            self.env["lot.reason"]._refuse(messages.account_kept(self.env, user.name), user)

    def _recording_account(self, names):
        """Record what the block changes in these fields of internal users, under the login of before."""
        # Sudo: users change their own name without reading rights on accounts.
        users_sudo = self.sudo().filtered(lambda user: not user.share)
        logins = {user: user.login for user in users_sudo}
        return self.env["lot.audit.entry"]._recording(
            "account_changed", users_sudo, names, lambda user: {"label": logins[user]}
        )


def _by_login(user):
    return {"label": user.login}
