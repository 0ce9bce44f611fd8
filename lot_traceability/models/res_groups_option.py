"""Options of the settings that Odoo keeps as groups of all internal users, asked by whoever prints a paper."""

from odoo import api, models


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model
    def _is_option_on(self, xml_id):
        """Whether such an option is on for this database, or for this user.

        Odoo's papers ask for the user's groups: a customer who downloads one from the portal is in none, and gets
        another paper than the one that was sent.
        """
        # Sudo: groups are nobody's to read; what is told is a setting.
        option_sudo, everybody_sudo = (self.env.ref(name).sudo() for name in (xml_id, "base.group_user"))
        return option_sudo in everybody_sudo.all_implied_ids or self.env.user.has_group(xml_id)
