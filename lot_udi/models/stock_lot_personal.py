"""Units that are followed to the patient: what everybody reads about them names no patient."""

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext

from .. import messages_tracking as messages
from ..kernel.tracking import looks_personal


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.constrains("ref", "note")
    def _check_personal(self):
        for lot in self:
            lot._refuse_personal(lot.ref, is_number=True)
            lot._refuse_personal(html2plaintext(lot.note) if lot.note else "")

    def message_post(self, *, body="", subject=None, **options):
        if options.get("message_type") == "comment":
            for text in (subject, html2plaintext(body or "")):
                self._refuse_personal(text)
        return super().message_post(body=body, subject=subject, **options)

    def _message_update_content(self, message, /, *, body, **options):
        self._refuse_personal(html2plaintext(body or ""))
        return super()._message_update_content(message, body=body, **options)

    def _refuse_personal(self, text, is_number=False):
        found = looks_personal(text or "", is_number)
        # The text first: that costs nothing, and lots are made by the thousand.
        if found and any(lot.is_followed for lot in self):
            raise ValidationError(messages.patient_in_note(self.env, found))
