"""Checks of a lot: it is not released while required ones are open."""

from odoo import models
from odoo.exceptions import UserError

from .. import messages_check as messages
from ..kernel import acceptance


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.check.mixin"]

    # --- no release before its checks ---

    def _check_may_release(self):
        """Refuses in a sentence while a required check of these lots is open, or failed and its hold stands."""
        # Sudo: a lot of all companies waits for the checks of each.
        checks_sudo = self.env["lot.check"].sudo().search(
            [("lot_id", "in", self.ids), ("state", "in", (acceptance.TODO, acceptance.FAILED))], order="lot_id, id"
        )  # fmt: skip
        for lot, of_lot_sudo in checks_sudo.grouped("lot_id").items():
            found = {check.id: check for check in of_lot_sudo}
            needs = acceptance.obstacles(check._get_need() for check in of_lot_sudo)
            if needs:
                names = "; ".join(found[need.id]._name_obstacle() for need in needs[:10])
                raise UserError(messages.release_waits(self.env, lot.display_name, names))

    def _prepare_signing(self, meaning, params):
        if params.get("disposition") == "released" != self.disposition:
            self._check_may_release()
        return super()._prepare_signing(meaning, params)

    def _write_disposition(self, disposition, reason):
        if disposition == "released":
            self.filtered(lambda lot: lot.disposition != "released")._check_may_release()
        return super()._write_disposition(disposition, reason)

    def unlink(self):
        # Sudo: what was planned for a lot that nothing was done with goes with it; results keep the lot.
        self.env["lot.check"].sudo().search([("lot_id", "in", self.ids), ("result_ids", "=", False)]).unlink()
        return super().unlink()
