"""Rights are given to a user or, by the group, to many: both are told under the account."""

from odoo import models


class ResGroups(models.Model):
    _inherit = "res.groups"

    def write(self, vals):
        setting = self.env["lot.setting.mixin"]
        if "user_ids" not in vals:
            return setting._write_audited(self, super().write, vals, ["implied_ids"])
        # Sudo: accounts are not for everybody to read.
        before = {group: group.sudo().user_ids for group in self}
        result = setting._write_audited(self, super().write, vals, ["implied_ids"])
        rows = []
        for group, users_sudo in before.items():
            name = [{"id": group.id, "name": group.display_name}]
            now_sudo = group.sudo().user_ids
            rows += [self._row(user, before={"group_ids": name}) for user in users_sudo - now_sudo]
            rows += [self._row(user, after={"group_ids": name}) for user in now_sudo - users_sudo]
        self.env["lot.audit.entry"]._ledger_write("account_changed", [row for row in rows if row])
        return result

    def _row(self, user_sudo, before=None, after=None):
        """A row for the ledger, or None where the account is not one of ours."""
        if user_sudo.share:
            return None
        none = {"group_ids": []}
        return {"record": user_sudo, "label": user_sudo.login, "before": before or none, "after": after or none}
