"""What a document has to answer when people scan on it; one file ``*_scan.py`` per document."""

import re
from datetime import datetime

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .. import messages_scan as messages
from .. import messages_scan_place
from ..kernel import scan as reading
from ..kernel.expiry import day_of
from .lot_scan_target import ScanAsk, ScanStop

OVER = ("done", "cancel")
MOST_CHOICES = 20
# Symbols for telephones: addresses, contacts, networks.
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*://|(begin|bitcoin|geo|mailto|matmsg|mecard|sms|smsto|tel|wifi):", re.I)
LONGEST_NUMBER = 80  # characters of a number that somebody may mean to give a lot


class LotScanDocument(models.AbstractModel):
    _name = "lot.scan.document"
    _description = "Document that scans work on"

    def _scan_apply(self, target, request):
        """Enter what a scan names into this document.

        Args:
            target: ``ScanTarget``, its reason as found; the document may still know better.
            request: ``ScanRequest``.

        Returns:
            dict: ``message`` str; ``warnings`` list of str; ``line`` as of ``stock.move._scan_row``; ``quantity`` str;
            ``product`` and ``lot`` records; ``steps`` list, to take it back; ``document``, when another one goes on.

        Raises:
            ScanStop, ScanAsk, UserError: nothing is entered.
        """
        raise ScanStop(messages.no_scans_here(self.env, self.display_name), messages.open_another(self.env))

    def _scan_is_place(self, target):
        """Whether a scan names a place of this document and no other document."""
        return False

    def _scan_check_open(self):
        """Refuse scans on a document that is over."""
        if self.state in OVER:
            raise ScanStop(messages.document_over(self.env, self.display_name), messages.open_another(self.env))

    def _scan_take_back(self, steps):
        """Take back what a scan did."""
        self.env["stock.move.line"]._scan_take_back(self._scan_unfill(steps))

    # --- dates that a label tells of a known lot ---

    def _scan_fill_dates(self, target):
        """Record what the lot lacks and the label tells; what is recorded stays. Returns (steps back, warnings)."""
        lot, company = target.lot, self.company_id or self.env.company
        if not lot or not target.dates:
            return [], []
        zone, new, warnings = company._get_calendar_zone(), {}, []
        for name, value in target.dates_values(company).items():
            label, known = lot._fields[name]._description_string(self.env), lot[name]
            day = day_of(known, zone) if isinstance(known, datetime) else known
            if not known and (name == "production_date" or lot.product_id.use_expiration_date):
                new[name] = value
            elif known and target.dates[name] not in (day, known.date() if isinstance(known, datetime) else known):
                warnings.append(messages_scan_place.date_differs(self.env, lot.name, label, format_date(self.env, day)))
        if not new:
            return [], warnings
        try:
            with self.env.cr.savepoint():
                lot.write(new)
        except UserError as refusal:  # e.g. what is signed; the goods come in all the same
            return [], [*warnings, str(refusal.args[0])]
        names = ", ".join(lot._fields[name]._description_string(self.env) for name in new)
        values = {name: str(lot[name]) for name in new}
        step = {"do": "dates", "line": 0, "lot": lot.id, "values": values}
        return [step], [*warnings, messages_scan_place.date_filled(self.env, lot.name, names)]

    def _scan_unfill(self, steps):
        """Take back recorded dates that nobody corrected since; returns the other steps."""
        for step in steps:
            if step.get("do") == "dates":
                lot = self.env["stock.lot"].search([("id", "=", step["lot"])])
                values = step.get("values") or {}
                lot.write({name: False for name, value in values.items() if str(lot[name]) == value})
        return [step for step in steps if step.get("do") != "dates"]

    # --- what is shown ---

    def _scan_rows(self):
        """The lines of the document as a worker needs them, as of ``stock.move._scan_row``."""
        return []

    def _scan_progress(self):
        """{"done": float, "total": float} or False where nothing is planned."""
        return False

    def _scan_next(self):
        """What to take next: {product, lot, place, quantity, unit, why} or False."""
        return False

    def _scan_mode(self):
        """The mode in which this document is worked on; "" when any is as good."""
        return ""

    def _scan_card(self):
        """More to recognise a document by: {"partner": str, "date": str, "state": str}."""
        return {"partner": "", "date": "", "state": ""}

    # --- which documents ---

    @api.model
    def _scan_open_domain(self, mode):
        """Domain of the documents that may be chosen in a mode."""
        return Domain.FALSE

    @api.model
    def _scan_find(self, text, mode):
        """The document that a text, its printed number, names: of several companies' that of the present one."""
        found = self.search([("name", "=", text)])
        return found.filtered(lambda document: document.company_id == self.env.company)[:1] or found[:1]

    @api.model
    def _scan_list(self, domain, search, limit):
        """Open documents to choose from, as ``lot.scan.documents`` returns them."""
        words = Domain("name", "ilike", search) if search else Domain.TRUE
        return [
            {"model": document._name, "id": document.id, "name": document.display_name, **document._scan_card()}
            for document in self.search(domain & words, limit=limit)
        ]

    # --- what is meant ---

    def _scan_products(self):
        """product.product of the document: decides between equal names on labels."""
        return self.env["product.product"]

    def _scan_makes_lots(self):
        """Whether a scan may name a lot that is not known yet."""
        return False

    def _scan_lots(self, product):
        """Lots to offer for a label that names a product only."""
        return self.env["stock.lot"]

    def _scan_complete(self, target, request):
        """The target with product and lot as they can be on this document; stops or asks when they cannot."""
        target = self._scan_choose(target, request.choice)
        if target.reason == "several" or (target.reason == "separator" and self._scan_makes_lots()):
            raise ScanAsk(target.message, target.choices)
        if target.reason:
            raise ScanStop(target.message, messages.check_label(self.env))
        product = target.product
        if product.type != "consu":
            raise ScanStop(messages.no_goods(self.env), messages.check_label(self.env))
        if product.tracking != "none" and not target.lot_name:
            raise ScanAsk(messages.lot_wanted(self.env, product.display_name), self._scan_lot_choices(product))
        if target.lot_name and not target.lot and not self._scan_makes_lots():
            sentence = messages.lot_unknown(self.env, product.display_name, target.lot_name)
            raise ScanStop(sentence, messages.check_label(self.env))
        return target

    def _scan_choose(self, target, choice):
        """The target with what the user has chosen among what was offered."""
        if choice.get("lot") and target.reason != "conflict":
            lot = self.env["stock.lot"].search([("id", "=", choice["lot"])])
            is_offered = any(offered["choice"].get("lot") == choice["lot"] for offered in target.choices)
            if lot and (is_offered or (lot.product_id == target.product and target.lot_name in ("", lot.name))):
                conflict = lot._scan_conflict_message(target.parsed)
                target = target._replace(product=lot.product_id, lot=lot, lot_name=lot.name)
                return target._replace(reason=conflict and "conflict", message=conflict)
        is_number = target.lot_name.isprintable() and 0 < len(target.lot_name) <= LONGEST_NUMBER
        # What names goods that nobody has, a web site or a telephone, is no number of what somebody chose.
        is_number = is_number and not (target.parsed.first(reading.PRODUCT) or _ELSEWHERE.match(target.lot_name))
        if target.reason == "other_company":
            target = target._replace(message=messages.other_company(self.env, target.lot_name, self.display_name))
        # A supplier's number may name a lot of each company.
        if target.reason not in ("none", "other_company") or not is_number or not self._scan_makes_lots():
            return target
        # A text that names nothing we know: the number of a new lot.
        products = self._scan_products().filtered(lambda product: product.tracking != "none")
        if choice.get("product") in products.ids:
            return target._replace(product=products.browse(choice["product"]), reason=False)
        if products:
            choices = [
                {
                    "label": messages.new_lot_of(self.env, target.lot_name, product.display_name),
                    "choice": {"product": product.id},
                }
                for product in products[:MOST_CHOICES]
            ]
            raise ScanAsk(messages.new_lot(self.env, target.lot_name), choices)
        return target

    def _scan_lot_choices(self, product):
        lots = self._scan_lots(product)[:MOST_CHOICES]
        return [{"label": messages.lot_label(self.env, lot), "choice": {"lot": lot.id}} for lot in lots]

    @api.model
    def _scan_number(self, target, request):
        """How much a scan means, in the product's unit: typed by hand, told by the label, or one of what is counted."""
        unit = target.product.uom_id
        if not (request.quantity or target.quantity):
            pieces = target.lot._scan_unit("uom.product_uom_unit")
            if pieces and not unit._has_common_reference(pieces):
                sentence = messages.how_much(self.env, target.product.display_name, target.lot_name, unit.name)
                raise ScanAsk(sentence, unit=unit.name)
        quantity = request.quantity or target.quantity or 1.0
        typed_too_fine = abs(request.quantity - unit.round(request.quantity)) > 1e-9 * request.quantity
        if unit.is_zero(quantity) or typed_too_fine:
            raise ScanStop(messages.quantity_too_fine(self.env, f"{quantity:g}", unit.name))
        if target.product.tracking == "serial" and unit.compare(quantity, 1) != 0:
            raise ScanStop(messages.serial_is_one(self.env, target.product.display_name))
        return unit.round(quantity)
