"""From lots to their labels: collects what each label says; the drawing is in ``lot_label``."""

from odoo import models
from odoo.exceptions import UserError

from .. import messages
from ..kernel import bracketed, element_string
from . import data_matrix, lot_label


class StockLot(models.Model):
    _inherit = "stock.lot"

    def _gs1_label_pdf(self):
        """PDF (bytes) with one GS1 DataMatrix label per lot; UserError when one of them cannot be right."""
        self.check_access("read")
        try:
            return lot_label.draw([lot._gs1_label() for lot in self], self.env._("GS1 lot labels"))
        except data_matrix.SymbolError as error:
            sentence = messages.label_library_missing if error.missing else messages.label_symbol_failed
            raise UserError(sentence(self.env)) from error
        except lot_label.LabelTextError as error:
            sentence = messages.label_characters if error.characters else messages.label_no_room
            raise UserError(sentence(self.env, error.text)) from error

    def _gs1_label(self):
        pairs = self._check_gs1_pairs()
        product = self.product_id
        code = f"[{product.default_code}] " if product.default_code else ""
        return lot_label.Label(
            product=code + product.with_context(display_default_code=False).display_name,
            rows=tuple(self._gs1_label_rows()),
            hri=tuple(bracketed.print_rows(pairs)),
            modules=data_matrix.encode(element_string.build(pairs)),
        )

    def _gs1_label_rows(self):
        """(data title, value) in plain words; titles are GS1's and are not translated, dates as YYYY-MM-DD."""
        rows = [("SN" if self.product_id.tracking == "serial" else "LOT", self.name)]
        if day := self._expiry_day():
            rows.append(("EXP", day.isoformat()))
        return rows
