"""What a running recall works with, beside what is frozen: written by the program alone, and kept."""

from odoo import api, models

from . import messages_notice as messages


class LotRecallWorked(models.AbstractModel):
    _name = "lot.recall.worked"
    _description = "Row of a recall that the program writes"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_program()
        return super().create(vals_list)

    def write(self, vals):
        self._check_program()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise self._get_refusal()

    def _check_program(self):
        if not self.env.su:
            raise self._get_refusal()

    def _get_refusal(self):
        """The error that says where these rows come from. Extension point."""
        return messages.rows_by_answers_only(self.env)
