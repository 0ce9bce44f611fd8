"""How many labels the goods of an operation need."""

import math
from collections import Counter, defaultdict

from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _label_numbers(self, rule):
        """{lot id: labels} for what these lines moved.

        Args:
            rule: ``lot``, ``unit``, ``pack`` or ``pallet``, as of the field ``label_rule`` of operation types.
        """
        lines = self.filtered(lambda line: line.lot_id and line.quantity_product_uom > 0)
        if rule == "lot":
            return dict.fromkeys(lines.lot_id.ids, 1)
        if rule == "pallet":
            packages = defaultdict(set)
            for line in lines:
                packages[line.lot_id.id].add(line.result_package_id.id)
            return {lot: len(found) for lot, found in packages.items()}
        quantities, unit = defaultdict(float), self.env.ref("uom.product_uom_unit")
        for line in lines:
            quantities[line.lot_id, line.move_id.packaging_uom_id or line.product_uom_id] += line.quantity_product_uom
        numbers = Counter()
        for (lot, packaging), quantity in quantities.items():
            own = lot.product_id.uom_id
            if rule == "pack":
                # A hair less: quantities are floats, and 3.0000000001 boxes are three.
                numbers[lot.id] += math.ceil(own._compute_quantity(quantity, packaging, round=False) - 1e-6)
            elif own._has_common_reference(unit):
                numbers[lot.id] += int(quantity + 1e-6)
        return {lot.id: numbers[lot.id] or 1 for lot in lines.lot_id}
