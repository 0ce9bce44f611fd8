"""Rows of the registry: every change of them goes into the audit ledger, and starts the clocks of their devices."""

from odoo import api, models


class LotUdiMixin(models.AbstractModel):
    _name = "lot.udi.mixin"
    _inherit = "lot.recorded.mixin"
    _description = "Row of the device registry"

    _recorded_as = "udi_changed"

    def _get_devices(self):
        """The devices that these rows are about."""
        return self.device_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._get_devices()._note_changes()
        return records

    def write(self, vals):
        devices = self._get_devices() if vals.keys() & {*self._recorded} else None
        result = super().write(vals)
        if devices is not None:
            (devices | self._get_devices())._note_changes()
        return result

    def unlink(self):
        devices = self._get_devices()
        result = super().unlink()
        devices.exists()._note_changes()
        return result
