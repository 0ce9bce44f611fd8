"""Recording what happens to a model's records: the three calls that its create, write and unlink make.

``more`` tells further options of ``_ledger_write`` by record, such as ``{"about": [lot.product_id]}``.
"""

from contextlib import contextmanager

from odoo import api, models


def _nothing(record):
    return {}


class LotAuditEntry(models.Model):
    _inherit = "lot.audit.entry"

    @api.model
    def _record_created(self, code, records, names, more=_nothing):
        """Record new records with those of these fields that have a value."""
        rows = []
        for record in records:
            values = self._ledger_values(record, names)
            after = {name: value for name, value in values.items() if value}
            rows.append({"record": record, "after": after, **more(record)})
        self._ledger_write(code, rows)

    @contextmanager
    def _recording(self, code, records, names, more=_nothing, own_codes=None):
        """Record what the block changes in these fields of the records; nothing if nothing changed.

        ``own_codes``: ``{field name: code}`` of fields whose change is an event of its own.
        """
        own_codes = own_codes or {}
        before = {record: self._ledger_values(record, names) for record in records}
        yield
        rows = {own: [] for own in (*own_codes.values(), code)}
        for record, old in before.items():
            _old, new = self._ledger_difference(old, self._ledger_values(record, names))
            for own, found in rows.items():
                changed = [name for name in new if own_codes.get(name, code) == own]
                if changed:
                    sides = (("before", old), ("after", new))
                    values = {side: {name: of[name] for name in changed} for side, of in sides}
                    found.append({"record": record, **values, **more(record)})
        for own, found in rows.items():
            self._ledger_write(own, found)

    @api.model
    def _prepare_deleted(self, records, names, more=_nothing):
        """Rows for ``_ledger_write`` once these records are deleted; to be made before."""
        return [
            {
                "record": record,
                "label": self._label_of(record),
                "company": self._company_of(record),
                "before": self._ledger_values(record, names),
                **more(record),
            }
            for record in records
        ]
