"""Closing a case by signature: the signer sees the figures that are frozen, and nothing else is."""

from dataclasses import replace

from odoo import models


class LotRecall(models.Model):
    _inherit = "lot.recall"

    def _check_act(self, act):
        result = super()._check_act(act)
        if act == "close":
            self._check_close()
        return result

    def _check_may_sign(self, meaning, params):
        if params.get("act") != "close":
            return super()._check_may_sign(meaning, params)
        return self.check_access("write")  # not who launched, as without signature

    def _get_seen_content(self, act):
        content = super()._get_seen_content(act)
        return {**content, "end": self._get_closing_content()} if act == "close" else content

    def _do_signed(self, meaning, params, reason, work):
        if params["act"] == "close":
            self.with_context(lot_reason=reason)._do_close()
        return super()._do_signed(meaning, params, reason, work)

    def _prepare_signing(self, meaning, params):
        signing = super()._prepare_signing(meaning, params)
        if params.get("act") != "close":
            return signing
        end = self.env["lot.recall.closing"]._tell(self._get_closing_content())
        return replace(signing, facts=(*signing.facts[:4], *end))
