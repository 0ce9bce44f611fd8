"""Two consignees of a case whom Odoo merged into one partner: one of them goes on with what both told and sent back.

Answers stay where they were given; what they come to, and goods that came back, are moved with the deliveries.
"""

from odoo import api, models

from ..sql import consignees as sql
from .lot_recall_consignee_lot import ANSWERS, _exact

COUNTED = (*ANSWERS, "received_qty", "answered_net_qty")


class LotRecallConsignee(models.Model):
    _inherit = "lot.recall.consignee"

    @api.model
    def _join_merged(self, recall):
        """Join those who became one since, again and again without harm; how many there were."""
        consignees_sudo = self.sudo()  # sudo: rows are the program's
        pairs = self.env.execute_query(sql.merged(recall.id))
        for kept, gone in pairs:
            consignees_sudo.browse(kept)._take_over(consignees_sudo.browse(gone))
        if pairs:
            self.env.flush_all()
        return len(pairs)

    def _goes_on_as(self):
        """Who answers for this consignee: itself, or the one who took all its lots over; links that went out stay."""
        self.ensure_one()
        key = str(self.partner_id.id)
        if not self.partner_id or self.key == key or any(line.shipped_qty > 0 for line in self.lot_ids):
            return self
        return self.search([("recall_id", "=", self.recall_id.id), ("key", "=", key)]) or self

    def _take_over(self, gone):
        """Go on with what another consignee told and sent back."""
        for line in gone.lot_ids:
            mine = self.lot_ids.filtered(lambda one, line=line: one.key == line.key)
            if mine:
                mine._add_told(line)
            else:
                line.consignee_id = self
        gone.back_ids.consignee_id = self
        for name in ("acknowledged_at", "answered_at"):
            self[name] = max(filter(None, (self[name], gone[name])), default=False)


class LotRecallConsigneeLot(models.Model):
    _inherit = "lot.recall.consignee.lot"

    def _add_told(self, other):
        """Add what was told and came back of the same lot at another consignee, and leave nothing there."""
        if not other.is_answered and not other.received_qty:
            return
        told = self.filtered("is_answered") | other.filtered("is_answered")
        values = {name: float(_exact(self[name]) + _exact(other[name])) for name in COUNTED}
        values["answered_net_qty"] = float(sum(_exact(line.answered_net_qty) for line in told))
        self.write({"is_answered": bool(told), "answered_at": max(told.mapped("answered_at"), default=False)})
        self.write(values)
        self.env["lot.recall.back"].search([("consignee_lot_id", "=", other.id)]).consignee_lot_id = self
        other.write({**dict.fromkeys(COUNTED, 0.0), "is_answered": False, "answered_at": False})
