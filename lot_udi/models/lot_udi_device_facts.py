"""What is known of a device: fields that rules ask for, and answers to the other questions of the databases."""

from odoo import api, fields, models

from ..kernel import attributes, production_ids, record

YES_NO = [(attributes.YES, "Yes"), (attributes.NO, "No")]
PLACES = [
    (production_ids.OFF, "Not on the label"),
    (production_ids.LABEL, "On the label only"),
    (production_ids.UDI, "On the label and in the UDI"),
]
CLASSES_US = [("1", "I"), ("2", "II"), ("3", "III"), ("0", "Unclassified")]
CLASSES_EU = [("1", "I"), ("2a", "IIa"), ("2b", "IIb"), ("3", "III")]


class LotUdiDevice(models.Model):
    _inherit = "lot.udi.device"

    is_for_us = fields.Boolean("Sold in the United States", help="Registered in FDA's GUDID.")
    is_for_eu = fields.Boolean("Sold in the European Union", help="Registered in EUDAMED.")
    # Four things that are not the same, and each has its own duties.
    is_implant = fields.Boolean(
        "Implant (FDA)", help="Stays in the body for 30 days or more (21 CFR 860.3). Distribution records are needed."
    )
    is_life_supporting = fields.Boolean(
        "Supports or sustains life",
        help="Records of where each unit went are needed as for implants (21 CFR 820.10(d)).",
    )
    is_fda_tracked = fields.Boolean("Tracked by order of FDA", help="Only when FDA ordered it (21 CFR 821.20).")
    fda_order = fields.Char("Number of the order")
    fda_order_date = fields.Date("Date of the order")
    is_class_iii = fields.Boolean("Class III", compute="_compute_is_class_iii", store=True)
    fda_class = fields.Selection(CLASSES_US, "Class in the United States")
    mdr_class = fields.Selection(CLASSES_EU, "Class in the European Union")
    device_count = fields.Integer(
        "Devices in the base package", default=1, help="In the lowest package with a UDI: 100 for a box of 100 gloves."
    )
    single_use = fields.Selection(YES_NO, "For single use")
    sterile = fields.Selection(YES_NO, "Packaged as sterile")
    sterilise_before_use = fields.Selection(YES_NO, "To be sterilised before use")
    implantable = fields.Selection(YES_NO, "Implantable (MDR)")
    active_device = fields.Selection(YES_NO, "Active device (MDR)", help="Depends on a source of energy.")
    direct_marking = fields.Selection(
        [
            ("none", "Not needed"),
            ("same", "Same identifier as on the label"),
            ("other", "Identifier of its own"),
            ("exempt", "Exempt"),
        ],
        help="UDI on the device itself, for devices that are reprocessed between uses (21 CFR 801.45).",
    )
    lot_on_label = fields.Selection(PLACES, "Lot number")
    serial_on_label = fields.Selection(PLACES, "Serial number")
    made_on_label = fields.Selection(PLACES, "Date of manufacture")
    expiry_on_label = fields.Selection(PLACES, "Expiration date")
    software_on_label = fields.Selection(PLACES, "Software version")
    value_ids = fields.One2many("lot.udi.value", "device_id", "Answers", copy=True)

    @api.depends("fda_class", "mdr_class")
    def _compute_is_class_iii(self):
        for device in self:
            device.is_class_iii = "3" in (device.fda_class, device.mdr_class)

    def _record(self):
        """This device as the kernel's ``Record``."""
        self.ensure_one()
        facts = {}
        for code, name in self.env["lot.udi.attribute"]._get_own_fields():
            if self[name]:
                facts[code] = (attributes.Value(str(self[name]).strip()),)
        for row in self.value_ids:
            value = row._get_value()
            if value.text or value.upto:
                facts[row.attribute_id.code] = (*facts.get(row.attribute_id.code, ()), value)
        return record.Record(facts, self._packaging(), self.basic_udi_di or "")

    def _packaging(self):
        """Each identifier as the kernel's ``Identifier``, packages with what they hold."""
        found = []
        for di in self.di_ids:
            unit = di.product_id.uom_id
            size = di.uom_id._compute_quantity(1, unit, round=False) if di.uom_id else 1.0
            end = di.end_date.isoformat() if di.end_date else ""
            one = record.Identifier(di.name, di.agency.upper(), di.kind, di.level, end=end)
            found.append((one, di.product_id.id, size))
        return record.nest(found)
