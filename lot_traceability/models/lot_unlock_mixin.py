"""A done document that moved lots is unlocked with a reason, which stays with its changes until it is locked again."""

from odoo import fields, models


class LotUnlockMixin(models.AbstractModel):
    _name = "lot.unlock.mixin"
    _description = "Unlocked with a reason"

    # Set here alone, together with its entry in the audit ledger: no access for anybody else.
    lot_unlock_reason = fields.Char("Why it was unlocked", copy=False, readonly=True, groups=fields.NO_ACCESS)

    def _keep_unlock_reason(self):
        """Before the lock is toggled: keep the reason, or forget it when the document is locked again.

        Returns:
            The dialog that asks for the reason when one is needed and missing, else None.
        """
        self.ensure_one()
        document_sudo = self.sudo()  # sudo: the reason is written here alone
        reason = self.env["lot.reason"]._given()
        if not self.is_locked or not self._asks_unlock_reason():
            document_sudo.lot_unlock_reason = False
        elif reason:
            document_sudo.lot_unlock_reason = reason
            self.env["lot.audit.entry"]._ledger_write("unlocked", self)
        else:
            return self._prepare_unlock_action()
        return None

    def _asks_unlock_reason(self):
        lines = self._get_moves_to_protect().move_line_ids
        return (
            self.state == "done"
            and self.company_id.lot_ask_reason
            and any(product.tracking != "none" for product in lines.product_id)
        )

    def _get_moves_to_protect(self):
        """The moves that unlocking this document opens to changes."""
        return self.move_ids

    def _prepare_unlock_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Unlock %(document)s", document=self.display_name),
            "res_model": "lot.unlock",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }
