"""Done move lines are the ledger that every trace reads by lot; Odoo has no index for that."""

from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    # Name in the database: stock_move_line_lot_dest_done_idx. The README tells how to create it beforehand without
    # locking. With the destination, since most lines of a lot did not go where a question looks for (production).
    _lot_dest_done_idx = models.Index("(lot_id, location_dest_id) WHERE state = 'done' AND lot_id IS NOT NULL")
    # Planned lines of a lot: few beside the done ones, and without an index as slow to find as all of them.
    _lot_open_idx = models.Index("(lot_id) WHERE state NOT IN ('done', 'cancel') AND lot_id IS NOT NULL")
