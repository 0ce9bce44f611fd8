"""Requests of the signing dialog. Routes of their own: Odoo logs the calls of models with what is passed to them."""

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.lot_signing import PIN_PATH, SIGN_PATH


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
        service = request.env["lot.signing"].with_context(**self._read_context(asked.get("context")))
        try:
            return getattr(service, method)(**{name: asked.get(name) for name in names})
        except UserError as refused:
            return {"refused": str(refused)}

    def _read_context(self, context):
        """Companies and language of the screen, as far as they are this user's; nothing else of what was sent."""
        context = context if isinstance(context, dict) else {}
        wanted, lang = context.get("allowed_company_ids"), context.get("lang")
        wanted = wanted if isinstance(wanted, list) else []
        own = [company for company in wanted if type(company) is int and company in request.env.user.company_ids.ids]
        installed = [code for code, _name in request.env["res.lang"].get_installed()]
        found = {"allowed_company_ids": own} if own else {}
        return {**found, "lang": lang} if lang in installed else found
