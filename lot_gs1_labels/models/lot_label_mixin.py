"""What a label can say about a record: one seam for lots, packages and places, which addons extend."""

from odoo import models

from .. import messages_label as messages


class LotLabelMixin(models.AbstractModel):
    _name = "lot.label.mixin"
    _description = "Has labels"

    def _label_sources(self):
        """What text items may print: {source: sample text}."""
        return {
            "name": messages.sample_name(self.env),
            "company": self.env.company.name,
        }

    def _label_ais(self):
        """What symbols may carry: {AI: sample value}."""
        return {}

    def _label_text(self, source):
        """What a text item prints about this record, in the language of the environment; str, "" when there is none."""
        self.ensure_one()
        if source == "company":
            company = self.company_id if "company_id" in self._fields else False
            return (company or self.env.company).name
        return self.name if source == "name" else ""

    def _label_pairs(self):
        """(pairs, more) of ``kernel.label.design.Values``; UserError when the record's data allow no GS1 symbol."""
        self.ensure_one()
        return (), ()

    def _label_usual(self):
        """Identifiers that a symbol of this record carries when its design names none."""
        return [ai for ai, _value in self._label_facts()]

    def _label_facts(self):
        """[(AI, value)] of everything that labels may tell of this record, as recorded and not checked."""
        self.ensure_one()
        return []
