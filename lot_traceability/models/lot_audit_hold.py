"""Legal holds: what they cover stays in the audit ledger, whatever the retention rules say."""

from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import messages_audit_retention as messages
from ..sql import audit_retention as sql


class LotAuditHold(models.Model):
    _name = "lot.audit.hold"
    _description = "Legal hold of the audit ledger"
    _order = "id desc"

    name = fields.Char("Matter", required=True, help="Case, inspection or dispute that needs the entries.")
    reason = fields.Text(required=True)
    company_id = fields.Many2one(
        "res.company", "Company", required=True, index=True, default=lambda self: self.env.company
    )
    object_ref = fields.Reference(
        "_get_kinds", "Only about", help="Entries about this object. Empty: all entries of the company."
    )
    date_from = fields.Date("From", help="Entries written from this day on (UTC).")
    date_to = fields.Date("To", help="Entries written until this day, included (UTC).")
    state = fields.Selection(
        [("active", "In force"), ("lifted", "Lifted")], default="active", readonly=True, copy=False
    )
    set_by_id = fields.Many2one("res.users", "Set by", readonly=True, default=lambda self: self.env.user, copy=False)
    lifted_by_id = fields.Many2one("res.users", "Lifted by", readonly=True, copy=False)
    lifted_at = fields.Datetime("Lifted", readonly=True, copy=False)
    lift_reason = fields.Text("Why it was lifted", copy=False)

    @api.model
    def _get_kinds(self):
        return [*self.env["lot.audit.retention"]._get_kinds(), ("product.product", self.env._("Product"))]

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for hold in self:
            if hold.date_from and hold.date_to and hold.date_to < hold.date_from:
                raise ValidationError(messages.hold_dates(self.env))

    @api.model_create_multi
    def create(self, vals_list):
        # Who set a hold, and whether it is in force, is not for the caller to say.
        own = {"state": "active", "set_by_id": self.env.uid}
        own |= {"lifted_by_id": False, "lifted_at": False, "lift_reason": False}
        holds = super().create([{**vals, **own} for vals in vals_list])
        holds._record("legal_hold", "reason")
        return holds

    def write(self, vals):
        # An empty set is written by Odoo's merging of contacts, which looks everywhere.
        if self and set(vals) - {"lift_reason"} or "lifted" in self.mapped("state"):
            raise UserError(messages.hold_frozen(self.env))
        return super().write(vals)

    def _do_lift(self, reason):
        # Past our own write(), which refuses everybody else.
        lifted = {"state": "lifted", "lift_reason": reason, "lifted_by_id": self.env.uid}
        return super().write({**lifted, "lifted_at": fields.Datetime.now()})

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(messages.hold_frozen(self.env))

    def action_lift(self):
        """End the hold; why has to be said."""
        self.check_access("write")
        for hold in self.filtered(lambda hold: hold.state == "active"):
            reason = self.env["lot.reason"]._checked(hold.lift_reason)
            hold._do_lift(reason)
            hold._record("legal_hold_lifted", "lift_reason")
        return True

    def _record(self, code, reason):
        ledger = self.env["lot.audit.entry"]
        names = ("name", "object_ref", "date_from", "date_to")
        ledger._ledger_write(
            code,
            [
                {
                    "record": hold,
                    "after": {key: value for key, value in ledger._ledger_values(hold, names).items() if value},
                    "reason": hold[reason],
                    "about": [hold.object_ref],
                }
                for hold in self
            ],
        )

    @api.model
    def _get_conditions(self, company_id):
        """SQL conditions of the entries that holds in force keep."""
        # Sudo: every hold counts, whoever asks.
        holds_sudo = self.sudo().search([("company_id", "=", company_id), ("state", "=", "active")])
        return [
            sql.held(
                hold.object_ref._name if hold.object_ref else None,
                hold.object_ref.id if hold.object_ref else None,
                hold.date_from and datetime.combine(hold.date_from, time.min),
                hold.date_to and datetime.combine(hold.date_to, time.min) + timedelta(days=1),
            )
            for hold in holds_sudo
        ]
