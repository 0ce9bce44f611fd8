"""What has expired stays expired: a later date, or none, is written by Quality only, once history names the lot."""

from odoo import fields, models

from .. import messages_hold as messages


class StockLot(models.Model):
    _inherit = "stock.lot"

    def write(self, vals):
        if "expiration_date" in vals:
            self._check_stays_expired(fields.Datetime.to_datetime(vals["expiration_date"]))
        return super().write(vals)

    def _check_stays_expired(self, until):
        now, user = fields.Datetime.now(), self.env.user
        expired = self.filtered(lambda lot: lot.expiration_date and lot.expiration_date <= now)
        if not expired or (until and until <= now):
            return
        # Not env.su: a program may write for its user.
        if user._is_superuser() or user.has_group("lot_traceability.group_quality"):
            return
        kept = expired._filter_in_history()
        if kept:
            self.env["lot.reason"]._refuse(messages.stays_expired(self.env, kept[0].display_name), kept)
