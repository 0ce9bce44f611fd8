"""What a scan says, for scanners and apps outside of Odoo: everything in one answer that JSON can hold."""

from odoo import api, models

from odoo.addons.lot_traceability.models.stock_lot_scan import CANDIDATES, ScanAnswer


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.model
    def _tell_scan(self, raw_scan):
        """Read a scan and look up what it names, as the user, in the selected companies; writes nothing.

        Args:
            raw_scan: str, as scanned.

        Returns:
            dict, described in this addon's README.
        """
        parsed = self._read_scan(raw_scan)
        answer, target = self._resolve_scan(parsed), self._scan_target(parsed)
        is_split = target.reason == "separator"
        if is_split or target.warning:
            answer = ScanAnswer(target.lot, target.reason, target.message or target.warning)
        lot = answer.lots if not answer.reason or answer.reason == "conflict" else self.browse()
        product = lot.product_id or target.product
        return {
            "raw": raw_scan,
            "carrier": parsed.carrier,
            "symbology": parsed.symbology,
            "readable": parsed.is_sound,
            "elements": [self._tell_scan_element(element) for element in parsed.elements],
            "issues": [self._tell_scan_issue(issue) for issue in parsed.issues],
            "reason": answer.reason or None,
            "message": answer.message,
            "product": {"id": product.id, "name": product.display_name, "gtin": product._gtin14()} if product else None,
            "quantity": target.quantity or None,
            "unit": product.uom_id.name if target.quantity else None,
            "sscc": target.sscc or None,
            "lot": lot._tell_scan_lot() if lot else None,
            "choices": [found._tell_scan_lot() for found in (answer.lots - lot)[:CANDIDATES]],
            "ways": [choice["label"] for choice in target.choices] if is_split else [],
        }

    @api.model
    def _tell_scan_element(self, element):
        return {
            "key": element.key,
            "kind": element.kind,
            "title": element.title,
            "value": element.value,
            "date": element.day and element.day.isoformat(),
            # Text: a number of JSON would lose decimals.
            "number": None if element.number is None else f"{element.number:f}",
            "unit": element.unit or None,
            "start": element.start,
            "end": element.end,
        }

    @api.model
    def _tell_scan_issue(self, issue):
        return {
            "code": issue.code,
            "start": issue.start,
            "end": issue.end,
            "got": issue.got,
            "expected": issue.expected,
            "warning": issue.warning,
            "message": "" if issue.warning else self._scan_issue_message(issue),
        }

    def _tell_scan_lot(self):
        self.ensure_one()
        day = self._expiry_day()
        return {
            "id": self.id,
            "name": self.name,
            "product_id": self.product_id.id,
            "product": self.product_id.display_name,
            "status": self._scan_status(),
            "disposition": self.disposition,
            "blocked": self.is_blocked,
            "expired": bool(self.product_expiry_alert),
            "expires": day.isoformat() if day else None,
            "made": self.production_date.isoformat() if self.production_date else None,
        }
