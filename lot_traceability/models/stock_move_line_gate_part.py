"""Goods that are not where a line takes them: Odoo lets stock go below zero there, while a hold covers what there is.

Whoever takes a lot from a place or without a package where none of it lies takes it, in truth, from where it does lie.
"""

from collections import defaultdict

from odoo import api, models

from ..kernel import gate

INSIDE, NOWHERE, OUT = ("internal", "transit"), ("inventory", "production"), ("customer", "supplier", "transit")


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @api.model
    def _add_taken_from_held(self, blocks, suspect):
        """Add to ``blocks`` the holds on a part of the stock of those (line, lot) that take more than lies there."""
        pairs = [(line, lot) for line, lot in suspect if line not in blocks and line._is_taking_stock()]
        holds = self._get_partial_holds(pairs) if pairs else ()
        if not holds:
            return
        there, taken = self._get_stock_there(pairs), defaultdict(float)
        for line, lot in pairs:
            # Of a done line, stock is less already.
            taken[line._get_stock_key(lot)] += 0 if line.state == "done" else line.quantity_product_uom
        for line, lot in pairs:
            key = line._get_stock_key(lot)
            of_it = [hold for hold in holds if hold._is_on(line.product_id, lot) and not (lot and hold._is_of_period())]
            if of_it and line.product_id.uom_id.compare(there.get(key, 0), taken[key]) < 0:
                blocks[line] = [(gate.HOLD, hold, lot) for hold in of_it]

    def _is_taking_stock(self):
        """Whether stock gets less by it; found or made where it leaves at once, it would have to lie there, too."""
        usages = self.location_id.usage, self.location_dest_id.usage
        is_out_of_nothing = usages[0] in NOWHERE and usages[1] in OUT
        return self.product_id.is_storable and (usages[0] in INSIDE or is_out_of_nothing)

    def _find_unnamed_lots(self):
        """``{line: lots}`` for lines that take goods without naming a lot: any that lies there.

        Where nothing lies, goods are taken from elsewhere in truth: any lot of the product that is in stock.
        """
        lines = self.filtered(lambda line: line.location_id.usage in INSIDE)
        if not lines:
            return {}
        domain = [("product_id", "in", lines.product_id.ids), ("quantity", ">", 0), ("location_id.usage", "in", INSIDE)]
        groups = ["product_id", "company_id", "location_id", "package_id"]
        there, anywhere = {}, defaultdict(self.env["stock.lot"].browse)
        # Sudo: stock as it is, whoever asks.
        for *where, lots_sudo in self.env["stock.quant"].sudo()._read_group(domain, groups, ["lot_id:recordset"]):
            place = tuple(record.with_env(self.env) for record in where)
            there[place] = lots_sudo.with_env(self.env)
            anywhere[place[:2]] |= there[place]
        return {
            line: there.get(
                (line.product_id, line.company_id, line.location_id, line.package_id),
                anywhere[line.product_id, line.company_id],
            )
            for line in lines
        }

    def _get_stock_key(self, lot):
        return self.product_id, lot, self.location_id, self.package_id

    @api.model
    def _get_partial_holds(self, pairs):
        lots = [lot.id for _line, lot in pairs]
        products = [line.product_id.id for line, _lot in pairs]
        part = ["|", "|", ("location_id", "!=", False), ("package_id", "!=", False), ("received_until", "!=", False)]
        goods = ["|", ("lot_id", "in", lots), "&", ("lot_id", "=", False), ("product_id", "in", products)]
        # Sudo: a hold counts for whoever moves the goods, also when they may not read it.
        return self.env["lot.hold"].sudo().search([("state", "=", "open"), *part, *goods])

    @api.model
    def _get_stock_there(self, pairs):
        """``{(product, lot, place, package): quantity}`` in the places that these lines take from."""
        lines = self.union(*(line for line, _lot in pairs))
        domain = [("product_id", "in", lines.product_id.ids), ("location_id", "in", lines.location_id.ids)]
        groups = ["product_id", "lot_id", "location_id", "package_id"]
        # Sudo: stock as it is, whoever asks.
        rows = self.env["stock.quant"].sudo()._read_group(domain, groups, ["quantity:sum"])
        return {tuple(record.with_env(self.env) for record in key): quantity for *key, quantity in rows}
