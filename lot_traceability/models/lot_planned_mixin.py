"""What check plans name is archived or taken out of them, not deleted: a plan without it would be for everything."""

from odoo import api, models
from odoo.exceptions import UserError

from .. import messages_check as messages


class LotPlannedMixin(models.AbstractModel):
    _name = "lot.planned.mixin"
    _description = "Named by check plans"

    _planned_by = ""  # the field of ``lot.check.plan`` that names records of this model

    @api.ondelete(at_uninstall=False)
    def _unlink_not_planned(self):
        """Says in a sentence what the database would refuse, too."""
        gone = self._get_gone_too()
        # Sudo: the plan counts, whoever may see it.
        plans_sudo = self.env["lot.check.plan"].sudo().with_context(active_test=False)
        plan_sudo = plans_sudo.search([(self._planned_by, "in", gone.ids)], limit=1)
        if plan_sudo:
            named_sudo = (plan_sudo[self._planned_by] & gone.sudo())[:1]
            raise UserError(messages.is_planned(self.env, named_sudo, plan_sudo.name))

    def _get_gone_too(self):
        """These and what the database deletes with them."""
        return self
