"""The registry of devices: which device, of which version, and the identifiers of its packaging levels."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages
from ..kernel import checks

AGENCIES = [("gs1", "GS1"), ("hibcc", "HIBCC"), ("iccbba", "ICCBBA"), ("ifa", "IFA")]


class LotUdiDevice(models.Model):
    _name = "lot.udi.device"
    _description = "Medical device (UDI)"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char("Device", required=True, help="Brand or trade name, as it is registered.")
    version_model = fields.Char("Version or model")
    catalogue_number = fields.Char("Catalogue number", help="The REF of the label.")
    agency = fields.Selection(
        AGENCIES, "Issuing agency", required=True, default="gs1", help="Whose system the identifiers come from."
    )
    basic_udi_di = fields.Char(
        "Basic UDI-DI",
        help="Groups devices of the same purpose, risk class and design in EUDAMED. It never stands in a bar code.",
    )
    di_ids = fields.One2many("lot.udi.di", "device_id", "Device identifiers")
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company, index=True)
    active = fields.Boolean(default=True)

    @api.constrains("basic_udi_di", "agency")
    def _check_basic_udi_di(self):
        for device in self.filtered("basic_udi_di"):
            code, agency = device.basic_udi_di, device.agency.upper()
            expected = checks.basic_udi_expected(agency, code)
            if not expected:
                raise ValidationError(messages.basic_udi_form(self.env, code, agency))
            if not code.endswith(expected):
                raise ValidationError(messages.basic_udi_wrong(self.env, code, code[-2:], expected))

    @api.constrains("agency")
    def _check_agency(self):
        self.di_ids._check_name()
