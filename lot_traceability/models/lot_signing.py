"""Signing: shows what is to be signed, makes sure who signs, and lets the signature happen, all or nothing.

The dialog's two requests (``controllers/lot_signing.py``) come here. Whatever is refused is recorded in the audit
ledger on a connection of its own, so that the attempt stays when everything else is rolled back.

    open   right, record ──▶ facts and their fingerprint
    sign   session ▶ record ▶ reason ▶ right ▶ clock ▶ lock ▶ password or PIN ▶ fingerprint ▶ do ▶ signature ▶ ledger
"""

import time
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request

from .. import messages_signing as messages
from ..kernel import signing
from ..sql import signature_table
from .lot_signature import MEANINGS

SIGN_PATH, PIN_PATH = "/lot_traceability/signing/sign", "/lot_traceability/signing/pin"
_LAST = "lot_signing_last"  # in the browser's session: when it last signed


class SigningRefused(AccessDenied):
    """A refusal with a code for the audit ledger."""

    def __init__(self, problem, sentence):
        super().__init__(sentence)
        self.problem = problem


class LotSigning(models.AbstractModel):
    _name = "lot.signing"
    _description = "Electronic signing"

    # --- the dialog ---

    @api.model
    def _open(self, model, res_id, meaning, params=None):
        """What the dialog shows: a dict of plain values."""
        with self._recorded(model, res_id, meaning):
            self._check_session()
            record = self._find(model, res_id)
            asked = self._prepare(record, meaning, self._as_dict(params))
        user = self.env.user
        pins = self.env["lot.signature.pin"]
        method = pins._get_method(user)
        return {
            "title": asked.title,
            "statement": asked.statement,
            "facts": [list(fact) for fact in asked.facts],
            "seen_hash": asked.seen_hash,
            "meaning": dict(self.env["lot.signature"]._fields["meaning"]._description_selection(self.env))[meaning],
            "signer": user.name,
            "zone": signing.zone_of(user.tz),
            "method": method,
            "ask_login": self._asks_login(),
            "problem": messages.no_pin(self.env) if method == "pin" and not pins._has_pin(user) else "",
        }

    @api.model
    def _sign(self, model, res_id, meaning, reason, seen_hash, secret, login="", params=None):
        """Sign, and do what the signature is for.

        Args:
            seen_hash: of what the dialog showed.
            secret: password or PIN, as typed now.
            login: user name as typed now; needed for the first signature of a session.

        Returns:
            ``{"signed": line of the signature, "next": client action or None}``.
        """
        params = self._as_dict(params)
        with self._recorded(model, res_id, meaning):
            self._check_session(SIGN_PATH)
            record = self._find(model, res_id)
            reason = self._checked_reason(reason)
            record._check_may_sign(meaning, params)
            self._check_clock(record._get_signing_company())
            method = self._check_person(record, secret, login)
            # All or nothing: what the object did for the signature goes as well when anything fails.
            with self.env.cr.savepoint():
                done = self._do_sign(record, meaning, reason, seen_hash, method, params)
        request.session[_LAST] = time.time()
        return done

    @api.model
    def _do_sign(self, record, meaning, reason, seen_hash, method, params):
        self.env.execute_query(signature_table.touch(record._table, record.ids))
        asked = self._prepare(record, meaning, params)
        if asked.seen_hash != seen_hash:
            raise SigningRefused("changed", messages.changed_meanwhile(self.env, record.display_name))
        follows = record._do_signed(meaning, params, reason, asked.work)
        signatures_sudo = record._get_signatures_sudo(valid_only=True)
        version = record._get_signed_version()
        mine = signatures_sudo.filtered(lambda signature: signature.user_id == self.env.user)
        if (version, meaning) in {(signature.version, signature.meaning) for signature in mine}:
            raise UserError(messages.signed_already(self.env, record.display_name))
        signature = self.env["lot.signature"]._add(record, meaning, reason, method)
        record.invalidate_recordset(["signature_lines", "is_signed"])
        return {"signed": signature._get_lines()[0], "next": follows}

    @api.model
    def _prepare(self, record, meaning, params):
        if not self._is_meaning(meaning):
            raise UserError(messages.no_such_object(self.env))
        record._check_may_sign(meaning, params)
        return record._prepare_signing(meaning, params)

    @api.model
    def _find(self, model, res_id):
        """The record to sign, if there is such a record that can be signed and that the user may read."""
        record = self._is_signable(model, res_id) and model != "res.users" and self.env[model].browse(res_id).exists()
        if not record or not record.has_access("read"):
            raise UserError(messages.no_such_object(self.env))
        return record

    @api.model
    def _as_dict(self, params):
        """Parameters from outside: texts by name, whatever else was sent."""
        params = params if isinstance(params, dict) else {}
        return {name: value for name, value in params.items() if isinstance(value, str)}

    @contextmanager
    def _recorded(self, model, res_id, meaning):
        """Whatever is refused within is recorded on a connection of its own.

        Never what was typed: people type passwords into the wrong field.
        """
        try:
            yield
        except UserError as refused:
            row = {"extra": {"problem": getattr(refused, "problem", "refused")}}
            if self._is_meaning(meaning):
                row["extra"]["meaning"] = meaning
            if self._is_signable(model, res_id) and (record := self.env[model].browse(res_id).exists()):
                row["record"] = record
            self.env["lot.audit.entry"]._ledger_write_apart("sign_failed", [row])
            raise

    @api.model
    def _is_meaning(self, meaning):
        return isinstance(meaning, str) and meaning in dict(MEANINGS)

    @api.model
    def _is_signable(self, model, res_id):
        """Whether this names an object that can have signatures, or an account (for its PIN)."""
        if isinstance(res_id, bool) or not isinstance(res_id, int) or not isinstance(model, str):
            return False
        if model not in self.env or self.env[model]._abstract:
            return False
        return model == "res.users" or isinstance(self.env[model], self.env.registry["lot.signature.mixin"])

    # --- who signs ---

    @api.model
    def _check_session(self, path=None):
        """A person who sits at a browser in which they logged in themselves; raises a sentence if not.

        Args:
            path: the only address from which this may be asked; None for the dialog's opening.
        """
        user = self.env.user
        if not user.active:
            raise SigningRefused("archived", messages.archived(self.env))
        if not user._is_internal():
            raise SigningRefused("not_internal", messages.internal_only(self.env))
        if self.env.su or not self._is_own_session() or (path and request.httprequest.path != path):
            raise SigningRefused("no_session", messages.person_only(self.env))

    @api.model
    def _is_own_session(self):
        """Whether the call comes with the browser session of the very user that it acts for.

        A session that cannot be saved was made for one call, by an API key or another token.
        """
        return bool(request) and request.session.uid == self.env.uid and request.session.can_save

    @api.model
    def _asks_login(self):
        """Whether the session has not signed yet, or not for a while: then all components are asked (11.200(a)(1))."""
        idle = time.time() - request.session.get(_LAST, 0)
        return not 0 <= idle <= signing.IDLE.total_seconds()

    @api.model
    def _check_person(self, record, secret, login):
        """Compare password or PIN; returns which of them it was, raises a sentence and counts if it is wrong."""
        user, pins = self.env.user, self.env["lot.signature.pin"]
        method = pins._get_method(user)
        if method == "pin" and not pins._has_pin(user):
            raise SigningRefused("no_pin", messages.no_pin(self.env))
        attempt = self._begin_attempt()
        # The secret is looked at even when the login is wrong, so that the time taken tells nothing.
        is_right = self._is_right_secret(method, secret)
        if not is_right or (self._asks_login() and not self._is_own_login(login)):
            self._refuse_attempt(record, "wrong_entry", messages.wrong_secret(self.env, method))
        self.env["lot.signature.attempt"]._forgive(attempt)
        return method

    @api.model
    def _begin_attempt(self):
        attempt, until = self.env["lot.signature.attempt"]._begin()
        if until:
            raise SigningRefused("locked", messages.locked(self.env, self._local(until)))
        return attempt

    @api.model
    def _refuse_attempt(self, record, problem, sentence):
        until = self.env["lot.signature.attempt"]._lock_after(record)
        raise SigningRefused(problem, messages.locked(self.env, self._local(until)) if until else sentence)

    @api.model
    def _is_own_login(self, login):
        return isinstance(login, str) and login.strip().lower() == self.env.user.login.lower()

    @api.model
    def _is_right_secret(self, method, secret):
        user = self.env.user
        if not signing.is_secret(secret):
            return False
        if method == "pin":
            return self.env["lot.signature.pin"]._is_right(user, secret)
        credential = {"type": "password", "login": user.login, "password": secret}
        try:
            return user._check_credentials(credential, {"interactive": True})["uid"] == user.id
        except AccessDenied:
            return False

    # --- other checks ---

    @api.model
    def _checked_reason(self, reason):
        try:
            return self.env["lot.reason"]._checked(reason)
        except UserError:
            raise SigningRefused("no_reason", messages.reason_missing(self.env)) from None

    @api.model
    def _check_clock(self, company):
        """A signature is never dated before one that exists; a manager may confirm that the clock is right now."""
        # Sudo: only the instant is looked at.
        signatures_sudo = self.env["lot.signature"].sudo()
        domain = [("company_id", "=", company.id), ("id", ">", company.sudo().lot_signing_clock_id)]
        latest = signatures_sudo.search(domain, order="signed_at desc", limit=1).signed_at
        now = fields.Datetime.now()
        if latest and now < latest - signing.CLOCK_TOLERANCE:
            raise SigningRefused("clock", messages.clock_behind(self.env, self._local(now), self._local(latest)))

    @api.model
    def _local(self, moment):
        zone = signing.zone_of(self.env.user.tz)
        return signing.local_text(moment, zone, signing.offset_minutes(moment, zone))

    # --- PIN ---

    @api.model
    def _set_pin(self, code_or_pin, pin):
        """Set the signing PIN of the current user; counted and locked like signing itself."""
        user, pins = self.env.user, self.env["lot.signature.pin"]
        with self._recorded(user._name, user.id, None):
            self._check_session(PIN_PATH)
            if pins._get_method(user) != "pin":
                raise UserError(messages.pin_by_password(self.env))
            pins._check_new(pin)
            attempt = self._begin_attempt()
            if not pins._set(code_or_pin, pin):
                self._refuse_attempt(user, "wrong_code", messages.pin_wrong_code(self.env))
            self.env["lot.signature.attempt"]._forgive(attempt)
        return messages.pin_set(self.env)
