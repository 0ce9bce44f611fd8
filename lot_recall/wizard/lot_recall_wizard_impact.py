"""What if: the recall drawn narrower or wider, side by side, read live for the screen."""

from decimal import Decimal

from odoo import api, models
from odoo.tools.misc import format_amount

from ..kernel import figures, impact
from ..models import messages, messages_run
from ..report.words import Words

# More origins than these are not read for a comparison.
MOST_ORIGINS = 5000


class LotRecallWizard(models.TransientModel):
    _inherit = "lot.recall.wizard"

    @api.readonly
    def get_impact(self):
        """Return the choices around the scope as rows of texts, the narrowest first; nothing is stored.

        Returns:
            ``{"rows": [{"choice", "label", "origins", "lots", "deliveries", "customers", "on_hand", "out", "spared",
            "value", "unpriced"}], "skipped": [labels of choices that are too wide to be read]}``.
        """
        self = self._in_company()
        lots, _match = self.env["lot.recall.scope"]._resolve(self._scope())
        if not lots:
            raise messages.nothing_in_scope(self.env)
        labels = messages_run.impact_labels(self.env)
        choices, skipped, read = {}, [], {}
        for name, wider in self.env["lot.recall.scope"]._wider(lots).items():
            if len(wider) > MOST_ORIGINS and name != "lots":
                skipped.append(labels[name])
                continue
            key = frozenset(wider.ids)
            if key not in read:
                read[key] = self._get_sums(wider)
            choices[name] = (len(wider), read[key])
        rows = impact.compare(choices, self._get_costs(choices))
        return {"rows": [self._impact_row(row, labels) for row in rows], "skipped": skipped}

    def _get_sums(self, lots):
        reasons = {int(lot_id): reason for lot_id, reason in (self.exclusions or {}).items()}
        answer = lots.trace("downstream", {"include_open": False, "with_names": True})
        return figures.sums(answer, reasons)

    def _get_costs(self, choices):
        """``{product id: cost of one reference unit}`` in the company's currency, of products that may be read."""
        numbers = {row["product_id"] for _origins, found in choices.values() for row in found["products"]} - {False}
        products = self.env["product.product"].browse(sorted(numbers)).exists()._filtered_access("read")
        return {product.id: Decimal(repr(product.standard_price)) for product in products}

    def _impact_row(self, row, labels):
        words = Words(self.env)

        def sums(amounts):
            texts = [words.quantity(float(amount.qty), amount.uom) for amount in amounts]
            return "; ".join(texts) or words.number(0)

        value = format_amount(self.env, float(row.value), self.env.company.currency_id)
        return {
            "choice": row.choice,
            "label": labels[row.choice],
            **{name: getattr(row, name) for name in ("origins", "lots", "deliveries", "customers")},
            **{name: sums(getattr(row, name)) for name in ("on_hand", "out", "spared")},
            # An amount of nothing would say that the goods are worth nothing.
            "value": value if row.value or not row.unpriced else self.env._("No cost known"),
            "unpriced": ", ".join(row.unpriced),
        }
