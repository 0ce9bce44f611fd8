"""What is part of a confirmed revision is never changed again: refused here and by the database."""

from odoo import api, models
from odoo.exceptions import UserError

from ..sql import frozen_rows


class LotRecallFrozen(models.AbstractModel):
    _name = "lot.recall.frozen"
    _description = "Frozen part of a recall"

    def init(self):
        if self._abstract:
            return
        self.env.execute_query(frozen_rows.refuse_change_function())
        for statement in frozen_rows.close_table(self._table):
            self.env.execute_query(statement)

    def write(self, vals):
        self._refuse()
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_refused(self):
        self._refuse()

    def _refuse(self):
        raise UserError(
            self.env._("A confirmed revision is evidence and is never changed. New facts go into a new revision.")
        )
