"""One answer about a device."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .. import messages_registry as messages
from ..kernel import attributes


class LotUdiValue(models.Model):
    _name = "lot.udi.value"
    _inherit = "lot.udi.mixin"
    _description = "Answer about a device"
    _order = "device_id, attribute_sequence, id"
    _rec_name = "value"
    _recorded = ("attribute_id", "value", "upto", "unit")

    device_id = fields.Many2one("lot.udi.device", required=True, index=True, ondelete="cascade")
    attribute_id = fields.Many2one(
        "lot.udi.attribute",
        "Question",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('field', '=', False)]",
    )
    attribute_sequence = fields.Integer(related="attribute_id.sequence", store=True)
    section = fields.Selection(related="attribute_id.section")
    value = fields.Char("Answer", help="Empty: not answered yet.")
    upto = fields.Char("Up to", help="For a range: its end.")
    unit = fields.Char()
    hint = fields.Char("How to answer", compute="_compute_hint")

    @api.depends("attribute_id")
    @api.depends_context("lang")
    def _compute_hint(self):
        for row in self:
            row.hint = row.attribute_id and messages.hint(
                self.env, row.attribute_id, row.attribute_id._get_definition()
            )

    @api.constrains("attribute_id", "value", "upto", "unit")
    def _check_value(self):
        for row in self.filtered(lambda row: row.value or row.upto):
            fault = attributes.fault(row.attribute_id._get_definition(), row._get_value())
            if fault:
                raise ValidationError(messages.wrong_value(self.env, row, fault))

    def _get_value(self):
        return attributes.Value((self.value or "").strip(), (self.unit or "").strip(), (self.upto or "").strip())

    @api.model_create_multi
    def create(self, vals_list):
        known = self.env["lot.udi.attribute"].browse({vals.get("attribute_id") for vals in vals_list} - {None, False})
        by_id = {attribute.id: attribute for attribute in known}
        known_of = ((vals, by_id.get(vals.get("attribute_id"))) for vals in vals_list)
        return super().create([self._spell(vals, attribute) if attribute else vals for vals, attribute in known_of])

    def write(self, vals):
        attribute = self.attribute_id
        if vals.get("attribute_id"):
            attribute = attribute.browse(vals["attribute_id"])
        return super().write(self._spell(vals, attribute) if len(attribute) == 1 else vals)

    @api.model
    def _spell(self, vals, attribute):
        """Choices and units as the table spells them, whatever case people type them in."""
        one, spelt = attribute._get_definition(), dict(vals)
        allowed = (attributes.YES, attributes.NO) if one.kind == "yesno" else one.choices
        for name, words in (("value", allowed), ("unit", one.units)):
            typed = (vals.get(name) or "").strip().casefold()
            if found := [word for word in words if word.casefold() == typed]:
                spelt[name] = found[0]
        if len(one.units) == 1 and spelt.get("value") and not spelt.get("unit"):
            spelt["unit"] = one.units[0]
        return spelt
