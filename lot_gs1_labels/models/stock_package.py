"""Logistic labels of packages: the number of the unit and, when all of it is one lot, what it holds."""

from odoo import models
from odoo.tools import float_is_zero

from .. import messages_label as sentences
from ..kernel.dates import write_yymmdd
from ..kernel.sscc import is_sscc


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
                # Not "g": a million is no 1e+06 on paper.
                return f"{quantity:f}".rstrip("0").rstrip(".") + f" {product.uom_id.name}" if product else ""
            case "expiry":
                return lot._label_text("expiry") if lot else ""
            case "product":
                return product.with_context(display_default_code=False).display_name if product else ""
        return product._gtin14() if product else ""

    def _label_pairs(self):
        product, lot, quantity = self._label_content()
        pairs = [("00", self._sscc())] if self._sscc() else []
        # Counted trade items only: weights and lengths have identifiers of their own.
        is_counted = product and float_is_zero(quantity % 1, precision_digits=6)
        is_counted = is_counted and product.uom_id._has_common_reference(self.env.ref("uom.product_uom_unit"))
        if pairs and is_counted and product._gtin14():
            pairs += [("02", product._gtin14()), ("37", str(int(quantity)))]
            if day := lot and lot._expiry_day():
                pairs.append(("17", write_yymmdd(day)))
            if lot:
                pairs.append(("10", lot.name))
        return tuple(pairs), ()

    def _label_facts(self):
        return self._label_pairs()[0]

    def action_print_labels(self):
        """Ask for design and number of labels of these packages."""
        return self.env["lot.label.print"]._for(self)
