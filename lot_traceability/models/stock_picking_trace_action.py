"""Trace from a transfer: the lots of its lines."""

from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def action_lot_trace(self):
        """Open the trace of the lots that these transfers move.

        A receipt asks where its goods went, everything else also where they came from.
        """
        self.check_access("read")
        lots = self.move_line_ids.lot_id._filtered_access("read")
        incoming = set(self.mapped("picking_type_code")) == {"incoming"}
        return lots._trace_action_or_reason(
            "downstream" if incoming else "both", self.env._("This transfer names no lot or serial number yet.")
        )
