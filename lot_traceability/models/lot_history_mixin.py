"""Gives a document its button "History"."""

from odoo import models


class LotHistoryMixin(models.AbstractModel):
    _name = "lot.history.mixin"
    _description = "Has a history in the audit ledger"

    def _get_ledger_label(self):
        """The object's name in the audit ledger, which must tell it from others without the database."""
        self.ensure_one()
        return self.display_name

    def action_history(self):
        """Show what the audit ledger holds about this object."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "lot_traceability.history",
            "name": self.env._("History of %(object)s", object=self.display_name),
            "target": "new",
            "params": {"model": self._name, "res_id": self.id},
        }
