"""Trace from a customer or supplier: the lots that went there or came from there."""

from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_lot_trace(self):
        """Open the trace of the lots delivered to this customer: what they are made of."""
        self.check_access("read")
        lots, total = self._lots_moved("location_dest_id.usage", "customer")
        return lots._trace_action_or_reason(
            "upstream", self.env._("No lot or serial number was delivered to %(name)s.", name=self.display_name), total
        )

    def action_lot_trace_received(self):
        """Open the trace of the lots received from this supplier: where they went."""
        self.check_access("read")
        lots, total = self._lots_moved("location_id.usage", "supplier")
        return lots._trace_action_or_reason(
            "downstream",
            self.env._("No lot or serial number was received from %(name)s.", name=self.display_name),
            total,
        )

    def _lots_moved(self, usage_field, usage):
        """Lots of done lines between us and this company, all its addresses included (see ``_newest_for_trace``)."""
        addresses = Domain("picking_id.partner_id", "child_of", self.commercial_partner_id.ids)
        addresses |= Domain("move_id.partner_id", "child_of", self.commercial_partner_id.ids)
        lines = self.env["stock.move.line"]._search(
            Domain("state", "=", "done") & Domain(usage_field, "=", usage) & Domain("lot_id", "!=", False) & addresses
        )
        return self.env["stock.lot"]._newest_for_trace([("id", "in", lines.subselect("lot_id"))])
