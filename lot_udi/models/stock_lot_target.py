"""Carriers of HIBCC, ICCBBA and IFA on documents: product, packaging, lot, dates and quantity of what was scanned."""

from odoo import api, fields, models

from odoo.addons.lot_traceability.kernel import scan as reading

from .. import messages
from ..kernel import hibc, iccbba
from .stock_lot_scan import OURS


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _scan_target(self, parsed, products=None, choice=None):
        if self._scan_is_udi(parsed) and not parsed.symbology and "\0" not in parsed.raw_scan:
            plain = reading.parse_plain(parsed.raw_scan)
            if self.search_count(self._scan_domain(plain), limit=1):
                return super()._scan_target(plain, products, choice)
        target = super()._scan_target(parsed, products, choice)
        if target.reason or target.warning:
            return target
        return target._replace(warning=self._scan_remark(parsed, target.product))

    @api.model
    def _scan_remark(self, parsed, product):
        """What to tell about a label that can be used: a published example, an unlikely date, a retired identifier."""
        if told := self._scan_published_message(parsed):
            return told
        if unlikely := next((issue for issue in parsed.issues if issue.code == f"{OURS}unlikely_date"), None):
            return messages.unlikely_date(self.env, unlikely.expected)
        today = fields.Date.context_today(self)
        if not (self._scan_is_udi(parsed) or product.is_udi_device):
            return ""  # no question to the database for every other scan
        identifier = self._scan_identifiers(parsed).filtered(lambda di: di.product_id == product)[:1]
        if identifier and identifier._is_retired(today):
            return messages.di_retired(self.env, identifier.name, identifier.end_date)
        return ""

    @api.model
    def _scan_find_product(self, parsed, products=None):
        """By barcode (GS1), else by the registry of devices: (product, packaging, names of several products)."""
        product, packaging, several = super()._scan_find_product(parsed, products)
        if product or several:
            return product, packaging, several
        identifiers = self._scan_identifiers(parsed)
        found = identifiers.product_id._filtered_access("read")
        if products and len(found) > 1:
            found = (found & products()) or found
        if len(found) > 1:
            return product, packaging, ", ".join(found[:5].mapped("display_name"))
        packed = identifiers.filtered(lambda di: di.product_id == found and di.uom_id)[:1]
        return found, packed or packaging, ""

    @api.model
    def _scan_quantity(self, parsed, product, packaging):
        if parsed.carrier == hibc.CARRIER and parsed.first(reading.QUANTITY):
            packaging = self.env["product.uom"]  # a HIBC counts units, not packages
        return super()._scan_quantity(parsed, product, packaging)

    @api.model
    def _scan_name(self, parsed, product):
        if parsed.carrier != iccbba.CARRIER:
            return super()._scan_name(parsed, product)
        unit, lot = iccbba.unit_name(parsed.elements), parsed.first(reading.LOT)
        if product and product.tracking == "none":
            return ""
        if product and product.tracking == "lot" and lot:
            return lot.value
        return unit or (lot.value if lot else "")

    @api.model
    def _scan_find_lot(self, target, products=None):
        found = super()._scan_find_lot(target, products)
        if found.lot or found.reason or not target.product or target.parsed.carrier != iccbba.CARRIER:
            return found
        # lots are padded with zeros in the carrier, perhaps not in the records
        names = self._scan_names(target.parsed)
        lots = self.search([("product_id", "=", target.product.id), ("name", "in", names)], limit=2)
        if len(lots) != 1:
            return found
        return super()._scan_find_lot(target._replace(lot_name=lots.name), products)
