"""Trace from a manufacturing order: what it made, in both directions."""

from odoo import models


class MrpProduction(models.Model):
    _inherit = "mrp.production"

    def action_lot_trace(self):
        """Open the trace of the lots that these orders made; of their components as long as nothing is made."""
        self.check_access("read")
        made = self.lot_producing_ids | self.move_finished_ids.move_line_ids.lot_id
        lots = (made or self.move_raw_ids.move_line_ids.lot_id)._filtered_access("read")
        return lots._trace_action_or_reason(
            "both" if made else "downstream",
            self.env._("This order has neither made nor used a lot or serial number yet."),
        )
