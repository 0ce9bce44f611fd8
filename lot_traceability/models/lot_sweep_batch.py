"""Whoever signed for lots that are made of what was stopped is asked for a decision, once it is committed.

Never by the transaction that stops the goods: others wait for its locks, and who cannot be asked stops no hold.
"""

from odoo import api, models


class LotSweep(models.Model):
    _inherit = "lot.sweep"

    @api.model
    def _do_piece(self, stubborn=None):
        return super()._do_piece(stubborn) or self._do_tell()

    @api.model
    def _do_tell(self):
        """Tell of what one transaction stopped, thousands of lots or one; returns whether there was any."""
        untold = self.search([("is_untold", "=", True)], order="id")
        if not untold:
            return False
        # One transaction wrote them in the same instant.
        (user, _at), sweeps = next(iter(untold.grouped(lambda sweep: (sweep.create_uid, sweep.create_date)).items()))
        sweeps.is_untold = False
        holds = sweeps.hold_id.filtered(lambda hold: hold.state == "open")
        judged = sweeps.filtered(lambda sweep: not sweep.hold_id and sweep.lot_id.disposition != "released")
        # Sudo: what was stopped concerns all companies; only whoever may read a lot is told.
        records_sudo = self.env["lot.batch.record"].with_user(user).sudo()
        records_sudo._tell_stopped(holds, judged.lot_id)
        return True
