"""Report: other lots than proposed, as the audit ledger has them."""

from odoo import fields, models

from ..sql import deviations as sql


class LotDeviation(models.Model):
    _name = "lot.deviation"
    _description = "Other lot than proposed"
    _auto = False
    _order = "at desc, id desc"
    _rec_name = "lot_name"
    _depends = {"lot.audit.entry": ["content"], "stock.lot": ["product_id"]}

    at = fields.Datetime("When", readonly=True)
    user_id = fields.Many2one("res.users", "Account", readonly=True)
    writer = fields.Char("Who", readonly=True)
    reason = fields.Char("Why", readonly=True)
    lot_id = fields.Many2one("stock.lot", "Lot or serial number", readonly=True, help="Empty once it is deleted.")
    lot_name = fields.Char("Taken", readonly=True)
    proposed = fields.Char("Proposed", readonly=True, help="Lots that came first and were free, best first.")
    product_id = fields.Many2one("product.product", readonly=True)
    picking_type_id = fields.Many2one("stock.picking.type", "Operation type", readonly=True)
    document = fields.Char(readonly=True)
    quantity = fields.Float(readonly=True, digits="Product Unit")
    unit = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return sql.deviations()

    def action_open_entry(self):
        """Open the entry of the audit ledger, which proves it; for whoever may not read that, the lot."""
        self.ensure_one()
        entry = self.env["lot.audit.entry"].browse(self.id)
        return {
            "type": "ir.actions.act_window",
            "res_model": entry._name if entry.has_access("read") else self.lot_id._name,
            "res_id": entry.id if entry.has_access("read") else self.lot_id.id,
            "views": [[False, "form"]],
        }
