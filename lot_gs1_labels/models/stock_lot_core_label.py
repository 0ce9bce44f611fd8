"""The GS1 option of Odoo's own lot label: a true GS1 symbol in the place of one that is none.

Odoo's own has no FNC1, so that scanners take it for plain text; with a lot of more than 20 characters, or without GTIN,
it would not even be GS1 data. Such lots get a plain symbol of their number instead.
"""

import base64

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from .. import messages_label as messages
from ..kernel import element_string
from ..kernel.label import carriers, place, svg, symbols, zpl
from ..kernel.label.errors import LabelError

_LEFT, _TOP = 425, 150  # dots, where Odoo's label has its symbol
_MODULE = 8  # dots, as on Odoo's label
_BARS_LEFT, _BARS_HEIGHT, _BARS_MODULES, _QUIET = 100, 100, (3, 2), 10
_LABEL_WIDTH = 812  # dots of Odoo's label, 4 inches at 203 dpi


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _core_label_symbol(self):
        """GS1 DataMatrix of this lot, None when its data allow none."""
        self.ensure_one()
        pairs, today = self._gs1_pairs(), fields.Date.context_today(self)
        if not self.product_id._gtin14() or element_string.check_pairs(pairs, today) or self._gs1_far_days(pairs):
            return None
        try:
            return symbols.make(carriers.GS1_DATAMATRIX, pairs, today)
        except LabelError as error:
            raise UserError(messages.refusal(self.env, error, self.name)) from error

    def _core_label_svg(self):
        """Address of the symbol's picture for Odoo's sheet of labels, "" when there is none."""
        symbol = self._core_label_symbol()
        return symbol and "data:image/svg+xml;base64," + base64.b64encode(svg.symbol_svg(symbol)).decode()

    def _core_label_bars(self):
        """Code 128 of the lot's number; none for letters that it does not have: the text above must do."""
        if not (self.name.isascii() and self.name.isprintable()):
            return []
        bars = symbols.make_plain(self.name).rows[0]
        # Smaller where the label is too narrow, down to what scanners read; none beyond: cut bars are worse.
        module = next((dots for dots in _BARS_MODULES if _BARS_LEFT + (len(bars) + _QUIET) * dots <= _LABEL_WIDTH), 0)
        return [place.Bars(_BARS_LEFT, 250, module, ((bars, _BARS_HEIGHT),))] if module else []

    def _core_label_zpl(self):
        """Commands of dates and symbol for Odoo's ZPL label."""
        symbol = self._core_label_symbol()
        if symbol:
            marks = [place.Bars(_LEFT, _TOP, _MODULE, tuple((row, _MODULE) for row in symbol.rows))]
        else:
            marks = self._core_label_bars()
        days = self._label_days()
        lines = zip(messages.core_label_titles(self.env), (days["best_before"], days["expiry"]), strict=True)
        for number, (title, day) in enumerate([line for line in lines if line[1]]):
            marks.append(place.Words(100, 185 + 50 * number, 44, "", f"{title}: {day.isoformat()}"))
        # Markup: nothing in it was typed by people but what is written as dots or hexadecimal digits.
        return Markup("\n".join(zpl.commands(marks)))
