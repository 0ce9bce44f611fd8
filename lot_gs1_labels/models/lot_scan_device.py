"""What scanners that act as a keyboard type instead of the separator, which no keyboard has."""

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import ormcache

from .. import messages_settings as messages
from ..kernel.check_digits import CSET82

LONGEST = 12
# A lot number may well hold one or two of these in a row by chance.
_SHORTEST_OF_DATA = 3
# The symbol in static/src/img/separator_test.svg: 01 09506000134352 10 TEST, separator, 21 END.
_TEST_LABEL = re.compile(r"10TEST(.*)21END", re.DOTALL)


class LotScanDevice(models.Model):
    _name = "lot.scan.device"
    _description = "Scanner's separator"
    _order = "name, id"

    name = fields.Char("Scanners", required=True, help="Which scanners, e.g. their make and model.")
    sends = fields.Char(
        "Sends instead of the separator",
        required=True,
        help="The characters that these scanners type where the symbol has a separator (FNC1), e.g. ~ or <GS>. "
        "They are read as separators in every scan of this company that makes sense so.",
    )
    company_id = fields.Many2one("res.company", help="Empty: all companies.", default=lambda self: self.env.company)
    sample = fields.Char("Scan the symbol here", store=False, help="Nothing of it is kept.")
    sample_reading = fields.Char("What arrived", compute="_compute_sample_reading")

    _sends_uniq = models.UniqueIndex(
        "(COALESCE(company_id, 0), sends)", "These characters are in the list of this company already."
    )

    @api.depends("sample")
    def _compute_sample_reading(self):
        for device in self:
            found = _TEST_LABEL.search(device.sample or "")
            between = found[1] if found else None
            device.sample_reading = messages.sample_reading(self.env, device.sample, between)

    @api.onchange("sample")
    def _onchange_sample(self):
        found = _TEST_LABEL.search(self.sample or "")
        if found and found[1] and found[1].isprintable():
            self.sends = found[1]

    @api.constrains("sends")
    def _check_sends(self):
        for device in self:
            text = device.sends
            is_short_data = len(text) < _SHORTEST_OF_DATA and set(CSET82).issuperset(text)
            if len(text) > LONGEST or not text.isprintable() or text != text.strip() or is_short_data or text.isdigit():
                raise ValidationError(messages.device_sends(self.env, text, LONGEST))

    # --- read with every scan ---

    @api.model
    def _get_substitutes(self):
        """What stands for a separator in scans of the company that is worked in; tuple of str."""
        return self._cached_substitutes(self.env.company.id)

    @api.model
    @ormcache("company_id")
    def _cached_substitutes(self, company_id):
        # Sudo: the answer is kept for all users, and whoever scans needs it.
        devices_sudo = self.sudo().search([("company_id", "in", (company_id, False))])
        return tuple(devices_sudo.mapped("sends"))

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
