"""Labels of lots and serial numbers."""

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.lot_traceability.kernel.expiry import day_of

from .. import messages, messages_release
from .. import messages_label as sentences
from ..kernel.dates import has_two_digit_year, write_yymmdd


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "lot.label.mixin"]

    def _label_sources(self):
        return {
            **super()._label_sources(),
            "titled": f"LOT {sentences.sample_name(self.env)}",
            "product": sentences.sample_product(self.env),
            "code": "INF-150",
            "gtin": "09506000134352",
            "expiry": "2029-12-31",
            "made": "2027-01-15",
            "best_before": "2029-06-30",
            "reference": "SUP-0815",
        }

    def _label_ais(self):
        return {
            "01": "09506000134352",
            "10": sentences.sample_name(self.env),
            "21": sentences.sample_name(self.env),
            "11": "270115",
            "15": "290630",
            "17": "291231",
            "240": "INF-150",
        }

    def _label_text(self, source):
        product = self.product_id
        match source:
            case "titled":  # GS1's titles, the same in every language
                return f"{'SN' if product.tracking == 'serial' else 'LOT'} {self.name}"
            case "product":
                return product.with_context(display_default_code=False).display_name
            case "code":
                return product.default_code or ""
            case "gtin":
                return product._gtin14()
            case "reference":
                return self.ref or ""
            case "expiry" | "made" | "best_before":
                day = self._label_days().get(source)
                return day.isoformat() if day else ""
        return super()._label_text(source)

    def _label_days(self):
        """{source: date or False}; dates stand on labels as YYYY-MM-DD in every language (21 CFR 801.18)."""
        return {
            "expiry": self._expiry_day(),
            "made": self.production_date,
            "best_before": self.use_date
            and day_of(self.use_date, (self.company_id or self.env.company)._get_calendar_zone()),
        }

    def _label_pairs(self):
        return tuple(self._check_gs1_pairs()), tuple(self._label_more())

    def _label_more(self):
        """Pairs of what only those symbols carry that name it."""
        days, today = self._label_days(), fields.Date.context_today(self)
        dated = (("11", days["made"]), ("15", days["best_before"]))
        more = [(ai, write_yymmdd(day)) for ai, day in dated if day and has_two_digit_year(day, today)]
        return [*more, ("240", self.product_id.default_code)] if self.product_id.default_code else more

    def _label_usual(self):
        return [ai for ai, _value in self._gs1_pairs()]

    def _label_facts(self):
        return [*self._gs1_pairs(), *self._label_more()]

    def _label_title(self, key, parsed=None):
        """What an identifier is called on this lot's labels; on the label ``parsed`` when it is of no known lot."""
        return messages_release.title(self.env, key)

    def _label_read(self, parsed):
        """{AI: value} of a scanned label, to hold against ``_label_facts``; higher addons read other systems."""
        return {element.key: element.value for element in parsed.elements if element.key}

    def action_print_labels(self):
        """Ask for design and number of labels of these lots."""
        if not self:
            raise UserError(messages.label_none(self.env))
        return self.env["lot.label.print"]._for(self)
