"""Steps of bills of materials at which a check plan checks are archived, not deleted."""

from odoo import api, models
from odoo.exceptions import UserError

from .. import messages_check as messages


class MrpRoutingWorkcenter(models.Model):
    _inherit = "mrp.routing.workcenter"

    @api.ondelete(at_uninstall=False)
    def _unlink_not_planned(self):
        """Says in a sentence what the database would refuse, too."""
        # Sudo: the plan counts, whoever may see it.
        plans_sudo = self.env["lot.check.plan"].sudo().with_context(active_test=False)
        plan_sudo = plans_sudo.search([("operation_ids", "in", self.ids)], limit=1)
        if plan_sudo:
            step = plan_sudo.operation_ids & self
            raise UserError(messages.step_is_planned(self.env, step[:1].display_name, plan_sudo.name))
