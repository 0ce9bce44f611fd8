"""One device identifier: of which device, product and packaging level, and since when."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages
from ..kernel import registry


class LotUdiDi(models.Model):
    _name = "lot.udi.di"
    _description = "Device identifier (UDI-DI)"
    _order = "device_id, sequence, id"
    _check_company_auto = True

    name = fields.Char(
        "Device identifier",
        required=True,
        index=True,
        copy=False,
        help="As it stands in the bar code: GTIN, HIBC without “+” and check character, ISBT 128, PPN. A whole code "
        "may be scanned here.",
    )
    device_id = fields.Many2one("lot.udi.device", required=True, index=True, ondelete="cascade", check_company=True)
    agency = fields.Selection(related="device_id.agency", store=True, index=True)
    product_id = fields.Many2one("product.product", required=True, index=True, ondelete="restrict", check_company=True)
    level = fields.Selection(
        [("use", "Unit of use"), ("unit", "Unit"), ("inner", "Inner pack"), ("case", "Case"), ("pallet", "Pallet")],
        "Packaging level",
        required=True,
        default="unit",
    )
    uom_id = fields.Many2one(
        "uom.uom", "Contains", help="What one package of this level holds. Empty: one in the product's own unit."
    )
    kind = fields.Selection(
        [
            ("primary", "Primary"),
            ("secondary", "Secondary"),
            ("direct", "Direct marking"),
            ("previous", "Previous"),
        ],
        required=True,
        default="primary",
        help="Secondary: of another agency or market for the same device. Direct marking: on the device itself. "
        "Previous: what it was called before.",
    )
    start_date = fields.Date("In use since")
    end_date = fields.Date("Retired on", help="From this day on scans of it are remarked on.")
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(related="device_id.company_id", store=True, index=True)

    _name_uniq = models.UniqueIndex(
        "(agency, name, COALESCE(company_id, 0))", "This device identifier is registered already."
    )
    _dates_check = models.Constraint(
        "CHECK (end_date >= start_date)", "A device identifier cannot be retired before it came into use."
    )

    @api.model_create_multi
    def create(self, vals_list):
        devices = self.env["lot.udi.device"]
        for vals in vals_list:
            agency = devices.browse(vals.get("device_id")).agency
            if agency and vals.get("name"):
                vals["name"] = self._read_name(agency, vals["name"])
        return super().create(vals_list)

    def write(self, vals):
        agencies = set(self.mapped("agency"))
        if vals.get("name") and len(agencies) == 1:
            vals = {**vals, "name": self._read_name(agencies.pop(), vals["name"])}
        return super().write(vals)

    @api.model
    def _read_name(self, agency, text):
        return registry.device_identifier(agency.upper(), text, fields.Date.context_today(self))

    @api.constrains("name")
    def _check_name(self):
        for record in self:
            agency = record.agency.upper()
            issue = registry.check(agency, record.name, fields.Date.context_today(record))
            if issue:
                raise ValidationError(messages.di_wrong(self.env, record.name, agency, issue))

    @api.constrains("uom_id", "product_id")
    def _check_uom_id(self):
        for record in self.filtered("uom_id"):
            if not record.uom_id._has_common_reference(record.product_id.uom_id):
                unit = record.product_id.uom_id.name
                raise ValidationError(messages.di_unit(self.env, record.name, record.uom_id.name, unit))

    @api.model
    def _find(self, agency, di):
        """The registered identifiers with this code, at most one of a company, as the user may see them."""
        return self.search([("agency", "=", agency.lower()), ("name", "=", di)])

    def _is_retired(self, day):
        self.ensure_one()
        return bool(self.end_date and self.end_date <= day)
