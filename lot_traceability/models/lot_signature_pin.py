"""Signing PIN of people who log in without a password of Odoo (single sign-on).

A manager who knows the person issues a code and hands it over; the person sets the PIN with it, in their own session.
So nobody else ever knows the PIN, and an open session alone sets none. Only hashes are kept; nobody has rights on this
model, and its fields are not readable.
"""

import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .. import messages_signing as messages
from ..kernel import signing

CODE_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that are easily taken for each other
CODE_LENGTH = 12  # 31^12: 59 bits
CODE_LIFE = timedelta(hours=24)


class LotSignaturePin(models.Model):
    _name = "lot.signature.pin"
    _description = "Signing PIN"
    _rec_name = "user_id"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="cascade", groups=fields.NO_ACCESS)
    pin_hash = fields.Char(copy=False, groups=fields.NO_ACCESS)
    code_hash = fields.Char(copy=False, groups=fields.NO_ACCESS)
    code_until = fields.Datetime(copy=False, groups=fields.NO_ACCESS)

    _user_unique = models.Constraint("UNIQUE (user_id)", "A person has one signing PIN.")

    @api.model
    def _get_method(self, user):
        """How a user proves who they are: ``password`` if Odoo knows one, else ``pin``."""
        rows = self.env.execute_query(SQL("SELECT COALESCE(password, '') <> '' FROM res_users WHERE id = %s", user.id))
        return "password" if rows and rows[0][0] else "pin"

    @api.model
    def _has_pin(self, user):
        return bool(self._of_sudo(user).pin_hash)

    @api.model
    def _is_right(self, user, pin):
        """Whether this is the user's PIN."""
        hashed = self._of_sudo(user).pin_hash
        return bool(hashed) and signing.is_secret(pin) and user._crypt_context().verify(pin, hashed)

    @api.model
    def _issue_code(self, user):
        """Make a code with which a user sets a PIN; a PIN that existed is void at once.

        Returns:
            ``(code, the instant until which it works)``; the code is kept nowhere.
        """
        self._check_may_help(user)
        if self._get_method(user) != "pin":
            raise UserError(messages.pin_code_not_needed(self.env, user.name))
        code = "".join(secrets.choice(CODE_SIGNS) for _place in range(CODE_LENGTH))
        until = fields.Datetime.now() + CODE_LIFE
        row_sudo = self._of_sudo(user) or self._of_sudo(user).create({"user_id": user.id})
        row_sudo.write({"pin_hash": False, "code_hash": user._crypt_context().hash(code), "code_until": until})
        self.env["lot.audit.entry"]._ledger_write("pin_code_issued", user)
        return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4)), until

    @api.model
    def _check_new(self, pin):
        """Refuse, in a sentence, what is too easy to guess."""
        problem = signing.pin_problem(pin)
        if problem:
            raise UserError(messages.pin_refused(self.env, problem))

    @api.model
    def _set(self, code_or_pin, pin):
        """Set the PIN of the current user by a code, or by the PIN until now.

        Returns:
            Whether the code or PIN was right.
        """
        user = self.env.user
        if not (self._is_right_code(user, code_or_pin) or self._is_right(user, code_or_pin)):
            return False
        values = {"pin_hash": user._crypt_context().hash(pin), "code_hash": False, "code_until": False}
        self._of_sudo(user).write(values)
        self.env["lot.audit.entry"]._ledger_write("pin_set", user)
        return True

    @api.model
    def _is_right_code(self, user, code):
        row_sudo = self._of_sudo(user)
        if not row_sudo.code_hash or row_sudo.code_until < fields.Datetime.now() or not signing.is_secret(code):
            return False
        plain = "".join(code.upper().replace("-", "").split())
        return bool(plain) and user._crypt_context().verify(plain, row_sudo.code_hash)

    @api.model
    def _check_may_help(self, user):
        """Whether the current user may issue codes for a user and unlock their signing."""
        manager = self.env.user
        may = manager.has_group("lot_traceability.group_manager") and user._is_internal() and user.active
        if not may or not user.company_ids & manager.company_ids:
            raise AccessError(messages.pin_only_managers(self.env))
        if user == manager:
            raise UserError(messages.pin_not_for_oneself(self.env))

    @api.model
    def _of_sudo(self, user):
        """The row of a user. Sudo: nobody has rights on PINs."""
        return self.sudo().search([("user_id", "=", user.id)])
