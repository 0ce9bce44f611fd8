"""GS1 codes among the lines that are pasted into Odoo's dialog for the lots of a receipt."""

from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.lot_traceability.kernel import scan as reading
from odoo.addons.lot_traceability.models.lot_scan_target import ScanTarget
from odoo.addons.lot_traceability.models.stock_lot_target import DATES

from .. import messages_paste as messages
from ..kernel.separator import FNC1

_PRODUCT = "lot_paste_product_id"
_NAME = "-"  # stands for the number of a code while Odoo reads what is written behind the code


class StockMove(models.Model):
    _inherit = "stock.move"

    @api.model
    def action_generate_lot_line_vals(self, context_data, mode, first_lot, count, lot_text):
        if mode == "import":
            self = self.with_context(**{_PRODUCT: context_data.get("default_product_id")})
        return super().action_generate_lot_line_vals(context_data, mode, first_lot, count, lot_text)

    @api.model
    def split_lots(self, lots):
        product = self.env["product.product"].browse(self.env.context.get(_PRODUCT) or ())
        if not product or not lots:
            return super().split_lots(lots)
        lines = [(number, line.rstrip("\r")) for number, line in enumerate(lots.split("\n"), 1) if line.rstrip("\r")]
        codes = {}
        for at, (number, line) in enumerate(lines):
            code, tab, more = line.partition("\t")
            parsed = self.env["stock.lot"]._read_scan(code)
            if _is_code(parsed):
                codes[at] = parsed
                lines[at] = number, _NAME + tab + more
        vals_list = super().split_lots("\n".join(line for _number, line in lines))
        targets = self._paste_targets(product, {at: (lines[at][0], parsed) for at, parsed in codes.items()})
        for at, target in targets.items():
            number, line = lines[at]
            if vals_list[at]["lot_name"] != _NAME:
                self._refuse_line(number, messages.after_code(self.env, line.partition("\t")[2]))
            values = self._scan_values(target._replace(lot=target.lot.browse()), None)
            is_amount_open = "\t" not in line and product.tracking != "serial"
            amount = {"quantity": target.quantity} if is_amount_open and target.quantity else {}
            vals_list[at] = {**vals_list[at], **values, **amount}
        return vals_list

    def _create_lot_ids_from_move_line_vals(self, vals_list, product_id, company_id=False):
        """Lots that Odoo makes at once, of operations that use existing lots, get the dates of their codes."""
        if not self.env.context.get(_PRODUCT):
            return super()._create_lot_ids_from_move_line_vals(vals_list, product_id, company_id)
        lots = self.env["stock.lot"]
        names = [vals["lot_name"] for vals in vals_list if vals.get("lot_name")]
        known = lots.search(Domain("product_id", "=", product_id) & Domain("name", "in", names))
        result = super()._create_lot_ids_from_move_line_vals(vals_list, product_id, company_id)
        made = defaultdict(lots.browse)
        for vals in vals_list:
            dates = tuple((name, vals[name]) for name in DATES.values() if vals.get(name))
            if dates and vals.get("lot_id") and vals["lot_id"] not in known.ids:
                made[dates] |= lots.browse(vals["lot_id"])
        for dates, new_lots in made.items():
            new_lots.write(dict(dates))
        return result

    @api.model
    def _paste_targets(self, product, codes):
        """What the codes of these lines name, ``{place: ScanTarget}``; refuses the first line that does not fit.

        Args:
            product: the one whose lots are entered.
            codes: ``{place: (number of the line, ParsedScan)}``.
        """
        lots, packagings, targets = self.env["stock.lot"], {}, {}
        for at, (number, parsed) in codes.items():
            if known := lots._scan_known_way(parsed, lambda: product):
                parsed = known.parsed  # noqa: PLW2901 (as it was meant)
            if not parsed.is_sound:
                self._refuse_line(number, lots._scan_unknown_message(parsed))
            trade_item = parsed.values(reading.PRODUCT)
            if trade_item not in packagings:
                packagings[trade_item] = self._paste_packaging(product, number, parsed)
            name = lots._scan_name(parsed, product)
            if not name:
                self._refuse_line(number, messages.no_lot(self.env))
            quantity = lots._scan_quantity(parsed, product, packagings[trade_item])
            none = self.env["stock.package"]
            dates = lots._scan_dates(parsed)
            targets[at] = ScanTarget(parsed, product, packagings[trade_item], lots, name, dates, quantity, none)
        names = list({target.lot_name for target in targets.values()})
        found = lots.search(Domain("product_id", "=", product.id) & Domain("name", "in", names))
        known = {lot.name: lot for lot in found}
        for at, target in targets.items():
            lot, number = known.get(target.lot_name, lots), codes[at][0]
            if lot and (conflict := lot._scan_conflict_message(target.parsed)):
                self._refuse_line(number, conflict)
            if not lot and any(issue.code == "lost_separator" for issue in target.parsed.issues):
                self._refuse_line(number, messages.lost_separator(self.env, target.lot_name))
            targets[at] = target._replace(lot=lot)
        return targets

    @api.model
    def _paste_packaging(self, product, number, parsed):
        """The packaging that a code names (often none), once it is sure that it is one of the product."""
        lots = self.env["stock.lot"]
        found, packaging, _several = lots._scan_find_product(parsed, lambda: product)
        if found and found != product:
            self._refuse_line(number, messages.other_product(self.env, found, product))
        if parsed.first(reading.PRODUCT) and not found:
            self._refuse_line(number, lots._scan_unknown_message(parsed))
        return packaging

    @api.model
    def _refuse_line(self, number, sentence):
        raise UserError(messages.line(self.env, number, sentence))


def _is_code(parsed):
    """Whether a line is surely meant as a code: what may be a number as well stays one, as without this addon."""
    if parsed.carrier == reading.PLAIN:
        return False
    text = parsed.raw_scan.strip()
    is_marked = parsed.symbology or text.startswith("(") or "://" in text or FNC1 in text
    return bool(is_marked or (parsed.first(reading.PRODUCT) and len(text) > len("01") + 14))
