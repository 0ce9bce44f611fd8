"""What a document has to answer when people scan on it; one file ``*_scan.py`` per document."""

from odoo import api, models
from odoo.fields import Domain

from .. import messages_scan as messages
from .lot_scan_target import ScanStop

OVER = ("done", "cancel")


class LotScanDocument(models.AbstractModel):
    _name = "lot.scan.document"
    _description = "Document that scans work on"

    def _scan_apply(self, target, request):
        """Enter what a scan names into this document.

        Args:
            target: ``ScanTarget``, its reason as found; the document may still know better.
            request: ``ScanRequest``.

        Returns:
            dict: ``message`` str; ``warnings`` list of str; ``line`` as of ``_scan_row``; ``quantity`` str;
            ``steps`` list, to take it back; ``document`` another document that goes on.

        Raises:
            ScanStop, ScanAsk, UserError: nothing is entered.
        """
        raise ScanStop(messages.no_scans_here(self.env, self.display_name), messages.open_another(self.env))

    def _scan_check_open(self):
        """Refuse scans on a document that is over."""
        if self.state in OVER:
            raise ScanStop(messages.document_over(self.env, self.display_name), messages.open_another(self.env))

    def _scan_take_back(self, steps):
        """Take back what a scan did."""
        self.env["stock.move.line"]._scan_take_back(steps)

    def _scan_rows(self):
        """The lines of the document as a worker needs them: list of ``_scan_row``."""
        return []

    def _scan_progress(self):
        """{"done": float, "total": float} or False where nothing is planned."""
        return False

    def _scan_next(self):
        """What to take next: {product, lot, place, quantity, unit, why} (str each) or False."""
        return False

    def _scan_products(self):
        """product.product of the document: decides between equal names on labels."""
        return self.env["product.product"]

    @api.model
    def _scan_open_domain(self, mode):
        """Domain of the documents that may be chosen in a mode."""
        return Domain.FALSE

    @api.model
    def _scan_find(self, text, mode):
        """The document that a text, its printed number, names."""
        return self.search([("name", "=", text)], limit=1)

    @api.model
    def _scan_list(self, domain, search, limit):
        """Open documents to choose from, as ``lot.scan.documents`` returns them."""
        words = Domain("name", "ilike", search) if search else Domain.TRUE
        return [
            {"model": document._name, "id": document.id, "name": document.display_name, **document._scan_card()}
            for document in self.search(domain & words, limit=limit)
        ]

    def _scan_card(self):
        """More to recognise a document by: {"partner": str, "date": str, "state": str}."""
        return {"partner": "", "date": "", "state": ""}

    @api.model
    def _scan_number(self, target, request):
        """How much a scan means, in the product's unit: typed by hand, told by the label, or one."""
        unit = target.product.uom_id
        quantity = request.quantity or target.quantity or 1.0
        if unit.is_zero(quantity) or unit.compare(quantity, unit.round(quantity)) != 0:
            raise ScanStop(messages.quantity_too_fine(self.env, f"{quantity:g}", unit.name))
        if target.product.tracking == "serial" and unit.compare(quantity, 1) != 0:
            raise ScanStop(messages.serial_is_one(self.env, target.product.display_name))
        return unit.round(quantity)
