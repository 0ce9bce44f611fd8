"""Rows of the registry: every change of them goes into the audit ledger, and starts the clocks of their devices."""

from odoo import api, models


class LotUdiMixin(models.AbstractModel):
    _name = "lot.udi.mixin"
    _description = "Row of the device registry"

    _recorded: tuple[str, ...] = ()  # names of the fields whose changes are recorded

    def _get_devices(self):
        """The devices that these rows are about."""
        return self.device_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("udi_changed", records, self._recorded)
        records._get_devices()._note_changes()
        return records

    def write(self, vals):
        names = [name for name in self._recorded if name in vals]
        if not names:
            return super().write(vals)
        devices = self._get_devices()
        with self.env["lot.audit.entry"]._recording("udi_changed", self, names):
            result = super().write(vals)
        (devices | self._get_devices())._note_changes()
        return result

    def unlink(self):
        ledger, devices = self.env["lot.audit.entry"], self._get_devices()
        rows = ledger._prepare_deleted(self, self._recorded)
        result = super().unlink()
        ledger._ledger_write("udi_changed", rows)
        devices.exists()._note_changes()
        return result
