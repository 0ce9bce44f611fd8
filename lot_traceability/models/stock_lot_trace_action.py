"""From lots to the trace screen: the one place that knows the client action and its parameters."""

from odoo import models

# Lots traced at once when a document names more: they travel in the page address, which must stay under 2,000
# characters, and a screen with more origins answers no question. The screen says when lots were left out.
MAX_LOTS = 200


class StockLot(models.Model):
    _inherit = "stock.lot"

    def action_lot_trace(self):
        """Open the trace of these lots, downstream (from one lot or from a selection in the list)."""
        self.check_access("read")
        return self._trace_action("downstream")

    def _trace_action(self, direction, total=None):
        """Client action that traces these lots.

        Args:
            direction: "downstream", "upstream" or "both".
            total: int, how many lots the document really has, when ``self`` is already a part of them.

        Returns:
            dict, an ``ir.actions.client`` description.
        """
        lots = self[:MAX_LOTS]
        total = total or len(self)
        return {
            "type": "ir.actions.client",
            "tag": "lot_traceability.trace",
            "name": self.env._("Trace"),
            "target": "current",
            "params": {
                "lot_ids": lots.ids,
                "direction": direction,
                "of": total if total > len(lots) else 0,
            },
        }

    def _trace_action_or_reason(self, direction, reason, total=None):
        """The trace of these lots, or a note with ``reason`` (str) when there is none."""
        if self:
            return self._trace_action(direction, total)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "warning", "message": reason, "sticky": False},
        }

    def _newest_for_trace(self, domain):
        """Lots of a domain for the trace screen, as the user may see them.

        Returns:
            tuple (the newest ``MAX_LOTS`` lots, number of all of them)
        """
        lots = self.search(domain, order="id desc", limit=MAX_LOTS)
        return lots, len(lots) if len(lots) < MAX_LOTS else self.search_count(domain)
