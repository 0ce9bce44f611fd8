"""Designs of device labels: for which market, and what each market's rules say against them."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.lot_gs1_labels.kernel.label import design as designs

from .. import messages_label as messages
from ..kernel import label_rules, print_form, record
from ..kernel.attributes import EUDAMED, GUDID
from .lot_label_design_line import LINE_FIELDS

_MARKETS = {"is_device_us": GUDID, "is_device_eu": EUDAMED}
_PARTS = {"udi_made": "made", "made": "made", "udi_expiry": "expiry", "expiry": "expiry"}
_NUMBERS = ("titled", "name")
_TEXT_AIS = {"udi_made": "11", "udi_expiry": "17", "udi_batch": "10"}


class LotLabelDesign(models.Model):
    _inherit = "lot.label.design"

    is_device_us = fields.Boolean("Device label, United States", help="Held against 21 CFR 801 before it is printed.")
    is_device_eu = fields.Boolean(
        "Device label, European Union", help="Held against MDR Annex I 23.2 and Annex VI C before it is printed."
    )
    device_findings = fields.Text("Not yet right", compute="_compute_device_findings")

    @api.depends(
        "is_device_us", "is_device_eu", "sample_lot_id", "line_ids.kind", "line_ids.source", "line_ids.carrier",
        "line_ids.hri", "line_ids.drawing",
    )  # fmt: skip
    def _compute_device_findings(self):
        for design in self:
            design.device_findings = "\n".join(design._get_device_findings(design.sample_lot_id)) or False

    @api.depends(*(f"line_ids.{name}" for name in LINE_FIELDS))
    def _compute_preview(self):
        return super()._compute_preview()

    def _get_device_findings(self, lot):
        """Sentences: what the rules of the design's markets miss on the label of a lot (or of any, without)."""
        self.ensure_one()
        device = lot._udi_device() if lot else self.env["lot.udi.device"]
        facts = device._record() if device else record.Record({}, ())
        label = self._device_label(lot.product_id.tracking if lot else "")
        return [
            messages.breach(self.env, market, rule, part)
            for name, market in _MARKETS.items()
            if self[name]
            for rule, part in label_rules.breaches(label, facts, market)
        ]

    def _device_label(self, tracking):
        """This design as the kernel's ``Label``."""
        lines = self.line_ids
        texts = {line.source for line in lines if line.kind == designs.TEXT}
        carriers = lines.filtered(lambda line: line.kind == designs.SYMBOL and self._is_whole(line))
        parts = {_PARTS[source] for source in texts & _PARTS.keys()}
        if texts & set(_NUMBERS):
            parts.add("serial" if tracking == "serial" else "lot")
        if "udi_batch" in texts and tracking == "serial":
            parts.add("lot")
        return label_rules.Label(
            drawings=frozenset(line.drawing for line in lines if line.kind == designs.DRAWING),
            texts=frozenset(texts),
            parts=frozenset(parts),
            has_carrier=bool(carriers),
            has_text="udi" in texts or any(line.hri != designs.HRI_NONE for line in carriers),
        )

    @api.constrains("is_device_us", "is_device_eu", "is_controlled")
    def _check_controlled(self):
        for design in self:
            if (design.is_device_us or design.is_device_eu) and not design.is_controlled:
                raise ValidationError(messages.device_uncontrolled(self.env, design.name))

    def _job_vals(self):
        return {**super()._job_vals(), "is_device": self.is_device_us or self.is_device_eu}

    def _printed_ais(self):
        texts = {line.source for line in self.line_ids if line.kind == designs.TEXT}
        return super()._printed_ais() | {ai for source, ai in _TEXT_AIS.items() if source in texts}

    @staticmethod
    def _is_whole(line):
        """Whether a symbol carries the whole UDI: the agency's, or GS1's with nothing left out."""
        is_gs1 = line.carrier in {gs1 for gs1, _other in print_form.CARRIERS.values()}
        return line.carrier in print_form.CARRIERS or (is_gs1 and not line.ais)

    def _labels_of(self, records, quantities, language):
        if records._name == "stock.lot" and (self.is_device_us or self.is_device_eu):
            self._check_devices(records)
        return super()._labels_of(records, quantities, language)

    def _check_devices(self, lots):
        """UserError for what a market's rules forbid; asked once for each product."""
        for product, of_product in lots.grouped("product_id").items():
            if not product.is_udi_device:
                raise UserError(messages.no_device(self.env, product.display_name))
            if findings := self._get_device_findings(of_product[:1]):
                raise UserError(messages.label_refused(self.env, self.name, product.display_name, findings))
