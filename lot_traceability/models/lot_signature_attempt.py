"""Attempts to sign, counted so that guessing ends soon: five wrong entries in fifteen minutes lock for thirty.

An attempt is written and committed before the password is looked at, and taken back when it was right: many attempts
in the same instant then see each other, whatever order they are answered in. The audit ledger tells the story; these
rows only count and go after a day.
"""

from contextlib import contextmanager
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models

from .. import messages_signing as messages
from ..kernel import signing

KEPT = timedelta(days=1)


class LotSignatureAttempt(models.Model):
    _name = "lot.signature.attempt"
    _description = "Attempt to sign"
    _log_access = False

    # A plain number: the row is written on a connection of its own, whatever happens to the account meanwhile.
    user_id = fields.Integer(required=True, index=True)
    at = fields.Datetime(required=True)

    @api.model
    def _begin(self):
        """Count an attempt of the current user.

        Returns:
            ``(id, None)``, or ``(None, the instant until which signing is locked)``.
        """
        with self._apart() as env:
            attempts_sudo = env[self._name]
            mine = attempts_sudo.create({"user_id": self.env.uid, "at": fields.Datetime.now()})
            env.cr.commit()  # the others of this instant see this one, and what follows sees them
            until = attempts_sudo._get_lock(self.env.uid, but=mine)
            if until:
                mine.unlink()
            return (None, until) if until else (mine.id, None)

    @api.model
    def _forgive(self, attempt_id):
        """Take an attempt back: what was entered was right."""
        with self._apart() as env:
            env[self._name].browse(attempt_id).unlink()

    @api.model
    def _lock_after(self, record):
        """After a wrong entry: the instant until which signing is now locked, or None; the managers are told."""
        with self._apart() as env:
            until = env[self._name]._get_lock(self.env.uid)
            if until:
                self._alert(env, until)
        if until:
            values = {"after": {"until": str(until)}}
            self.env["lot.audit.entry"]._ledger_write_apart("sign_locked", [{"record": record, **values}])
        return until

    @api.model
    def _unlock(self, user):
        """Let a user sign again whose wrong entries have locked it; the caller has checked who may do this."""
        self.env["lot.audit.entry"]._ledger_write("sign_unlocked", user)
        # Sudo: nobody reads or writes attempts.
        self.sudo().search([("user_id", "=", user.id)]).unlink()

    @api.model
    def _get_lock(self, uid, but=None):
        now = fields.Datetime.now()
        rows = self.search([("user_id", "=", uid), ("at", ">", now - signing.WINDOW - signing.LOCK)])
        return signing.locked_until((rows - (but or self.browse())).mapped("at"), now)

    @contextmanager
    def _apart(self):
        """The program on a connection of its own: what is counted stays when the caller's work is rolled back."""
        with self.env.registry.cursor() as cr:  # commits at the end
            yield api.Environment(cr, SUPERUSER_ID, {})

    @api.model
    def _alert(self, env, until):
        """Tell the managers of lot traceability of the user's companies."""
        user = env["res.users"].browse(self.env.uid)
        managers = env.ref("lot_traceability.group_manager").all_user_ids.filtered(
            lambda manager: manager.active and manager.company_ids & user.company_ids and manager.id != SUPERUSER_ID
        )
        user.partner_id.message_notify(
            partner_ids=managers.partner_id.ids,
            subject=messages.alert_subject(env, user.name),
            body=messages.alert_body(env, user.name, signing.FAILURES, until),
        )

    @api.autovacuum
    def _gc_attempts(self):
        self.search([("at", "<", fields.Datetime.now() - KEPT)]).unlink()
