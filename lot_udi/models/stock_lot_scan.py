"""Carriers of HIBCC, ICCBBA and IFA in the Registry: they name lots as GS1's do."""

from dataclasses import replace

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.lot_gs1_labels import messages as gs1_messages
from odoo.addons.lot_gs1_labels.kernel import reader as gs1
from odoo.addons.lot_traceability.kernel import scan as reading

from .. import messages
from ..kernel import dates, hibc, iccbba, published, reader, registry, udi

OURS = "udi_"  # in front of the codes of issues, so that no other reader's sentence is taken for them


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _parse_scan(self, raw_scan):
        parsed = reader.read(raw_scan, fields.Date.context_today(self)) or super()._parse_scan(raw_scan)
        if parsed.carrier in reader.CARRIERS:
            issues = [replace(issue, code=OURS + issue.code) for issue in parsed.issues]
        elif parsed.carrier == gs1.GS1:
            parsed = published.soften(parsed)
            ours = [*(issue for issue in parsed.issues if issue.code == published.CODE)]
            issues = [issue for issue in parsed.issues if issue not in ours]
            ours += dates.unlikely(parsed.elements)
            issues += [replace(issue, code=OURS + issue.code) for issue in ours]
        else:
            return parsed
        return replace(parsed, issues=tuple(issues))

    @api.model
    def _scan_is_udi(self, parsed):
        return parsed.carrier in reader.CARRIERS

    @api.model
    def _scan_search(self, parsed):
        if self._scan_is_udi(parsed) and not parsed.symbology and "\0" not in parsed.raw_scan:
            # Nothing proves that a typed or pasted text is such a code: a lot of exactly that name comes first.
            lots = super()._scan_search(reading.parse_plain(parsed.raw_scan))
            if lots:
                return lots
        lots = super()._scan_search(parsed)
        link = self._scan_link(parsed)
        # Half a HIBC pair names its device by one character: enough to leave out lots of other devices.
        return lots.filtered(lambda lot: link in lot._udi_links()) if link else lots

    @api.model
    def _scan_link(self, parsed):
        """The link character of half a HIBC pair, "" for anything else."""
        if parsed.carrier != hibc.CARRIER or parsed.first(reading.PRODUCT):
            return ""
        return next((element.value for element in parsed.elements if element.title == hibc.LINK), "")

    def _udi_links(self):
        """The characters by which second halves of HIBC pairs may name this lot's device."""
        return {registry.link_character(di.agency.upper(), di.name) for di in self.product_id.udi_di_ids}

    @api.model
    def _scan_domain(self, parsed):
        if not self._scan_is_udi(parsed):
            return super()._scan_domain(parsed)
        if not parsed.is_sound:
            return Domain.FALSE
        names = self._scan_names(parsed)
        domain = Domain("name", "in", names) if names else Domain.FALSE
        if not parsed.first(reading.PRODUCT):
            return domain
        of_product = Domain("product_id", "in", self._scan_products(parsed).ids)
        return domain & of_product if names else of_product

    @api.model
    def _scan_names(self, parsed):
        """Every name that a lot or unit with this carrier may have here."""
        if parsed.carrier != iccbba.CARRIER:
            return [*parsed.values(reading.SERIAL, reading.LOT)]
        names = [iccbba.unit_name(parsed.elements), *parsed.values(reading.LOT)]
        # lots are padded with zeros in the carrier, perhaps not in the records
        return [name for name in [*names, *(name.lstrip("0") for name in parsed.values(reading.LOT))] if name]

    @api.model
    def _scan_identifiers(self, parsed):
        """The registered device identifiers (lot.udi.di) that a scan names."""
        element, agency = parsed.first(reading.PRODUCT), udi.AGENCY_OF.get(parsed.carrier)
        identifiers = self.env["lot.udi.di"]
        return identifiers._find(agency, element.value) if element and agency else identifiers

    @api.model
    def _scan_products(self, parsed):
        if not self._scan_is_udi(parsed):
            return super()._scan_products(parsed)
        return self._scan_identifiers(parsed).product_id._filtered_access("read")

    # --- words ---

    @api.model
    def _scan_issue_message(self, issue):
        if not issue.code.startswith(OURS):
            return super()._scan_issue_message(issue)
        return messages.scan_unreadable(self.env, replace(issue, code=issue.code.removeprefix(OURS)))

    @api.model
    def _scan_published_message(self, parsed):
        """That the number of a scan is one that is published with a wrong check digit, "" when it is none."""
        issue = next((issue for issue in parsed.issues if issue.code == OURS + published.CODE), None)
        return messages.published_example(self.env, issue) if issue else ""

    @api.model
    def _scan_unknown_message(self, parsed):
        if not self._scan_is_udi(parsed):
            remark = self._scan_published_message(parsed) if parsed.is_sound else ""
            return remark or super()._scan_unknown_message(parsed)
        faults = [issue for issue in parsed.issues if not issue.warning]
        if faults:
            told = [self._scan_issue_message(faults[0])]
            hints = [issue for issue in parsed.issues if issue.code == f"{OURS}look_alike"]
            return " ".join([*told, *(messages.look_alike(self.env, issue) for issue in hints)])
        device, names = parsed.first(reading.PRODUCT), self._scan_names(parsed)
        products = self._scan_products(parsed)
        if device and not products:
            return messages.scan_unknown_di(self.env, device.value)
        if products and names:
            return gs1_messages.scan_unknown_lot(self.env, products[0].display_name, names[0])
        if self._scan_link(parsed):
            return messages.half_pair(self.env, names[0] if names else "")
        return super()._scan_unknown_message(parsed)

    @api.model
    def _scan_several_message(self, parsed, lots, count):
        if self._scan_is_udi(parsed) and not self._scan_names(parsed) and len(lots.product_id) == 1:
            return gs1_messages.scan_only_gtin(self.env, lots.product_id.display_name, count)
        return super()._scan_several_message(parsed, lots, count)
