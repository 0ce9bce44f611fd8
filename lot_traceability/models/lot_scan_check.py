"""A lot that is only looked up tells how many of its checks are open, so that they can be entered from there."""

from odoo import api, models

from ..kernel import acceptance


class LotScan(models.Model):
    _inherit = "lot.scan"

    @api.model
    def _look_up(self, request, target, answer):
        steps = super()._look_up(request, target, answer)
        checks = self.env["lot.check"]
        if answer["lot"] and checks.has_access("read"):
            count = checks.search_count([("lot_id", "=", answer["lot"]["id"]), ("state", "=", acceptance.TODO)])
            if count:
                answer["lot"]["checks"] = count
        return steps
