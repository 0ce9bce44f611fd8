"""A bill of materials takes its steps with it: one that has a step of a check plan is archived, not deleted."""

from odoo import api, models


class MrpBom(models.Model):
    _inherit = "mrp.bom"

    @api.ondelete(at_uninstall=False)
    def _unlink_not_planned(self):
        self.with_context(active_test=False).operation_ids._unlink_not_planned()
