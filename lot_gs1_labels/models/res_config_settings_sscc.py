from odoo import fields, models

from .. import messages_number as messages

MOST_RUNS = 30


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    sscc_for_packages = fields.Boolean(related="company_id.sscc_for_packages", readonly=False)
    sscc_extension = fields.Selection(related="company_id.sscc_extension", readonly=False)
    sscc_next = fields.Char(related="company_id.sscc_next")
    sscc_go_on_with = fields.Char(
        "Go on with",
        help="A higher number, e.g. when another system gave out those before. Numbers are never taken back.",
    )

    def set_values(self):
        result = super().set_values()
        if self.sscc_go_on_with and self.company_id.gs1_company_prefix:
            self.company_id._go_on_with_sscc(self.sscc_go_on_with.strip())
        return result

    def action_tell_lost_ssccs(self):
        """Show which codes were given out and are on no package."""
        self.ensure_one()
        runs = self.company_id._get_lost_ssccs(MOST_RUNS + 1)
        message = messages.sscc_lost(self.env, runs[:MOST_RUNS], len(runs) > MOST_RUNS)
        params = {"message": message, "type": "info", "sticky": True}
        return {"type": "ir.actions.client", "tag": "display_notification", "params": params}
