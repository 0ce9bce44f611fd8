"""Lot and serial numbers on delivery slips and picking lists, where Odoo leaves them out."""

from collections import defaultdict

from odoo import models
from odoo.tools.misc import formatLang

from .. import messages_papers as messages


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _lots_on_paper(self, with_expiry=True):
        """[(product, [sentence])] of the lots that these lines name, in their order: which, how much, until when."""
        quantities = defaultdict(float)
        for line in self.filtered("quantity"):
            if number := line.lot_id.name or line.lot_name:
                quantities[line.product_id, line.lot_id, number, line.product_uom_id] += line.quantity
        told = defaultdict(list)
        for (product, lot, number, unit), quantity in quantities.items():
            precision = {"digits": 0} if quantity == round(quantity) else {"dp": "Product Unit"}
            amount = f"{formatLang(self.env, quantity, **precision)} {unit.name}"
            day = with_expiry and lot and lot._expiry_day()
            told[product].append(messages.lot_on_paper(self.env, number, amount, day.isoformat() if day else ""))
        return list(told.items())
