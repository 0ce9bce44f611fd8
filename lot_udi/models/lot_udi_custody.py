"""What happened to a tracked device after it left: one row an event, only ever added (21 CFR 821.25, 821.30)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from .. import messages_tracking as messages

KINDS = [
    ("received", "Received by a distributor"),
    ("used", "Provided to the final user"),
    ("explanted", "Explanted"),
    ("returned", "Returned"),
    ("retired", "Retired for good"),
    ("disposed", "Disposed of"),
    ("deceased", "Patient died"),
    ("lost", "Cannot be found"),
]
ROLES = [("distributor", "Distributor"), ("final", "Final distributor"), ("multiple", "Distributor, several patients")]
_RECORDED = ("lot_id", "kind", "day", "partner_id", "role", "place", "note", "missing_reason")


class LotUdiCustody(models.Model):
    _name = "lot.udi.custody"
    _inherit = "lot.udi.unit.mixin"
    _description = "Whereabouts of a tracked device"
    _order = "day desc, id desc"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, "What happened", required=True, default="received")
    day = fields.Date("On", required=True, default=lambda self: fields.Date.context_today(self))
    partner_id = fields.Many2one("res.partner", "Who has it", index=True, ondelete="restrict")
    role = fields.Selection(ROLES, "As")
    place = fields.Char("Where it is", help="Where somebody finds the device, if that is not the holder's address.")
    note = fields.Char(help="No names of patients here: they have a place of their own.")
    missing_reason = fields.Char("Not known, because", help="What could not be found out, and what was tried.")
    create_uid = fields.Many2one("res.users", "Entered by", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env["lot.audit.entry"]._record_created("custody_entered", rows, _RECORDED)
        return rows

    @api.constrains("note", "place", "missing_reason", "day", "partner_id", "kind")
    def _check_row(self):
        today = fields.Date.context_today(self)
        for row in self:
            for text in (row.note, row.place, row.missing_reason):
                row.lot_id._refuse_personal(text)
            if row.day > today:
                raise ValidationError(messages.day_to_come(self.env))
            if row.kind in ("received", "used") and not row.partner_id and not row.missing_reason:
                raise ValidationError(messages.say_who_or_why(self.env))

    def write(self, vals):
        if vals:
            raise AccessError(messages.custody_is_fixed(self.env))
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise AccessError(messages.custody_is_fixed(self.env))
