"""Marks of launched cases that a posting may have changed; the scheduled action looks at them and takes them away."""

from odoo import api, fields, models

from ..sql import watch


class LotRecallTouch(models.Model):
    _name = "lot.recall.touch"
    _description = "Recall to be looked at again"
    _log_access = False

    # No relation: PostgreSQL would lock the case's row for it.
    recall_id = fields.Integer("Recall number in the database", required=True, index=True, readonly=True)
    is_waiting = fields.Boolean(
        readonly=True, help="More is watched since then; postings that had begun before have not all ended."
    )

    @api.model
    def _mark(self, lots, products=()):
        """Have the launched cases compared that watch one of these lots or products; at once after the commit."""
        product_ids = products.ids if products else []
        if lots or product_ids:
            self._wake(self.env.execute_query(watch.touch(lots.ids, product_ids)))

    @api.model
    def _mark_recall(self, recall):
        """Have a case compared that watches more from now on, until no posting is on its way that cannot see it."""
        self._wake(self.env.execute_query(watch.touch_one(recall.id)))

    @api.model
    def _wake(self, rows, at=None):
        if rows:
            # Sudo: whoever moves goods wakes the program.
            self.sudo().env.ref("lot_recall.lot_recall_scope_cron")._trigger(at)
