"""Which recalls a line is about that brings goods back, and from which of their consignees they are."""

from typing import NamedTuple

from odoo import models


class Arrival(NamedTuple):
    """A posted line in a case. ``consignee``: who sends it, empty if they are none of the case's."""

    line: models.BaseModel
    recall: models.BaseModel
    consignee: models.BaseModel
    is_recalled: bool


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _get_arrivals_sudo(self):
        """One ``Arrival`` for each line and running case that watches its goods, or whose return it is on.

        Asks as often for a hundred lines as for one. Runs as sudo.
        """
        watched, none = self._get_watched(), self.env["lot.recall"]
        found = [(line, watched.get(line._watch_key(), none), line.picking_id.recall_consignee_id) for line in self]
        pairs = [
            (line, recall, recall in recalls)
            for line, recalls, named in found
            for recall in recalls | named.recall_id
            if recall.state == "launched" and recall.company_id == line.company_id and not recall._is_sandbox()
        ]
        recalls = none.union(*(recall for _line, recall, _is_recalled in pairs))
        senders = self.env["res.partner"].union(*(line._get_sender().commercial_partner_id for line in self))
        domain = [("recall_id", "in", recalls.ids), ("partner_id", "in", senders.ids)]
        consignees = self.env["lot.recall.consignee"].search(domain, order="id") if pairs else ()
        return [
            Arrival(line, recall, line._get_recall_consignee(recall, consignees), is_recalled)
            for line, recall, is_recalled in pairs
        ]

    def _get_watched(self):
        """``{_watch_key: cases that watch these goods}``."""
        watches = self.env["lot.recall.watch"]
        untracked = self.filtered(lambda line: not line.lot_id).product_id
        lots = watches.search([("lot_id", "in", self.lot_id.ids)]) if self.lot_id else watches
        products = watches.search([("product_id", "in", untracked.ids)]) if untracked else watches
        watched = {}
        for watch in lots | products:
            key = (watch.lot_id, watch.product_id)
            watched[key] = watched.get(key, self.env["lot.recall"]) | watch.recall_id
        return watched

    def _watch_key(self):
        return (self.lot_id.id, 0) if self.lot_id else (0, self.product_id.id)

    def _get_sender(self):
        """Who sends what this line brings."""
        return self.picking_id.partner_id or self.move_id.partner_id

    def _get_recall_consignee(self, recall, consignees):
        """The consignee of a case from whom this line comes; empty if they are none.

        Merged customers may be two consignees: the one that got the lot comes first.

        Args:
            consignees: those of the line's sender are among them, in order.
        """
        named = self.picking_id.recall_consignee_id
        if named.recall_id == recall:
            return named
        customer = self._get_sender().commercial_partner_id
        theirs = self.env["lot.recall.consignee"].union(
            *(one for one in consignees if customer and one.recall_id == recall and one.partner_id == customer)
        )
        got_it = theirs.filtered(lambda consignee: consignee._has_line_of(self.product_id, self.lot_id))
        return (got_it or theirs)[:1]
