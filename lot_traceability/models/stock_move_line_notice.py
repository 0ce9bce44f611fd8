"""Which picked or reserved goods the gate would stop, told while the document is still open."""

from odoo import models

from .. import messages_hold as messages
from ..kernel import gate


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _get_stopped(self):
        """``{line: (exit, outcome, blocks)}`` of those of these open lines that the gate would not simply let through.

        Reads only, with one query for all lines.
        """
        taking = self.filtered(lambda line: line.state not in ("done", "cancel") and line.quantity > 0)
        pairs = [(line, line.lot_id) for line in taking if line.lot_id or line.product_id.tracking == "none"]
        closed = self.env["lot.guard"]._closed_products()
        blocks = self._get_blocks([(line, lot) for line, lot in pairs if line.product_id.id in closed])
        self._add_expired(blocks, pairs)
        stopped = {}
        for line, found in blocks.items():
            exit_, outcome = line._judge(found)
            if outcome != gate.ALLOWED:
                stopped[line] = (exit_, outcome, found)
        return stopped

    def _tell_stopped(self, stopped):
        """Sentences about those of these lines that are among ``stopped``: which lots, why, and what to do."""
        ways = {}
        for line in self:
            if line in stopped:
                exit_, outcome, blocks = stopped[line]
                amount = f"{line.quantity:g} {line.product_uom_id.name}"
                goods = messages.stopped_goods(
                    self.env, line._get_blocked_goods(blocks).display_name, amount, line._tell_blocks(blocks)
                )
                ways.setdefault((exit_, outcome), []).append(goods)
        tell = {gate.REFUSED: messages.stopped, gate.RIGHT: messages.stopped_for_quality}
        return [
            tell.get(outcome, messages.stopped_redirected)(self.env, exit_, "; ".join(dict.fromkeys(goods)))
            for (exit_, outcome), goods in ways.items()
        ]
