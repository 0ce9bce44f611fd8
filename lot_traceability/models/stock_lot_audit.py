"""What happens to a lot's master data goes into the audit ledger."""

from odoo import api, models

# Facts of a lot that papers and rules depend on.
RECORDED = (
    "name", "ref", "product_id", "company_id",
    "production_date", "expiration_date", "use_date", "removal_date", "alert_date",
)  # fmt: skip


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model_create_multi
    def create(self, vals_list):
        lots = super().create(vals_list)
        ledger = self.env["lot.audit.entry"]
        rows = []
        for lot in lots:
            values = ledger._ledger_values(lot, RECORDED)
            rows.append(
                {
                    "record": lot,
                    "about": [lot.product_id],
                    "after": {name: value for name, value in values.items() if value},
                }
            )
        ledger._ledger_write("lot_created", rows)
        return lots

    def write(self, vals):
        if not any(name in vals for name in RECORDED):
            return super().write(vals)
        ledger = self.env["lot.audit.entry"]
        values = {lot: ledger._ledger_values(lot, RECORDED) for lot in self}
        result = super().write(vals)
        renamed, changed = [], []
        for lot, old in values.items():
            before, after = ledger._ledger_difference(old, ledger._ledger_values(lot, RECORDED))
            if "name" in after:
                names = {"before": {"name": before.pop("name")}, "after": {"name": after.pop("name")}}
                renamed.append({"record": lot, "about": [lot.product_id], **names})
            if after:
                changed.append({"record": lot, "about": [lot.product_id], "before": before, "after": after})
        ledger._ledger_write("lot_renamed", renamed)
        ledger._ledger_write("lot_changed", changed)
        return result

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = [
            {
                "record": lot,
                "label": ledger._label_of(lot),
                "about": [lot.product_id],
                "company": ledger._company_of(lot),
                "before": ledger._ledger_values(lot, RECORDED),
            }
            for lot in self
        ]
        result = super().unlink()
        ledger._ledger_write("lot_deleted", rows)
        return result
