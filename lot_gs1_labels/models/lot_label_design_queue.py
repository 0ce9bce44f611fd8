"""Labels of a design on their way to a printer on the network."""

from dataclasses import replace

from odoo import models
from odoo.exceptions import UserError

from .. import messages_label as messages
from ..kernel.label import pdf, zpl
from ..kernel.print_queue import MOST_LABELS


class LotLabelDesign(models.Model):
    _inherit = "lot.label.design"

    def _send(self, printer, records, quantities=None, language=None, again=False):
        """Put labels into the queue of a printer, drawn for its resolution.

        Args:
            printer: lot.printer, one.
            records, quantities, language: as in ``_labels``.
            again: whether equal labels that still wait there are right.

        Returns:
            lot.print.job; UserError, and nothing in the queue, when one of the labels cannot be right.
        """
        self.ensure_one()
        if self.sheet and printer.language == "zpl":
            raise UserError(messages.sheet_on_label_printer(self.env, self.name, printer.name))
        pages = self._pages(self._labels(records, quantities, language), int(printer.dpi))
        write = self._zpl_of if printer.language == "zpl" else self._pdf_of
        pieces = ((sum(page.copies for page in piece), write(piece)) for piece in _in_pieces(pages))
        jobs = self.env["lot.print.job"]
        return jobs._submit(printer, pieces, self.name, records, self.name, self.revision, again)

    def _zpl_of(self, pages):
        return "".join(zpl.write(pages)).encode("ascii")

    def _pdf_of(self, pages):
        return pdf.write(pages, self.name, self._sheet())


def _in_pieces(pages):
    """Pages put together so that few labels are in doubt when a printer stops; many copies are spread."""
    piece, count = [], 0
    for page in pages:
        rest = page.copies
        while rest:
            copies = min(rest, MOST_LABELS - count)
            piece.append(replace(page, copies=copies))
            rest, count = rest - copies, count + copies
            if count == MOST_LABELS:
                yield piece
                piece, count = [], 0
    if piece:
        yield piece
