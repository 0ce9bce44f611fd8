"""The reason for a change of history, wherever it was given."""

import unicodedata

from odoo import api, models
from odoo.exceptions import UserError

from .. import messages_protection as messages

KEY = "lot_reason"
SHORTEST = 3


def _storable(sign):
    """The character, or a blank for control characters and halves of pairs, which no database or paper can hold."""
    return " " if unicodedata.category(sign) in ("Cc", "Cs") else sign


class LotReason(models.AbstractModel):
    _name = "lot.reason"
    _description = "Reason for a change"

    @api.model
    def _given(self):
        """Reason in the context (key ``lot_reason``), or "" when none was given that says anything."""
        return self._plain(self.env.context.get(KEY))

    @api.model
    def _checked(self, reason):
        """The reason without needless blanks; refuses an empty one."""
        reason = self._plain(reason)
        if not reason:
            raise UserError(messages.reason_empty(self.env))
        return reason

    @api.model
    def _plain(self, reason):
        reason = "".join(map(_storable, reason)) if isinstance(reason, str) else ""
        reason = " ".join(reason.split())
        return reason if len(reason) >= SHORTEST and any(sign.isalnum() for sign in reason) else ""

    @api.model
    def _refuse(self, sentence, record):
        """Refuse an attempt to change history; that it was tried is recorded although the caller rolls back."""
        self.env["lot.audit.entry"]._ledger_write_apart("refused", record[:1], reason=sentence)
        raise UserError(sentence)
