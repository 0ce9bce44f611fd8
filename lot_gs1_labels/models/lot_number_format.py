"""Numbers that no GS1 symbol can carry are told when their format is written, the largest number counted in."""

from odoo import models

from .. import messages_number as messages
from ..kernel.check_digits import CSET82

LONGEST = 20  # GS1 General Specifications: AI 10 and AI 21, X..20


class LotNumberFormat(models.Model):
    _inherit = "lot.number.format"

    def _fit_notes(self, parts, widest):
        notes = super()._fit_notes(parts, widest)
        # A supplier's numbers have no largest one to show, only the longest that would still be taken.
        longest = len(widest) or sum(part.longest for part in parts)
        if longest > LONGEST:
            notes.append(messages.too_long_for_gs1(self.env, longest, LONGEST))
        texts = {character for part in parts if part.name == "text" for character in part.text}
        wrong = sorted((texts | set(widest)) - set(CSET82))
        if wrong:
            notes.append(messages.not_in_gs1(self.env, " ".join(wrong)))
        if any(part.name == "any" for part in parts):
            notes.append(messages.any_not_in_gs1(self.env))
        return notes
