"""GS1 codes whose separators were lost: the ways to read them are held against the lots on record; never a guess."""

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.lot_traceability.kernel import scan as reading
from odoo.addons.lot_traceability.messages_scan import element_shown, element_title
from odoo.addons.lot_traceability.models.stock_lot_scan import ScanAnswer

from .. import messages
from ..kernel import lost_separator, reader

MOST_CHOICES = 8


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _scan_target(self, parsed, products=None, choice=None):
        if parsed.carrier != reader.GS1:
            return super()._scan_target(parsed, products, choice)
        if not parsed.symbology and "\0" not in parsed.raw_scan:
            # Nothing proves that a typed or pasted text is GS1 data: a lot of exactly that name comes first.
            plain = reading.parse_plain(parsed.raw_scan)
            if self.search_count(self._scan_domain(plain), limit=1):
                return super()._scan_target(plain, products, choice)
        target = super()._scan_target(parsed, products, choice)
        if target.lot or not self._scan_lacks_separator(parsed):
            return target
        return self._scan_by_ways(target, products, choice or {})

    @api.model
    def _scan_lacks_separator(self, parsed):
        """Whether a number in this scan may have swallowed what stands behind it."""
        codes = {issue.code for issue in parsed.issues}
        if "lost_separator" in codes:
            return True
        structure = codes & {"length", "unknown_ai", "charset", "empty_value"}
        return bool(structure and any(element.key == "01" for element in parsed.elements))

    @api.model
    def _scan_by_ways(self, target, products, choice):
        """The target by the one way that names a known lot; else the ways to choose from."""
        readings = self._scan_ways(target.parsed)
        if choice.get("way") in range(len(readings)) and type(choice["way"]) is int:
            return super()._scan_target(readings[choice["way"]], products, choice)
        targets = [super(StockLot, self)._scan_target(parsed, products, choice) for parsed in readings[:MOST_CHOICES]]
        known = self._scan_known(targets)
        if len(known) == 1:
            return known[0]._replace(warning=messages.separator_restored(self.env, known[0].lot_name))
        if len(readings) < 2 or target.reason == "several":
            return target
        choices = [
            {"label": self._scan_way_label(parsed), "choice": {**choice, "way": number}}
            for number, parsed in enumerate(readings[:MOST_CHOICES])
        ]
        message = messages.separator_lost(self.env)
        return target._replace(reason="separator", choices=choices, message=message, product=targets[0].product)

    @api.model
    def _scan_known(self, targets):
        """Those of these targets, each a way to read one scan, that name a lot on record and contradict nothing."""
        return [found for found in targets if found.lot and not found.reason and found.lot._scan_agrees(found)]

    @api.model
    def _scan_known_way(self, parsed, products=None):
        """The scan in the one way that names a known lot, as ``ScanTarget``; None when there is none, or several."""
        if parsed.carrier != reader.GS1 or not self._scan_lacks_separator(parsed):
            return None
        readings = self._scan_ways(parsed)[:MOST_CHOICES]
        known = self._scan_known([super(StockLot, self)._scan_target(reading_, products) for reading_ in readings])
        return known[0] if len(known) == 1 else None

    @api.model
    def _resolve_scan(self, parsed):
        answer = super()._resolve_scan(parsed)
        if answer.reason != "none":
            return answer
        known = self._scan_known_way(parsed)
        return ScanAnswer(known.lot, False, messages.separator_restored(self.env, known.lot_name)) if known else answer

    @api.model
    def _scan_box_domain(self, text):
        domain, parsed = super()._scan_box_domain(text), self._parse_scan(text)
        if parsed.carrier != reader.GS1 or not self._scan_lacks_separator(parsed):
            return domain
        # Whoever searches chooses among what is found.
        return Domain.OR([domain, *map(self._scan_domain, self._scan_ways(parsed)[:MOST_CHOICES])])

    @api.model
    def _scan_ways(self, parsed):
        """The scan in each way it may be meant, as ``ParsedScan``."""
        text = parsed.raw_scan.strip(reader.BLANKS)
        offset = parsed.raw_scan.find(text)
        if parsed.symbology:
            text, offset = text[len(parsed.symbology) :], offset + len(parsed.symbology)
        found = lost_separator.ways(text, fields.Date.context_today(self), offset)
        return [
            reading.ParsedScan(parsed.raw_scan, elements, (), parsed.carrier, parsed.symbology) for elements in found
        ]

    @api.model
    def _scan_way_label(self, parsed):
        told = [element for element in parsed.elements if element.kind != reading.PRODUCT]
        return ", ".join(f"{element_title(self.env, element)} {element_shown(self.env, element)}" for element in told)

    def _scan_agrees(self, target):
        """Whether what is on record of this lot says nothing else than the label."""
        made = target.dates.get("production_date")
        if made and self.production_date and made != self.production_date:
            return False
        # A swallowed date that nobody recorded proves nothing.
        return not target.dates.get("expiration_date") or bool(self.expiration_date)
