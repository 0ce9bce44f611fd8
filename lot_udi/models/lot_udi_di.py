"""One device identifier: of which device, product and packaging level, and since when."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.lot_gs1_labels.kernel.check_digits import gtin14

from .. import messages
from .. import messages_registry as sentences
from ..kernel import registry
from .lot_udi_device import AGENCIES

_FOR_EVER = {"name", "agency", "device_id", "product_id"}  # of an identifier that was sent


class LotUdiDi(models.Model):
    _name = "lot.udi.di"
    _inherit = "lot.udi.mixin"
    _description = "Device identifier (UDI-DI)"
    _order = "device_id, sequence, id"
    _check_company_auto = True
    _recorded = (
        "name", "device_id", "agency", "product_id", "level", "uom_id", "kind", "start_date", "end_date",
    )  # fmt: skip

    name = fields.Char(
        "Device identifier",
        required=True,
        index=True,
        copy=False,
        help="As it stands in the bar code: GTIN, HIBC without “+” and check character, ISBT 128, PPN. A whole code "
        "may be scanned here.",
    )
    device_id = fields.Many2one("lot.udi.device", required=True, index=True, ondelete="cascade", check_company=True)
    agency = fields.Selection(
        AGENCIES,
        "Issuing agency",
        compute="_compute_agency",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        help="Secondary identifiers may come from another agency than the device's own.",
    )
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
    packaging_id = fields.Many2one("product.uom", "Packaging", compute="_compute_packaging_id")
    barcode_note = fields.Char(compute="_compute_packaging_id")
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

    @api.depends("device_id.agency", "kind")
    def _compute_agency(self):
        for record in self:
            if record.kind != "secondary" or not record.agency:
                record.agency = record.device_id.agency

    @api.depends(
        "name", "agency", "kind", "level", "product_id.barcode", "product_id.product_uom_ids.barcode", "uom_id"
    )
    def _compute_packaging_id(self):
        for record in self:
            record.packaging_id = record._find_packaging()
            barcode = record.packaging_id.barcode if record.uom_id else record.product_id.barcode
            is_judged = record.agency == "gs1" and record.kind == "primary" and record.level != "use" and barcode
            differs = is_judged and gtin14(barcode.strip()) != record.name
            record.barcode_note = messages.other_barcode(self.env, barcode, record.name) if differs else False

    def _find_packaging(self):
        """Odoo's packaging with this identifier's barcode, else any of the same unit."""
        packagings = self.product_id.product_uom_ids.filtered(lambda row: row.uom_id == self.uom_id)
        return packagings.filtered(lambda row: gtin14((row.barcode or "").strip()) == self.name)[:1] or packagings[:1]

    @api.model_create_multi
    def create(self, vals_list):
        devices = self.env["lot.udi.device"].browse({vals["device_id"] for vals in vals_list if vals.get("device_id")})
        agencies = {device.id: device.agency for device in devices}
        spelt = []
        for vals in vals_list:
            agency = vals.get("agency") or agencies.get(vals.get("device_id"))
            is_known = agency and vals.get("name")
            spelt.append({**vals, "name": self._read_name(agency, vals["name"])} if is_known else vals)
        return super().create(spelt)

    def write(self, vals):
        agencies = {vals["agency"]} if vals.get("agency") else set(self.mapped("agency"))
        if vals.get("name") and len(agencies) == 1:
            vals = {**vals, "name": self._read_name(agencies.pop(), vals["name"])}
        if _FOR_EVER & vals.keys():
            self._check_sent(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_except_sent(self):
        self._check_sent({})

    def _check_sent(self, vals):
        """Identifiers that a database knows are never given to something else (21 CFR 830.40(c))."""
        # Sudo: whoever may change the registry need not see what was sent.
        versions_sudo = self.env["lot.udi.version"].sudo().search([("device_id", "in", self.device_id.ids)])
        sent = {di for version_sudo in versions_sudo for di in version_sudo._get_identifiers()}
        for record in self.filtered(lambda record: record.name in sent):
            if not vals or record._differs(vals):
                raise UserError(sentences.di_sent(self.env, record.name))

    def _differs(self, vals):
        now = {name: self._fields[name].convert_to_write(self[name], self) for name in _FOR_EVER & vals.keys()}
        return any(value != vals[name] for name, value in now.items())

    @api.model
    def _read_name(self, agency, text):
        return registry.device_identifier(agency.upper(), text, fields.Date.context_today(self))

    @api.constrains("name", "agency", "device_id", "kind")
    def _check_name(self):
        for record in self:
            agency = record.agency.upper()
            if record.kind != "secondary" and record.agency != record.device_id.agency:
                raise ValidationError(messages.di_agency(self.env, record.name, agency))
            issue = registry.check(agency, record.name, fields.Date.context_today(record))
            if issue:
                raise ValidationError(messages.di_wrong(self.env, record.name, agency, issue))

    @api.constrains("name", "agency", "company_id")
    def _check_shared(self):
        """The index keeps the identifiers of one company apart; one that all companies share is in nobody else's."""
        # Sudo: an identifier that another company registered is registered.
        same_sudo = self.sudo().search([("name", "in", self.mapped("name"))])
        for record in self:
            others = same_sudo.filtered_domain([("agency", "=", record.agency), ("name", "=", record.name)]) - record
            if any(not (other.company_id and record.company_id) for other in others):
                raise ValidationError(messages.di_shared(self.env, record.name))

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
