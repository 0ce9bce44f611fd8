"""What the form of a lot says at its top: why nothing of it leaves, and whom to ask."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .. import messages_hold as messages


class StockLot(models.Model):
    _inherit = "stock.lot"

    stop_notice = fields.Text("Why it does not leave", compute="_compute_stop_notice")

    @api.depends("is_blocked", "expiration_date", "removal_date")
    @api.depends_context("lang", "tz", "company")
    def _compute_stop_notice(self):
        for lot in self:
            holds_sudo = lot._get_open_holds_sudo() if lot.is_blocked else []
            sentences = [messages.notice_hold(self.env, hold_sudo) for hold_sudo in holds_sudo]
            lot.stop_notice = "\n".join([*sentences, *lot._get_age_notices()])

    def _get_open_holds_sudo(self):
        """Open holds on this lot, then those on its product whose period of receipt it is in."""
        self.ensure_one()
        holds_sudo = self.env["lot.hold"].sudo()  # whoever sees the lot is told, also people of sales or the shop
        domain = Domain("state", "=", "open")
        goods = Domain("lot_id", "=", self._origin.id)
        whole = Domain("lot_id", "=", False) & Domain("product_id", "=", self.product_id.id)
        since = self.create_date
        whole &= Domain("received_from", "=", False) | Domain("received_from", "<=", since)
        whole &= Domain("received_until", "=", False) | Domain("received_until", ">=", since)
        return holds_sudo.search(domain & (goods | whole), order="lot_id, id")

    def _get_age_notices(self):
        self.ensure_one()
        now = fields.Datetime.now()
        if self.expiration_date and self.expiration_date <= now:
            return [messages.notice_expired(self.env, format_date(self.env, self._expiry_day()))]
        if self.removal_date and self.removal_date <= now:
            return [messages.notice_due(self.env, format_date(self.env, self._get_calendar_day(self.removal_date)))]
        return []
