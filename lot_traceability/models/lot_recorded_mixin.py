"""Records of which each making, change and removal goes into the audit ledger."""

from odoo import api, models


class LotRecordedMixin(models.AbstractModel):
    _name = "lot.recorded.mixin"
    _description = "Recorded in the audit ledger"

    _recorded: tuple[str, ...] = ()  # names of the fields whose values are recorded
    _recorded_as = "settings_changed"  # code of the entries

    def _get_recorded_more(self):
        """Further options of this record's entry (see ``lot_audit_recording``)."""
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        ledger, more = self.env["lot.audit.entry"], type(self)._get_recorded_more
        ledger._record_created(self._recorded_as, records, self._recorded, more)
        return records

    def write(self, vals):
        ledger, more = self.env["lot.audit.entry"], type(self)._get_recorded_more
        with ledger._recording(self._recorded_as, self, self._recorded, more):
            return super().write(vals)

    def unlink(self):
        ledger, more = self.env["lot.audit.entry"], type(self)._get_recorded_more
        rows = ledger._prepare_deleted(self, self._recorded, more)
        result = super().unlink()
        ledger._ledger_write(self._recorded_as, rows)
        return result
