"""How the figures of a recall are written for people, beside what all papers share."""

from odoo.addons.lot_traceability.report.words import Words as PaperWords


class Words(PaperWords):
    """Writes values in the language and time zone of the reader."""

    def sums(self, units, key):
        """One quantity per unit of measure, units without any left out; 0 when there is none at all."""
        return "; ".join(self.quantity(row[key], row["uom"]) for row in units if row[key]) or self.number(0)

    def completeness(self, fraction, counts):
        """How much of the answer is known for certain, in one sentence."""
        if fraction >= 1 and not counts["gaps"] and not counts["hidden"]:
            return self.env._("Complete: every row is known for certain.")
        return self.env._(
            "%(percent)s of the rows are known for certain; gaps: %(gaps)s, hidden: %(hidden)s.",
            percent=self.percent(fraction),
            gaps=counts["gaps"],
            hidden=counts["hidden"],
        )
