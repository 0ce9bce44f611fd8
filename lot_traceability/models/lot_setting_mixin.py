"""Settings that open the gate go into the audit ledger, wherever they stand."""

from odoo import api, models


class LotSettingMixin(models.AbstractModel):
    _name = "lot.setting.mixin"
    _description = "Audited settings"

    @api.model
    def _write_audited(self, records, write, vals, names):
        """``write(vals)`` on the records, with an entry for each record of which one of these fields changes."""
        names = [name for name in names if name in vals]
        if not names:
            return write(vals)
        ledger = self.env["lot.audit.entry"]
        values = {record: ledger._ledger_values(record, names) for record in records}
        result = write(vals)
        rows = []
        for record, old in values.items():
            before, after = ledger._ledger_difference(old, ledger._ledger_values(record, names))
            if after:
                rows.append({"record": record, "before": before, "after": after})
        ledger._ledger_write("settings_changed", rows)
        return result

    @api.model
    def _record_made(self, records, names):
        """An entry for each of these new records with which one of these settings comes into force."""
        opened = records.filtered(lambda record: any(record[name] for name in names))
        self.env["lot.audit.entry"]._record_created("settings_changed", opened, names)
