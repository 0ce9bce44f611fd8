"""What a launched case watches: its lots, and products where a new lot could fall under its scope."""

from odoo import api, fields, models

from ..sql import watch


class LotRecallWatch(models.Model):
    _name = "lot.recall.watch"
    _description = "Watched by a recall"
    _log_access = False

    recall_id = fields.Many2one("lot.recall", required=True, ondelete="cascade", readonly=True)
    # Plain numbers: a lot may be deleted or merged, and nobody is to wait for that.
    lot_id = fields.Integer("Lot number in the database", readonly=True)
    product_id = fields.Integer("Product number in the database", readonly=True)

    _lot_idx = models.Index("(lot_id) WHERE lot_id IS NOT NULL")
    _product_idx = models.Index("(product_id) WHERE product_id IS NOT NULL")
    _once = models.UniqueIndex("(recall_id, coalesce(lot_id, 0), coalesce(product_id, 0))")

    @api.model
    def _add(self, recall, lot_ids, product_ids):
        """Have a case watch these as well, and compared again if it did not watch some of them yet."""
        if self.env.execute_query(watch.add(recall.id, set(lot_ids), set(product_ids))):
            self.env["lot.recall.touch"]._mark_recall(recall)

    @api.model
    def _stop(self, recall):
        """Have a case watch nothing any more."""
        self.env.execute_query(watch.stop(recall.id))
