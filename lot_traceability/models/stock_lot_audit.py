"""What happens to a lot's master data goes into the audit ledger."""

from odoo import api, models

# Facts of a lot that papers and rules depend on.
RECORDED = (
    "name", "ref", "supplier_number", "product_id", "company_id",
    "production_date", "expiration_date", "use_date", "removal_date", "alert_date",
)  # fmt: skip


def _product(lot):
    return {"about": [lot.product_id]}


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model_create_multi
    def create(self, vals_list):
        lots = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("lot_created", lots, RECORDED, _product)
        return lots

    def write(self, vals):
        if not any(name in vals for name in RECORDED):
            return super().write(vals)
        ledger = self.env["lot.audit.entry"]
        with ledger._recording("lot_changed", self, RECORDED, _product, {"name": "lot_renamed"}):
            return super().write(vals)

    def unlink(self):
        ledger = self.env["lot.audit.entry"]
        rows = ledger._prepare_deleted(self, RECORDED, _product)
        result = super().unlink()
        ledger._ledger_write("lot_deleted", rows)
        return result
