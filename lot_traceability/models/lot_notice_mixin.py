"""Open documents tell which of their goods the gate would stop, before anybody presses Validate."""

from odoo import fields, models


class LotNoticeMixin(models.AbstractModel):
    _name = "lot.notice.mixin"
    _description = "Tells of blocked goods in it"

    lot_blocked_notice = fields.Text("Blocked goods", compute="_compute_lot_blocked_notice")
    lot_has_blocked = fields.Boolean(
        "Blocked or expired goods in it",
        compute="_compute_lot_blocked_notice",
        help="It cannot be validated as it stands, or not by everybody: open it to read which goods, and why.",
    )

    def _compute_lot_blocked_notice(self):
        # Documents say with which lines they move goods: _get_noticed_lines().
        lines = {document: document._get_noticed_lines() for document in self}
        stopped = self.env["stock.move.line"].union(*lines.values())._get_stopped()
        for document in self:
            sentences = lines[document]._tell_stopped(stopped)
            document.lot_blocked_notice = "\n".join(sentences)
            document.lot_has_blocked = bool(sentences)
