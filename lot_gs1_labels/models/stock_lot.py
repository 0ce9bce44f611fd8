"""GS1 in the Registry: codes name lots, lots name what their label carries."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.lot_traceability.kernel import scan as reading

from .. import messages
from ..kernel import element_string, reader
from ..kernel.ai_table import TABLE
from ..kernel.check_digits import gtin_forms
from ..kernel.dates import has_two_digit_year, write_yymmdd


class StockLot(models.Model):
    _inherit = "stock.lot"

    # --- reading ---

    @api.model
    def _parse_scan(self, raw_scan):
        substitutes = self.env["lot.scan.device"]._get_substitutes()
        parsed = reader.read(raw_scan, fields.Date.context_today(self), substitutes)
        return parsed if parsed.carrier == reader.GS1 or parsed.symbology else super()._parse_scan(raw_scan)

    @api.model
    def _scan_search(self, parsed):
        if parsed.carrier == reader.GS1 and not parsed.symbology and "\0" not in parsed.raw_scan:
            # Nothing proves that a typed or pasted text is GS1 data: a lot of exactly that name comes first.
            lots = super()._scan_search(reading.parse_plain(parsed.raw_scan))
            if lots:
                return lots
        return super()._scan_search(parsed)

    @api.model
    def _scan_domain(self, parsed):
        if parsed.carrier != reader.GS1:
            return super()._scan_domain(parsed)
        if not parsed.is_sound:
            return Domain.FALSE
        domain = super()._scan_domain(parsed)
        product = parsed.first(reading.PRODUCT)
        if not product:
            return domain
        of_product = Domain("product_id", "any", self.env["product.product"]._gtin_domain(product.value))
        return domain & of_product if parsed.first(reading.LOT, reading.SERIAL) else of_product

    @api.model
    def _scan_products(self, parsed):
        """Products that a scan names and the user may see."""
        element = parsed.first(reading.PRODUCT)
        products = self.env["product.product"]
        found = products.with_context(active_test=False).search(products._gtin_domain(element.value)) if element else ()
        return products.browse(product.id for product in found)

    @api.model
    def _scan_barcodes(self, parsed):
        element = parsed.first(reading.PRODUCT)
        return gtin_forms(element.value) if element else super()._scan_barcodes(parsed)

    @api.model
    def _scan_issue_message(self, issue):
        return messages.scan_unreadable(self.env, issue)

    @api.model
    def _scan_unknown_message(self, parsed):
        if parsed.carrier != reader.GS1:
            return super()._scan_unknown_message(parsed)
        faults = [issue for issue in parsed.issues if not issue.warning]
        if faults:
            return messages.scan_unreadable(self.env, faults[0])
        element, named = parsed.first(reading.PRODUCT), parsed.first(reading.SERIAL, reading.LOT)
        products = self._scan_products(parsed)
        if element and not products:
            return messages.scan_unknown_gtin(self.env, element.value)
        if products and named:
            return messages.scan_unknown_lot(self.env, products[0].display_name, named.value)
        return super()._scan_unknown_message(parsed)

    @api.model
    def _scan_several_message(self, parsed, lots, count):
        if parsed.carrier == reader.GS1 and not parsed.first(reading.LOT, reading.SERIAL) and len(lots.product_id) == 1:
            return messages.scan_only_gtin(self.env, lots.product_id.display_name, count)
        return super()._scan_several_message(parsed, lots, count)

    # --- writing ---

    def _public_identifiers(self):
        rows = super()._public_identifiers()
        gtin = self.product_id._gtin14()
        return [*rows, {"label": self.env._("GTIN"), "value": gtin}] if gtin else rows

    def _gs1_pairs(self):
        """What a symbol says about this lot, in the order in which it is printed; higher addons may add.

        Returns:
            list of (AI, value), both str; values are as recorded and not yet checked.
        """
        self.ensure_one()
        pairs = [("01", self.product_id._gtin14())]
        if day := self._expiry_day():
            pairs.append(("17", write_yymmdd(day)))
        pairs.append(("21" if self.product_id.tracking == "serial" else "10", self.name))
        return element_string.in_print_order(pairs)

    def _check_gs1_pairs(self):
        """The lot's pairs, or a UserError that says why they cannot be encoded; nothing is shortened or replaced."""
        self.ensure_one()
        product = self.product_id
        if not product.barcode:
            raise UserError(messages.label_without_gtin(self.env, product.display_name))
        if not product._gtin14():
            raise UserError(messages.label_wrong_gtin(self.env, product.display_name, product.barcode))
        pairs = self._gs1_pairs()
        for ai, value in pairs:
            for issue in element_string.check_pairs([(ai, value)], fields.Date.context_today(self)):
                raise UserError(self._gs1_value_message(ai, value, issue))
        if far := self._gs1_far_days(pairs):
            raise UserError(messages.label_day_far(self.env, self.name, far[0]))
        return pairs

    def _gs1_far_days(self, pairs):
        """Days of these pairs that would be read as another century's: GS1 has two digits for the year."""
        days, today = {"11": self.production_date, "17": self._expiry_day()}, fields.Date.context_today(self)
        return [days[ai] for ai, _value in pairs if days.get(ai) and not has_two_digit_year(days[ai], today)]

    def _gs1_value_message(self, ai, value, issue):
        if ai in ("10", "21") and issue.code == "length":
            return messages.label_name_too_long(self.env, value, TABLE[ai].longest)
        if ai in ("10", "21") and issue.code == "charset":
            return messages.label_name_charset(self.env, value, issue.got)
        return messages.label_value_wrong(self.env, self.name, ai, value)
