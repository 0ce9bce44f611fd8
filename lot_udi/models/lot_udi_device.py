"""The registry of devices: which device, of which version, and the identifiers of its packaging levels."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages
from ..kernel import checks

AGENCIES = [("gs1", "GS1"), ("hibcc", "HIBCC"), ("iccbba", "ICCBBA"), ("ifa", "IFA")]


class LotUdiDevice(models.Model):
    _name = "lot.udi.device"
    _inherit = "lot.udi.mixin"
    _description = "Medical device (UDI)"
    _order = "name, id"
    _check_company_auto = True
    _recorded = (
        "name", "version_model", "catalogue_number", "agency", "basic_udi_di", "company_id", "active", "is_for_us",
        "is_for_eu", "is_implant", "is_life_supporting", "is_fda_tracked", "fda_order", "fda_order_date", "fda_class",
        "mdr_class", "device_count", "single_use", "sterile", "sterilise_before_use", "implantable", "active_device",
        "direct_marking", "lot_on_label", "serial_on_label", "made_on_label", "expiry_on_label", "software_on_label",
        "sterilised_by",
    )  # fmt: skip

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

    def _get_devices(self):
        return self

    @api.constrains("agency", "company_id")
    def _check_identifiers(self):
        self.di_ids._check_name()
        self.di_ids._check_shared()
