"""Log of distributors who did not collect, keep or furnish what tracking asks of them (21 CFR 821.25(d))."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .. import messages_tracking as messages
from ..kernel.tracking import looks_personal


class LotUdiLapse(models.Model):
    _name = "lot.udi.lapse"
    _inherit = "lot.udi.mixin"
    _description = "Distributor who did not do what tracking asks"
    _order = "day desc, id desc"
    _rec_name = "partner_id"
    _recorded = ("partner_id", "day", "device_id", "lot_id", "what", "fda_on", "fda_number")

    partner_id = fields.Many2one("res.partner", "Distributor", required=True, index=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    day = fields.Date("Known since", required=True, default=lambda self: fields.Date.context_today(self))
    device_id = fields.Many2one("lot.udi.device", "Device", ondelete="restrict")
    lot_id = fields.Many2one("stock.lot", "Unit", ondelete="restrict")
    what = fields.Text(
        "What they did not do", required=True, help="What was not collected, kept or furnished, and what was tried."
    )
    fda_on = fields.Date("FDA told on", help="FDA is told of each of them (21 CFR 821.25(d)).")
    fda_number = fields.Char("FDA's reference")

    def _get_devices(self):
        """No answer of the registry changes by it."""
        return self.env["lot.udi.device"]

    @api.constrains("what", "fda_number")
    def _check_what(self):
        # Without a unit, too: this log is about followed devices alone.
        for lapse in self:
            found = looks_personal(lapse.what) or looks_personal(lapse.fda_number or "", is_number=True)
            if found:
                raise ValidationError(messages.patient_in_note(self.env, found))

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.lapse_is_kept(self.env))
