"""Labels of a design on their way to a printer on the network."""

from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_label as messages
from ..kernel.label import pdf, zpl
from ..kernel.print_queue import MOST_LABELS


class LotLabelDesign(models.Model):
    _inherit = "lot.label.design"

    def _send(self, printer, records, quantities=None, language=None, again=False, reason=""):
        """Put labels into the queue of a printer, drawn for its resolution.

        Args:
            printer: lot.printer, one.
            records, quantities, language: as in ``_labels``.
            again: whether equal labels that still wait there are right.
            reason: why labels that were printed before are printed again.

        Returns:
            lot.print.job; UserError, and nothing in the queue, when one of the labels cannot be right.
        """
        self.ensure_one()
        if self.sheet and printer.language == "zpl":
            raise UserError(messages.sheet_on_label_printer(self.env, self.name, printer.name))
        self._stamp_logo()
        self._check_reason(records, quantities, reason)
        pages = self._pages(self._labels(records, quantities, language), int(printer.dpi))
        write = self._zpl_of if printer.language == "zpl" else self._pdf_of
        pieces = ((sum(page.copies for page in piece), write(piece)) for piece in _in_pieces(pages))
        job = self.env["lot.print.job"]._submit(printer, pieces, self.name, again, **self._job_vals())
        job._issue(self, self._issue_rows(records, quantities), reason)
        return job

    def _issue_file(self, records, quantities=None, reason=""):
        """Keep in a print job what goes into a file; it counts as printed. Arguments as of ``_send``.

        Returns:
            lot.print.job.
        """
        self.ensure_one()
        self._stamp_logo()
        count = len(records) if quantities is None else sum(quantities.get(record.id, 0) for record in records)
        vals = {"name": self.name, "company_id": self.env.company.id, "label_count": count, "printed_count": count}
        # Sudo: nobody makes print jobs but by printing.
        job_sudo = self.env["lot.print.job"].sudo().create({**vals, **self._job_vals()})
        job_sudo.sudo(False)._issue(self, self._issue_rows(records, quantities), reason)
        job_sudo.write({"state": "done", "finished_at": fields.Datetime.now()})
        return job_sudo.sudo(False)

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
