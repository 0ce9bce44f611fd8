"""Where it is said how new lots start; every change of it goes into the audit ledger."""

from odoo import models

START = [("released", "Released"), ("quarantine", "Quarantine")]
FIELDS = {"lot_start", "lot_starts_in_quarantine", "lot_batch_profile"}


class LotStartMixin(models.AbstractModel):
    _name = "lot.start.mixin"
    _description = "Says how new lots start"

    def write(self, vals):
        names = FIELDS & vals.keys()
        if not names:
            return super().write(vals)
        with self.env["lot.audit.entry"]._recording("settings_changed", self, sorted(names)):
            return super().write(vals)
