"""Registry: everything that a scan names, not only its lot: product, packaging, quantity, dates, package."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import float_round

from .. import messages_scan as messages
from ..kernel import gate
from ..kernel import scan as reading
from .lot_scan_target import ScanTarget

# What a label says about a lot → field of stock.lot.
DATES = {
    reading.MADE: "production_date",
    reading.BEST_BEFORE: "use_date",
    reading.SELL_BY: "removal_date",
    reading.EXPIRY: "expiration_date",
}
ROUNDED = 0.0005  # what a quantity may lose by the decimals of its unit without a word
# Codes of UN/ECE Recommendation 20 → Odoo's units.
UNITS = {
    "KGM": "uom.product_uom_kgm", "LBR": "uom.product_uom_lb", "OZA": "uom.product_uom_floz",
    "MTR": "uom.product_uom_meter", "INH": "uom.product_uom_inch", "FOT": "uom.product_uom_foot",
    "YRD": "uom.product_uom_yard", "MTK": "uom.product_uom_square_meter", "FTK": "uom.product_uom_square_foot",
    "LTR": "uom.product_uom_litre", "MTQ": "uom.product_uom_cubic_meter", "QT": "uom.product_uom_qt",
    "GLL": "uom.product_uom_gal", "INQ": "uom.product_uom_cubic_inch", "FTQ": "uom.product_uom_cubic_foot",
}  # fmt: skip


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _scan_target(self, parsed, products=None, choice=None):
        """What a ``ParsedScan`` names, as a ``ScanTarget``; looking creates nothing.

        Args:
            products: function that tells product.product of the document that is worked on; decides between equal
                names, and is asked only then.
            choice: dict, what the user chose among the choices of the same scan before.
        """
        if not parsed.is_sound:
            return self._scan_empty_target(parsed, "unreadable", self._scan_unknown_message(parsed))
        target = self._scan_empty_target(parsed, False, "")
        if parsed.first(reading.TEXT):
            # The commonest scan by far, so the first question.
            target = self._scan_find_lot(target._replace(lot_name=self._scan_name(parsed, target.product)), products)
            if target.lot or target.reason:
                return target
        product, packaging, several = self._scan_find_product(parsed, products)
        if several:
            return self._scan_empty_target(parsed, "several", messages.several_products(self.env, several))
        name = self._scan_name(parsed, product)
        target = ScanTarget(parsed, product, packaging, self.browse(), name, self._scan_dates(parsed))
        package = parsed.first(reading.PACKAGE)
        target = target._replace(sscc=package.value if package else "", package=self._scan_find_package(parsed, target))
        if not parsed.first(reading.TEXT):
            target = self._scan_find_lot(target, products)
        if not (target.product or target.package or target.reason):
            answer = self._resolve_scan(parsed)
            target = target._replace(reason=answer.reason or "none", message=answer.message)
        quantity = self._scan_quantity(parsed, target.product, packaging)
        rounded = target.product.uom_id.round(quantity) if quantity else 0.0
        if abs(rounded - quantity) > quantity * ROUNDED:
            told = messages.rounded(self.env, quantity, messages.amount(self.env, rounded, target.product.uom_id))
            target = target._replace(warning=told)
        return target._replace(quantity=quantity)

    @api.model
    def _scan_empty_target(self, parsed, reason, message):
        products, packagings = self.env["product.product"], self.env["product.uom"]
        target = ScanTarget(parsed, products, packagings, self.browse(), dates={}, package=self.env["stock.package"])
        return target._replace(reason=reason, message=message)

    # --- product ---

    @api.model
    def _scan_barcodes(self, parsed):
        """The barcodes, in every form they may be stored in, by which a scan names a product."""
        text = parsed.first(reading.TEXT)
        return tuple({text.value, text.value.strip()}) if text and "\0" not in text.value else ()

    @api.model
    def _scan_find_product(self, parsed, products=None):
        """(product, packaging, names of several products or "") by exact barcode; those of the document first."""
        none, no_packaging = self.env["product.product"], self.env["product.uom"]
        barcodes = self._scan_barcodes(parsed)
        if not barcodes:
            return none, no_packaging, ""
        # Archived goods may still be in stock; those in use come first.
        found = none.with_context(active_test=False).search_fetch([("barcode", "in", barcodes)])
        found, packagings = none.browse((found.filtered("active") or found).ids), no_packaging
        if not found:
            packagings = no_packaging.search([("barcode", "in", barcodes)])
            # The rules of the packaging are not those of the product.
            packagings = packagings.filtered(lambda packaging: packaging.product_id._filtered_access("read"))
            found = packagings.product_id
        if products and len(found) > 1:
            found = (found & products()) or found
        if len(found) > 1:
            return none, no_packaging, ", ".join(found[:5].mapped("display_name"))
        return found, packagings.filtered(lambda packaging: packaging.product_id == found)[:1], ""

    # --- lot ---

    @api.model
    def _scan_name(self, parsed, product):
        """Lot or serial number that the label gives a unit of this product; "" when it gives none."""
        if not product:
            text = parsed.first(reading.TEXT)
            named = text or parsed.first(reading.SERIAL, reading.LOT)
            return named.value.strip() if named else ""
        if product.tracking == "none":
            return ""
        kinds = (reading.SERIAL, reading.LOT) if product.tracking == "serial" else (reading.LOT, reading.SERIAL)
        for kind in kinds:
            if named := parsed.first(kind):
                return named.value
        return ""

    @api.model
    def _scan_find_lot(self, target, products=None):
        """The target with its lot, or with the reason why it is not sure; as it is when no lot is found."""
        if target.product and not target.lot_name:
            return target
        if target.product:
            domain = [("product_id", "=", target.product.id), ("name", "=", target.lot_name)]
            lots = self.search_fetch(domain, limit=2)
        else:
            lots = self._scan_search(target.parsed)
            if products and len(lots) > 1:
                here = products()
                lots = lots.filtered(lambda lot: lot.product_id in here) or lots
        if len(lots) == 1:
            message = lots._scan_conflict_message(target.parsed)
            reason = message and "conflict"
            named = target._replace(product=lots.product_id, lot=lots, lot_name=lots.name)
            return named._replace(reason=reason, message=message)
        if lots:
            choices = [{"label": messages.lot_label(self.env, lot), "choice": {"lot": lot.id}} for lot in lots]
            message = self._scan_several_message(target.parsed, lots, len(lots))
            return target._replace(reason="several", choices=choices, message=message)
        return target

    # --- dates, quantity, package ---

    @api.model
    def _scan_dates(self, parsed):
        """``{field of stock.lot: date}`` that the label tells."""
        found = ((field, parsed.first(kind)) for kind, field in DATES.items())
        return {field: element.day for field, element in found if element and element.day}

    @api.model
    def _scan_quantity(self, parsed, product, packaging):
        """What the label says it holds, in the product's unit; 0.0 when it says nothing that this unit can measure."""
        if not product:
            return 0.0
        unit = product.uom_id
        for element in parsed.elements:
            if element.kind == reading.MEASURE and element.unit in UNITS:
                measure = self._scan_unit(UNITS[element.unit])
                if measure and measure._has_common_reference(unit):
                    # Whole precision: what the unit cannot hold is refused later, not rounded away here.
                    return measure._compute_quantity(float(element.number), unit, round=False)
        count = parsed.first(reading.QUANTITY)
        pieces = float(count.number) if count and count.number is not None else 0.0
        if packaging:
            return packaging.uom_id._compute_quantity(pieces or 1.0, unit, round=False)
        is_counted = unit._has_common_reference(self._scan_unit("uom.product_uom_unit"))
        return float_round(pieces, precision_digits=6) if is_counted else 0.0

    @api.model
    def _scan_unit(self, xml_id):
        # Not env.ref: it asks the database each time whether the record is still there.
        number = self.env["ir.model.data"]._xmlid_to_res_id(xml_id)
        return self.env["uom.uom"].browse(number or ())

    @api.model
    def _scan_find_package(self, parsed, target):
        """The package that a scan names: by the number of a logistic unit, or by the name as plain text."""
        packages = self.env["stock.package"]
        element = parsed.first(reading.PACKAGE)
        if not element and (target.product or not parsed.first(reading.TEXT)):
            return packages
        name = element.value if element else target.lot_name
        return packages.search([("name", "=", name)], limit=1) if name and "\0" not in name else packages

    # --- words ---

    @api.model
    def _scan_issue_message(self, issue):
        """Sentence for an ``Issue`` of a scan; higher addons have sentences of their own."""
        return messages.fault(self.env, issue)

    def _scan_status(self):
        """One word about this lot for a screen: released, quarantine, rejected, recalled, hold or expired."""
        if self.disposition != "released":
            return self.disposition
        if self.is_blocked:
            return "hold"
        return "expired" if self.product_expiry_alert else "released"

    def _scan_blocked_message(self):
        """Why these goods are not to be used and whom to ask, for who looks the lot up."""
        blocks = [(self._scan_status(), None, self)] if self.disposition != "released" else []
        # Sudo: a hold counts for whoever has the goods in hand, also when they may not read it.
        holds_sudo = self.env["lot.hold"].sudo()
        since = Domain("received_from", "=", False) | Domain("received_from", "<=", self.create_date)
        until = Domain("received_until", "=", False) | Domain("received_until", ">=", self.create_date)
        product = Domain("lot_id", "=", False) & Domain("product_id", "=", self.product_id.id) & since & until
        domain = Domain("state", "=", "open") & (Domain("lot_id", "=", self.id) | product)
        blocks += [(gate.HOLD, hold_sudo, self) for hold_sudo in holds_sudo.search(domain)]
        if self.product_expiry_alert:
            blocks.append((gate.EXPIRED, None, self))
        return messages.not_usable(self.env, self, self.env["stock.move.line"]._tell_blocks(blocks))
