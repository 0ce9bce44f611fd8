"""Logistic labels of packages: the number of the unit and, when all of it is one lot, what it holds."""

from collections import defaultdict

from odoo import fields, models
from odoo.tools import float_is_zero

from .. import messages_label as sentences
from ..kernel.dates import has_two_digit_year, write_yymmdd
from ..kernel.sscc import is_sscc


def plain(quantity):
    """Without needless digits; not by "g", which writes a million as 1e+06."""
    return f"{quantity:f}".rstrip("0").rstrip(".")


class StockPackage(models.Model):
    _name = "stock.package"
    _inherit = ["stock.package", "lot.label.mixin"]

    def _label_sources(self):
        return {
            **super()._label_sources(),
            "sscc": "095060000000000015",
            "content": sentences.sample_content(self.env),
            "product": sentences.sample_product(self.env),
            "gtin": "09506000134352",
            "lot": sentences.sample_name(self.env),
            "expiry": "2029-12-31",
            "quantity": "240",
        }

    def _label_ais(self):
        return {
            "00": "095060000000000015",
            "02": "09506000134352",
            "37": "240",
            "10": sentences.sample_name(self.env),
            "17": "291231",
        }

    def _sscc(self):
        """The package's serial shipping container code (18 digits, str), "" when its name is none."""
        self.ensure_one()
        name = self.name or ""
        return name if is_sscc(name) else ""

    def _label_content(self):
        """(product, lot, quantity) of what is inside; empty records and 0 where it is not one alone."""
        quants = self.contained_quant_ids.filtered(lambda quant: quant.quantity > 0)
        product, lots = quants.product_id, quants.lot_id
        if len(product) != 1:
            return product.browse(), lots.browse(), 0
        is_one_lot = len(lots) == 1 and all(quant.lot_id for quant in quants)
        quantity = product.uom_id.round(sum(quants.mapped("quantity")))
        return product, lots if is_one_lot else lots.browse(), quantity

    def _label_text(self, source):
        match source:
            case "sscc":
                return self._sscc()
            case "content":
                return self.content_description or ""
            case "lot" | "quantity" | "expiry" | "product" | "gtin":
                return self._label_text_inside(source)
        return super()._label_text(source)

    def _label_text_inside(self, source):
        product, lot, quantity = self._label_content()
        match source:
            case "lot":
                return lot.name or ""
            case "quantity":
                return f"{plain(quantity)} {product.uom_id.name}" if product else ""
            case "expiry":
                return lot._label_text("expiry") if lot else ""
            case "product":
                return product.with_context(display_default_code=False).display_name if product else ""
        return product._gtin14() if product else ""

    def _label_pairs(self):
        sscc = self._sscc()
        return ((("00", sscc), *self._label_pairs_inside()) if sscc else ()), ()

    def _label_pairs_inside(self):
        product, lot, quantity = self._label_content()
        pairs = []
        # Counted trade items only: weights and lengths have identifiers of their own.
        is_counted = product and float_is_zero(quantity % 1, precision_digits=6)
        is_counted = is_counted and product.uom_id._has_common_reference(self.env.ref("uom.product_uom_unit"))
        if is_counted and product._gtin14():
            pairs += [("02", product._gtin14()), ("37", str(int(quantity)))]
            day, today = lot and lot._expiry_day(), fields.Date.context_today(self)
            if day and has_two_digit_year(day, today):
                pairs.append(("17", write_yymmdd(day)))
            if lot:
                pairs.append(("10", lot.name))
        return pairs

    def _label_usual(self):
        return [ai for ai, _value in self._label_pairs()[0]]

    def _label_facts(self):
        return [("00", self._sscc()), *self._label_pairs_inside(), ("content", self._label_all_inside())]

    def _label_all_inside(self):
        """Everything inside in short, in no language: what a printed list of contents is held against."""
        quantities = defaultdict(float)
        for quant in self.contained_quant_ids.filtered("quantity"):
            product = quant.product_id
            number = product.default_code or product.barcode or f"#{product.id}"
            quantities[number, quant.lot_id.name or "", product.uom_id] += quant.quantity
        told = [
            " ".join(filter(None, (plain(unit.round(quantity)), "×", number, lot)))
            for (number, lot, unit), quantity in quantities.items()
        ]
        return ", ".join(sorted(told))

    def action_print_labels(self):
        """Ask for design and number of labels of these packages."""
        return self.env["lot.label.print"]._for(self)
