"""Documents whose goods get labels when they are done. Whatever goes wrong with printing stops no goods."""

import logging

from psycopg2 import OperationalError

from odoo import models
from odoo.exceptions import UserError

from .. import messages_auto as messages
from .. import messages_label as sentences
from .lot_label_design import MOST_LABELS

_logger = logging.getLogger(__name__)


class LotLabelDocument(models.AbstractModel):
    _name = "lot.label.document"
    _description = "Prints labels when it is done"

    def _try_to_print_labels(self, kind_sudo, lines):
        """Print; what cannot be printed is told in the document's messages."""
        try:
            with self.env.cr.savepoint():
                job = self._print_labels(kind_sudo, lines.sudo())  # sudo: as for the operation type
        except OperationalError:
            raise  # two transactions met: Odoo begins again
        except UserError as refusal:
            self._tell_labels(messages.not_printed(self.env, str(refusal)))
        except Exception:  # noqa: BLE001  whatever it is, goods that were moved stay moved
            _logger.exception("labels of %s", self)
            self._tell_labels(messages.not_printed(self.env, messages.fault(self.env)))
        else:
            if job:
                self._tell_labels(messages.printed(self.env, job.sudo()))  # sudo: told to whoever reads it

    def _print_labels(self, kind_sudo, lines_sudo):
        design_sudo = kind_sudo.label_design_id
        if design_sudo.model == "stock.package":
            records = lines_sudo.result_package_id
            numbers = dict.fromkeys(records.ids, 1)
        else:
            numbers = lines_sudo._label_numbers(kind_sudo.label_rule)
            records = lines_sudo.lot_id.filtered(lambda lot: lot.id in numbers)
        if not records:
            return None
        count = sum(numbers.values())
        if count > MOST_LABELS:
            raise UserError(sentences.number_of_labels(self.env, count, MOST_LABELS))
        # More of the same lot came in or was made: that is why its label is printed again.
        reason = messages.because(self.env, self.display_name)
        return design_sudo._send(kind_sudo.label_printer_id, records, numbers, again=True, reason=reason)

    def _tell_labels(self, sentence):
        # Sudo: whoever moves goods need not be allowed to write on the document.
        self.sudo().message_post(body=sentence)
