"""What has changed since a revision was frozen, in words: for comparing by hand and for proposals."""

from odoo import api, models

from ..kernel.compare import is_same
from ..report.words import Words


class LotRecallDifference(models.AbstractModel):
    _name = "lot.recall.difference"
    _description = "Difference of two contents of a recall in words"

    @api.model
    def _text(self, difference, hidden_then, hidden_now):
        """The whole difference, one line for each kind of change.

        Args:
            difference: as of ``kernel.compare``.
            hidden_then, hidden_now: how many records each of the two readers could not see.
        """
        lines = self._lines(difference, bool(hidden_then or hidden_now))
        return "\n".join(lines + self._rights_lines(hidden_then, hidden_now))

    def _rights_lines(self, then, now):
        """What cannot be compared because somebody may not see it, as numbers of hidden records."""
        lines = []
        if now:
            lines.append(
                self.env._(
                    "Hidden from you: %(count)s. What is gone and the sums are therefore not compared; "
                    "a recall manager can compare them.",
                    count=now,
                )
            )
        if then:
            lines.append(
                self.env._(
                    "Hidden from the person who made this revision: %(count)s. What is new and the sums are therefore "
                    "not compared; a new revision shows them.",
                    count=then,
                )
            )
        return lines

    def _lines(self, difference, is_partial):
        if is_same(difference) and is_partial:
            return [self.env._("In what can be compared, nothing has changed since this revision was made.")]
        if is_same(difference):
            return [self.env._("Nothing has changed since this revision was made.")]
        lists = {
            "new_lots": self.env._("New lots (%(count)s): %(names)s"),
            "gone_lots": self.env._("Lots no longer reached (%(count)s): %(names)s"),
            "new_customers": self.env._("New customers (%(count)s): %(names)s"),
        }
        counts = {
            "new_deliveries": self.env._("New delivery or return lines: %(count)s"),
            "gone_deliveries": self.env._("Delivery or return lines that are gone: %(count)s"),
            "changed_deliveries": self.env._("Delivery or return lines that were edited: %(count)s"),
        }
        lines = []
        for key, sentence in lists.items():
            if difference[key]:
                lines.append(sentence % {"count": len(difference[key]), "names": self._names(difference[key])})
        for key, sentence in counts.items():
            if difference[key]:
                lines.append(sentence % {"count": difference[key]})
        for old, new in difference["renamed_lots"]:
            lines.append(self.env._("Lot %(old)s is now called %(new)s", old=old, new=new))
        return lines + self._quantity_lines(difference)

    def _quantity_lines(self, difference):
        words = Words(self.env)
        sentences = {
            "on_hand": self.env._("On hand: %(then)s then, %(now)s now"),
            "net": self.env._("Still with customers, at worst: %(then)s then, %(now)s now"),
        }
        return [
            sentence % {"then": words.quantity(then, uom), "now": words.quantity(now, uom)}
            for key, sentence in sentences.items()
            for uom, then, now in difference[key]
        ]

    def _names(self, names):
        shown = ", ".join(names[:20])
        return self.env._("%(names)s and more", names=shown) if len(names) > 20 else shown
