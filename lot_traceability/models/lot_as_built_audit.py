"""Allotments of components to units go into the audit ledger, one entry per order and change."""

from odoo import api, models

RECORDED = ("component_lot_id", "produced_lot_id", "qty")


class LotAsBuilt(models.Model):
    _inherit = "lot.as.built"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._record_change({}, rows._get_audit_values())
        return rows

    def write(self, vals):
        before = self._get_audit_values()
        result = super().write(vals)
        self._record_change(before, self._get_audit_values())
        return result

    def unlink(self):
        before = self._get_audit_values()
        result = super().unlink()
        self._record_change(before, {})
        return result

    def _get_audit_values(self):
        """``{order: [values of its rows]}``."""
        ledger = self.env["lot.audit.entry"]
        return {
            order: [ledger._ledger_values(row, RECORDED) for row in rows]
            for order, rows in self.grouped("production_id").items()
        }

    @api.model
    def _record_change(self, before, after):
        rows = []
        for order in {**before, **after}:
            old, new = before.get(order, []), after.get(order, [])
            if old != new:
                values = [row for row in [*old, *new]]
                lots = {row[name]["id"] for row in values for name in RECORDED[:2]}
                rows.append(
                    {
                        "record": order,
                        "before": {"rows": old},
                        "after": {"rows": new},
                        "about": [self.env["stock.lot"].browse(sorted(lots))],
                    }
                )
        self.env["lot.audit.entry"]._ledger_write("as_built_changed", rows)
