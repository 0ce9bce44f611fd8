"""A lot can start a recall, and recall managers see where it went in every company."""

from odoo import api, models


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _trace_reads_all_companies(self):
        """Override of lot_traceability: a recall must not stop at a company's border; foreign names stay masked."""
        return self.env.user.has_group("lot_recall.group_recall_manager") or super()._trace_reads_all_companies()

    def action_lot_recall(self):
        """Open a new recall with these lots as its scope."""
        wizard = self.env["lot.recall.wizard"].create({"scope_method": "lots", "lot_ids": self.ids})
        return wizard._action_show()
