"""Labels with two HIBC codes: the two scans of one pair are entered as one."""

from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.lot_traceability.kernel import scan as reading

from .. import messages
from ..kernel import hibc, reader

WAIT = timedelta(minutes=10)  # for the other half of a label


class LotScan(models.Model):
    _inherit = "lot.scan"

    @api.model
    def _answer(self, request):
        request = self._join_halves(request)
        answer, steps = super()._answer(request)
        if answer["status"] == "stop" and answer["product"]:
            told = [*self._tell_identifier(request.raw), "" if answer["lot"] else self._tell_alike(request.raw)]
            # looking up tells of it in the sentence
            told = [one for one in told if one and one not in answer["message"]]
            answer["hint"] = " ".join(filter(None, [*told, answer["hint"]]))
        return answer, steps

    @api.model
    def _look_up(self, request, target, answer):
        done = super()._look_up(request, target, answer)
        if target.packaging and answer["status"] in ("ok", "warn"):
            # Of a package the quantity is no news, but what its code is, and that it is retired.
            answer["hint"], retired = self._tell_identifier(request.raw)
            if retired and answer["status"] == "ok":
                answer |= {"status": "warn", "message": retired}
        return done

    @api.model
    def _tell_identifier(self, raw):
        """(that a code is of a package, that its identifier is retired), each a sentence or ""."""
        lots, today = self.env["stock.lot"], fields.Date.context_today(self)
        parsed = lots._read_scan(raw)
        identifiers = lots._scan_identifiers(parsed) if parsed.is_sound else self.env["lot.udi.di"]
        package = identifiers.filtered("uom_id")[:1]
        retired = identifiers.filtered(lambda one: one._is_retired(today))[:1]
        return (
            messages.level(self.env, package) if package else "",
            messages.di_retired(self.env, retired.name, retired.end_date) if retired else "",
        )

    @api.model
    def _tell_alike(self, raw):
        lots = self.env["stock.lot"]
        parsed = lots._read_scan(raw)
        meant = lots._scan_alike(parsed) if parsed.is_sound else ""
        return messages.alike(self.env, meant) if meant else ""

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
