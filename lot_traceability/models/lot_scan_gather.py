"""Several codes for one thing: a label with the product in one symbol and the lot in the next; runs of numbers."""

from dataclasses import replace
from datetime import timedelta

from odoo import api, fields, models

from .. import messages_scan, messages_scan_run
from ..kernel import number_run
from ..kernel import scan as reading
from .lot_scan import MOST_IN_A_ROW
from .lot_scan_target import ScanStop

PATIENCE = timedelta(minutes=5)  # between two codes of one label
NUMBERS = (reading.SERIAL, reading.LOT)


class LotScan(models.Model):
    _inherit = "lot.scan"

    # --- a label in two symbols ---

    @api.model
    def _find_target(self, request, parsed, document, answer):
        """The ``ScanTarget`` of a scan; of half a label together with the other half, when that was scanned before."""
        products = document and document._scan_products
        target = self.env["stock.lot"]._scan_target(parsed, products, request.choice)
        joined = self._join_last(request, target, products)
        if joined:
            answer["elements"] = self._tell_elements(joined.parsed)
        return joined or target

    @api.model
    def _join_last(self, request, target, products):
        """The target of this scan and the last one, when one names the product only and the other the number only."""
        if request.alone or not (self._lacks_number(target) or self._lacks_product(target)):
            return None
        last, lots = self._find_last(request, ("ask", "stop")), self.env["stock.lot"]
        if not last or last.create_date < fields.Datetime.now() - PATIENCE:
            return None
        other = lots._scan_target(lots._read_scan(last.raw or ""), products)
        goods, number = (target, other) if self._lacks_number(target) else (other, target)
        if not (self._lacks_number(goods) and self._lacks_product(number) and self._may_join(goods, number)):
            return None
        # Where those of the other scan stand is no place in this one.
        more = tuple(replace(element, start=0, end=0) for element in other.parsed.elements)
        joined = replace(target.parsed, elements=more + target.parsed.elements)
        return lots._scan_find_lot(
            goods._replace(
                parsed=joined,
                lot_name=number.parsed.first(*NUMBERS, reading.TEXT).value.strip(),
                dates=lots._scan_dates(joined),
                quantity=lots._scan_quantity(joined, goods.product, goods.packaging),
            )
        )

    @api.model
    def _may_join(self, goods, number):
        """Whether two codes can be of one label; a standard that links its halves knows better."""
        return True

    @api.model
    def _lacks_number(self, target):
        return bool(target.product and target.product.tracking != "none" and not target.lot_name and not target.reason)

    @api.model
    def _lacks_product(self, target):
        named = target.parsed.first(reading.TEXT, *NUMBERS)
        is_open = target.reason in ("none", "several") and not target.package
        return bool(is_open and named and not target.parsed.first(reading.PRODUCT))

    @api.model
    def _find_last(self, request, statuses):
        """The user's last scan on the same document when it was answered so, else empty."""
        domain = [
            ("create_uid", "=", self.env.uid),
            ("res_model", "=", request.model or False),
            ("res_id", "=", request.id or False),
            ("status", "!=", False),
        ]
        last = self.search(domain, limit=1)
        return last if last.status in statuses else self.browse()

    # --- a run of numbers ---

    @api.model
    def _enter_run(self, document, target, request):
        """What ``_scan_apply`` returns; for a run of numbers of all of them together, or of none."""
        if not request.last:
            return document._scan_apply(target, request)
        element = next(
            (
                one
                for one in target.parsed.elements
                if one.value.strip() == target.lot_name and one.kind != reading.PRODUCT
            ),
            None,
        )
        if not target.lot_name or element is None:
            raise ScanStop(messages_scan_run.run_without_number(self.env))
        first, last = target.lot_name, self._read_last(request.last)
        names, fault = number_run.between(first, last, MOST_IN_A_ROW)
        if fault:
            raise ScanStop(messages_scan_run.no_run(self.env, fault, first, last, MOST_IN_A_ROW))
        steps, warnings, done = [], [], {}
        for name in names:
            one = self.env["stock.lot"]._scan_target(
                _renamed(target.parsed, element, name), document._scan_products, request.choice
            )
            try:
                done = document._scan_apply(one, request)
            except ScanStop as refusal:
                raise ScanStop(messages_scan_run.run_stopped(self.env, name, refusal.args[0]), refusal.hint) from None
            steps += done.get("steps") or []
            warnings += done.get("warnings", ())
        message = messages_scan_run.run_entered(self.env, len(names), first, last, done["message"])
        quantity = messages_scan.amount(self.env, len(names), target.product.uom_id) if target.product else ""
        return {
            **done,
            "steps": steps,
            "warnings": list(dict.fromkeys(warnings)),
            "message": message,
            "quantity": quantity,
        }

    @api.model
    def _read_last(self, raw):
        """The number in the last code of a run, which may be a whole label or only the number."""
        parsed = self.env["stock.lot"]._read_scan(raw)
        named = parsed.first(*NUMBERS) or parsed.first(reading.TEXT)
        return named.value.strip() if named and parsed.first(reading.PRODUCT) else raw.strip()


def _renamed(parsed, element, name):
    """The same scan with another number of the same length."""
    value = element.value.replace(element.value.strip(), name)
    raw = parsed.raw_scan[: element.start] + value + parsed.raw_scan[element.end :] if element.end else parsed.raw_scan
    elements = tuple(replace(one, value=value) if one is element else one for one in parsed.elements)
    return replace(parsed, raw_scan=raw, elements=elements)
