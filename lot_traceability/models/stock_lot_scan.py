"""Registry: from a scan to a lot, or to the reason why not. Looking never creates anything."""

from collections.abc import Collection
from typing import Any, NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .. import messages
from ..kernel import scan as reading
from ..kernel.expiry import day_of

CANDIDATES = 20  # how many lots of an ambiguous scan are offered to choose from


class ScanAnswer(NamedTuple):
    """``lots``: the one lot when ``reason`` is False; those to choose from, or to check, otherwise (may be empty)."""

    lots: Any
    reason: Any = False  # False | none | several | other_company | conflict
    message: str = ""


class StockLot(models.Model):
    _inherit = "stock.lot"

    # --- public ---

    @api.model
    @api.readonly
    def resolve_scan(self, raw):
        """Find the lot that a scan names; as the user, in the selected companies; never creates.

        Args:
            raw: str, the characters as scanned, typed or pasted.

        Returns:
            dict: ``lots`` list of {"id": int, "display_name": str, "product": str}; ``reason`` False when exactly
            one lot was found, else "none", "several" (``lots``: the first 20 to choose from), "other_company" (in a
            company of the user that is not selected) or "conflict" (label and record disagree; ``lots``: the lot to
            check); ``message`` str, for the user; when found, "" or what was assumed (a separator was lost).
        """
        # from outside anything may come
        answer = self._resolve_scan(self._read_scan(raw if isinstance(raw, str) else ""))
        return {
            "lots": [
                {"id": lot.id, "display_name": lot.display_name, "product": lot.product_id.display_name}
                for lot in answer.lots
            ],
            "reason": answer.reason,
            "message": answer.message,
        }

    def _identifiers(self):
        """What identifies this lot on papers and screens; higher addons append (GTIN, UDI).

        Returns:
            list of {"label": str, "value": str}, most important first; of a date also "day": str, ISO 8601.
        """
        self.ensure_one()
        serial = self.product_id.tracking == "serial"
        rows = [{"label": self.env._("Serial number") if serial else self.env._("Lot"), "value": self.name}]
        if self.ref:
            rows.append({"label": self.env._("Reference"), "value": self.ref})
        if day := self._expiry_day():
            label = self.env._("Expires")
            rows.append({"label": label, "value": format_date(self.env, day), "day": day.isoformat()})
        return [*rows, *self._public_identifiers()]

    # --- seams ---

    def _public_identifiers(self):
        """Rows of ``_identifiers`` by which people outside of the company know this lot; higher addons append."""
        self.ensure_one()
        return []

    @api.model
    def _parse_scan(self, raw_scan):
        """Read a scan (str, as scanned) into a ``ParsedScan``; higher addons try their standards first."""
        return reading.parse_plain(raw_scan)

    @api.model
    def _read_scan(self, raw_scan):
        """``_parse_scan`` of whatever a device sent (str)."""
        parsed = self._parse_scan(raw_scan)
        if parsed.carrier == reading.PLAIN and "\0" in raw_scan:
            # Some devices fill up with NUL; it cannot be part of a number, PostgreSQL refuses it in a search.
            parsed = self._parse_scan(raw_scan.replace("\0", ""))
        return parsed

    @api.model
    def _scan_domain(self, parsed):
        """Domain of the lots that a ``ParsedScan`` names (none when it names none); higher addons narrow it."""
        text = parsed.first(reading.TEXT)
        if text:
            # As scanned first: lots "A1" and "A1 " may both exist; see _scan_search.
            return Domain("name", "in", list({text.value, text.value.strip()}))
        serial, lot = parsed.first(reading.SERIAL), parsed.first(reading.LOT)
        if serial and lot:
            # Both on one label: the serial names a unit of a serialised product, the lot its batch.
            by_serial = Domain("name", "=", serial.value) & Domain("product_id.tracking", "=", "serial")
            return by_serial | (Domain("name", "=", lot.value) & Domain("product_id.tracking", "=", "lot"))
        found = serial or lot
        return Domain("name", "=", found.value) if found else Domain.FALSE

    @api.model
    def _scan_unknown_message(self, parsed):
        """Sentence for a scan that no lot matches. It must not tell whether another company has such a lot."""
        return messages.scan_none(self.env, parsed.raw_scan.strip())

    def _scan_conflict_message(self, parsed):
        """Sentence when this lot's record disagrees with what the scan says about it, else ""."""
        self.ensure_one()
        expiry = parsed.first(reading.EXPIRY)
        if not expiry or not expiry.day or not self.expiration_date:
            return ""
        # A user near midnight may have typed the date in another time zone than the company's.
        if expiry.day == self.expiration_date.date() or expiry.day == self._expiry_day():
            return ""
        return messages.scan_expiry_conflict(
            self.env, self.name, format_date(self.env, expiry.day), format_date(self.env, self._expiry_day())
        )

    @api.model
    def _resolve_scan(self, parsed):
        """Look up what a ``ParsedScan`` names; returns a ``ScanAnswer``."""
        if not parsed.raw_scan.strip():
            return ScanAnswer(self.browse(), "none", messages.scan_empty(self.env))
        lots = self._scan_search(parsed)
        shown = parsed.raw_scan.strip()
        if not lots:
            # Companies that the user may enter anyway: saying so leaks nothing.
            entitled = self.with_context(allowed_company_ids=self.env.user.company_ids.ids)
            if self.env.user.company_ids > self.env.companies and entitled._scan_search(parsed):
                return ScanAnswer(self.browse(), "other_company", messages.scan_other_company(self.env, shown))
            return ScanAnswer(self.browse(), "none", self._scan_unknown_message(parsed))
        if len(lots) > 1:
            count = len(lots) if len(lots) <= CANDIDATES else self.search_count(self._scan_domain(parsed))
            lots = lots[:CANDIDATES]
            return ScanAnswer(lots, "several", self._scan_several_message(parsed, lots, count))
        if conflict := lots._scan_conflict_message(parsed):
            return ScanAnswer(lots, "conflict", conflict)
        return ScanAnswer(lots)

    @api.model
    def _scan_several_message(self, parsed, lots, count):
        """Sentence for a scan that several lots match: ``count`` of them, the first are ``lots``."""
        return messages.scan_several(self.env, parsed.raw_scan.strip(), count)

    @api.model
    def _scan_search(self, parsed):
        """The lots that a ``ParsedScan`` names, as the user may see them; one more than are offered, if there are."""
        lots = self.search(self._scan_domain(parsed), limit=CANDIDATES + 1)
        text = parsed.first(reading.TEXT)
        if text:
            lots = lots.filtered(lambda lot: lot.name == text.value) or lots
            # A plain text that names no lot may be a lot's own reference (Odoo's search box looks there too).
            lots = lots or self.search(self._scan_other_numbers(text.value.strip()), limit=CANDIDATES + 1)
        return lots

    @api.model
    def _scan_other_numbers(self, text):
        """Domain of the lots that a plain text names by another number than their own. Extension point."""
        return Domain("ref", "=", text)

    # --- Odoo's own search boxes ---

    def _search_display_name(self, operator, value):
        """Let a scanned code find its lot in every search box and every field that asks for a lot."""
        domain = super()._search_display_name(operator, value)
        if operator not in ("ilike", "like", "=", "in", "=ilike", "=like"):
            return domain
        values = [value] if isinstance(value, str) or not isinstance(value, Collection) else value
        return Domain.OR([domain, *(self._scan_box_domain(text) for text in values if isinstance(text, str))])

    @api.model
    def _scan_box_domain(self, text):
        """Domain of the lots that a text typed into a search box names, when it is a structured code."""
        parsed = self._parse_scan(text)
        if parsed.carrier == reading.PLAIN or not parsed.is_sound:
            return Domain.FALSE
        return self._scan_domain(parsed)

    def _expiry_day(self):
        """Calendar day on which the lot expires (date, False without one), as its company's calendar has it."""
        self.ensure_one()
        return self._get_calendar_day(self.expiration_date)

    def _get_calendar_day(self, instant):
        """Day of an instant of this lot; False without one."""
        company = self.company_id or self.env.company
        return instant and day_of(instant, company._get_calendar_zone())
