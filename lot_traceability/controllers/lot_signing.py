"""Requests of the signing dialog. Routes of their own: Odoo logs the calls of models with what is passed to them."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.lot_signing import PIN_PATH, SIGN_PATH

CONTEXT = ("allowed_company_ids", "lang")


class LotSigningDialog(http.Controller):
    @http.route("/lot_traceability/signing/open", type="jsonrpc", auth="user")
    def open(self, **asked):
        return self._answer("_open", ("model", "res_id", "meaning", "params"), asked)

    @http.route(SIGN_PATH, type="jsonrpc", auth="user")
    def sign(self, **asked):
        names = ("model", "res_id", "meaning", "reason", "seen_hash", "secret", "login", "params")
        return self._answer("_sign", names, asked)

    @http.route(PIN_PATH, type="jsonrpc", auth="user")
    def pin(self, **asked):
        return self._answer("_set_pin", ("code_or_pin", "pin"), asked)

    def _answer(self, method, names, asked):
        """The service's answer, or ``{"refused": sentence}``; the service leaves nothing behind when it refuses."""
        context = asked.get("context")
        context = {name: context[name] for name in CONTEXT if name in context} if isinstance(context, dict) else {}
        try:
            return getattr(request.env["lot.signing"].with_context(**context), method)(
                **{name: asked.get(name) for name in names}
            )
        except UserError as refused:
            return {"refused": str(refused)}
