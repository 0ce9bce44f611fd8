"""Items of device labels: symbols of ISO 15223-1, and the UDI's symbol in the agency of the device."""

from dataclasses import replace
from functools import cache

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.lot_gs1_labels.kernel.label import design as designs

from .. import messages_label as messages
from ..kernel import print_form

DRAWINGS = [
    ("number", "LOT or SN, as the product is tracked"), ("lot", "LOT"), ("serial", "SN"), ("ref", "REF"),
    ("model", "Model number, where there is one"), ("manufacturer", "Manufacturer"),
    ("made", "Date of manufacture"), ("use_by", "Use-by date"),
    ("representative", "EC REP, where there is one"), ("md", "MD"), ("ivd", "IVD"), ("udi", "UDI"),
    ("sterile_method", "STERILE and method, where sterile"), ("sterile", "STERILE"),
    ("sterile_aseptic", "STERILE A"), ("sterile_oxide", "STERILE EO"), ("sterile_radiation", "STERILE R"),
    ("sterile_heat", "STERILE, steam or dry heat"), ("sterile_peroxide", "STERILE VH2O2"),
    ("not_sterile", "Non-sterile"), ("no_second_sterilisation", "Do not resterilise"),
    ("damaged", "Do not use if the package is damaged"), ("barrier", "Single sterile barrier"),
    ("double_barrier", "Double sterile barrier"), ("single_use", "Do not re-use, where for single use"),
    ("instructions", "Consult instructions for use"), ("caution", "Caution"),
    ("temperature", "Temperature limits, where there are any"), ("keep_dry", "Keep dry"),
    ("no_sunlight", "Keep away from sunlight"), ("fragile", "Fragile"), ("person", "Patient"),
    ("calendar", "Date, of the implantation"), ("hospital", "Health care centre"),
    ("website", "Web address for patients, where there is one"),
]  # fmt: skip
SOURCES = [
    ("udi", "UDI, as text"), ("udi_device", "Device, name"), ("udi_model", "Device, version or model"),
    ("udi_ref", "Device, catalogue number"), ("udi_maker", "Manufacturer with address"),
    ("udi_representative", "Authorised representative"), ("udi_made", "Date of manufacture, where on the label"),
    ("udi_expiry", "Use-by date, where on the label"), ("udi_batch", "Batch beside the serial number"),
    ("udi_low", "Lowest storage temperature"), ("udi_high", "Highest storage temperature"),
    ("udi_rx", "Rx only, where on prescription"), ("udi_website", "Web address of the device"),
]  # fmt: skip
CARRIERS = [
    (print_form.MATRIX, "UDI, Data Matrix of the issuing agency"),
    (print_form.MATRIX_FLAT, "UDI, rectangular Data Matrix of the issuing agency"),
    (print_form.LINEAR, "UDI, Code 128 of the issuing agency"),
]
LINE_FIELDS = ("drawing",)


@cache
def _frozen(wide, paths):
    return designs.Drawing(wide, 100, paths)


class LotLabelDesignLine(models.Model):
    _inherit = "lot.label.design.line"

    kind = fields.Selection(
        selection_add=[(designs.DRAWING, "Symbol of ISO 15223-1")], ondelete={designs.DRAWING: "cascade"}
    )
    drawing = fields.Selection(DRAWINGS, "Which symbol")
    source = fields.Selection(selection_add=SOURCES, ondelete={key: "set default" for key, _title in SOURCES})
    carrier = fields.Selection(selection_add=CARRIERS, ondelete={key: "cascade" for key, _title in CARRIERS})

    def _item(self):
        item = super()._item()
        known = print_form.CARRIERS.get(item.carrier)
        return replace(item, carrier=known[0]) if known else item

    def _words(self):
        return {**super()._words(), **({"drawing": self.drawing} if self.kind == designs.DRAWING else {})}

    def _drawing(self, record):
        if self.kind != designs.DRAWING or not self.drawing:
            return super()._drawing(record)
        found = record._label_drawing(self.drawing)
        return found and _frozen(found[0], tuple(found[1]))

    def _coded(self, record):
        if self.carrier in print_form.CARRIERS:
            return record._label_coded(self.carrier)
        return super()._coded(record)

    def _check_words(self):
        result = super()._check_words()
        is_device = self.kind == designs.DRAWING or self.carrier in print_form.CARRIERS
        if is_device and self.design_id.model != "stock.lot":
            raise ValidationError(messages.only_lots(self.env))
        if self.kind == designs.DRAWING and not self.drawing:
            raise ValidationError(messages.no_drawing(self.env))
        return result

    @api.constrains(*LINE_FIELDS)
    def _check_drawing(self):
        self._check_layout()
