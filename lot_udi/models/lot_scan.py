"""Labels with two HIBC codes: the two scans of one pair are entered as one."""

from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.lot_traceability.kernel import scan as reading

from ..kernel import hibc, reader

WAIT = timedelta(minutes=10)  # for the other half of a label


class LotScan(models.Model):
    _inherit = "lot.scan"

    @api.model
    def _answer(self, request):
        return super()._answer(self._join_halves(request))

    @api.model
    def _join_halves(self, request):
        """The request with both codes of the label, when the user's scan before was the other half of this one."""
        this = "" if request.alone else self._read_half(request.raw)
        if not this:
            return request
        before = self._find_scan_before(request)
        # What was entered already is not entered again with its other half.
        is_entered = request.model and before.status in ("ok", "warn")
        other = "" if is_entered else self._read_half(before.raw or "")
        if not other or other[1].isalpha() == this[1].isalpha():
            return request
        primary, secondary = (this, other) if this[1].isalpha() else (other, this)
        if secondary[-2] != primary[-1]:
            return request
        return request._replace(raw=f"{primary}\n{secondary}")

    @api.model
    def _may_join(self, goods, number):
        # Halves of a HIBC carry a link, and were joined by it before.
        is_linked = hibc.CARRIER in (goods.parsed.carrier, number.parsed.carrier)
        return not is_linked and super()._may_join(goods, number)

    @api.model
    def _read_half(self, raw):
        """The code without its symbology when it may be one half of a pair and is right, else ""."""
        parsed = reader.read(raw, fields.Date.context_today(self))
        if not parsed or parsed.carrier != hibc.CARRIER or not parsed.is_sound:
            return ""
        if parsed.first(reading.PRODUCT) and len(parsed.elements) > 1:
            return ""
        return hibc.build([(element.key, element.value) for element in parsed.elements])

    @api.model
    def _find_scan_before(self, request):
        """The user's last answered scan on the same document, not long ago."""
        domain = [
            ("create_uid", "=", self.env.uid),
            ("uuid", "!=", request.uuid),
            ("status", "!=", False),
            ("create_date", ">", fields.Datetime.now() - WAIT),
        ]
        if request.model:
            domain += [("res_model", "=", request.model), ("res_id", "=", request.id)]
        return self.search(domain, limit=1)
