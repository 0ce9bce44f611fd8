"""Units that are followed to the patient: what everybody reads about them names no patient."""

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import html2plaintext

from .. import messages_tracking as messages
from ..kernel.tracking import looks_personal


class StockLot(models.Model):
    _inherit = "stock.lot"

    @api.constrains("name", "ref", "note")
    def _check_personal(self):
        for lot in self:
            for text in (lot.name, lot.ref, html2plaintext(lot.note) if lot.note else ""):
                lot._refuse_personal(text)

    def message_post(self, *, body="", **options):
        if options.get("message_type") == "comment":
            self._refuse_personal(html2plaintext(body or ""))
        return super().message_post(body=body, **options)

    def _refuse_personal(self, text):
        found = looks_personal(text or "")
        # The text first: that costs nothing, and lots are made by the thousand.
        if found and any(lot.is_followed for lot in self):
            raise ValidationError(messages.patient_in_note(self.env, found))
