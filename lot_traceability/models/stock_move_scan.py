"""A scan on the moves of one product: its quantity goes from lines that are planned to a line that is picked."""

from contextlib import contextmanager

from odoo import models

from .. import messages_scan as messages
from .. import messages_scan_return
from .lot_scan_target import ScanAsk, ScanStop
from .stock_move_line_serial import INSIDE
from .stock_quant_scan import SAME_STOCK


class StockMove(models.Model):
    _inherit = "stock.move"

    def _scan_put(self, target, quantity, choice):
        """Enter the quantity of a scan as picked.

        Args:
            target: ``ScanTarget`` whose product is the one of these moves.
            quantity: float above zero, in the product's unit.
            choice: what the user has agreed to: ``more`` than planned.

        Returns:
            (the picked line, steps back, list of warnings)
        """
        (self.location_id | self.location_dest_id).mapped("usage")  # read together
        lines = self.move_line_ids
        same = lines.filtered(lambda line: line._scan_is_of(target))
        self._scan_check_number(target, same)
        picked = same.filtered("picked")
        planned = lines - lines.filtered("picked")
        if target.source and self._scan_is_taking():
            planned = planned.filtered(lambda line: line.location_id._child_of(target.source))
        sources, stock = self._scan_sources(target, quantity, planned, (same - picked) & planned)
        planned = [(line, line.quantity_product_uom) for line in sources]
        over = target.product.uom_id.compare(quantity, sum(amount for _line, amount in planned)) > 0
        warnings = self._scan_check_more(target, quantity, choice) if over else []
        if proposed := (stock and sources.lot_id - target.lot):
            warnings.append(messages.other_lot(self.env, proposed[:1].display_name))
        place = stock or sources[:1] if self._scan_is_taking() else None
        fills = target.package or sources[:1]._scan_fills()
        picked = picked.filtered(
            lambda line: (
                line._scan_fills() == fills
                and (not place or line._scan_is_at(place))
                and (not target.dest or line.location_dest_id == target.dest)
            )
        )[:1]
        line, steps = self._scan_move_over(target, quantity, planned, picked, stock)
        is_unchanged = len(steps) == 1 and steps[0]["do"] == "write" and not stock
        return line.with_env(self.env), steps, list(dict.fromkeys(warnings + line._scan_check(is_unchanged)))

    def _scan_check_number(self, target, same):
        """Refuse a number that was scanned already, and a label of a new lot that contradicts ``same``, its lines."""
        if target.product.tracking == "serial" and any(same.mapped("picked")):
            raise ScanStop(messages.serial_scanned(self.env, target.lot_name), messages.next_one(self.env))
        if not target.lot_name or target.lot:
            return
        same._scan_new_dates(target)
        if not same and (alike := target.lot._find_alike(target.product, target.lot_name, self.company_id[:1])):
            raise ScanStop(alike, messages.check_label(self.env))

    def _scan_check_more(self, target, quantity, choice):
        """Ask on the way out, warn on the way in, when a quantity is more than what is left to do; returns warnings."""
        product = target.product
        picked = self.move_line_ids.filtered("picked")
        done = sum(picked.mapped("quantity_product_uom")) + quantity
        if product.uom_id.compare(done, sum(self.mapped("product_qty"))) <= 0:
            return []
        if self._scan_is_taking() and not choice.get("more"):
            raise ScanAsk(
                messages.more_than_planned(self.env, product.display_name),
                [{"label": messages.take_more(self.env), "choice": {**choice, "more": True}}],
            )
        return [messages.more_than_planned(self.env, product.display_name)]

    def _scan_row(self, lot=""):
        """This move as a worker sees it: what is to be done and what is, per lot, in the move's unit.

        Args:
            lot: str, the lot that was scanned just now; then only it is told, not all of perhaps hundreds.
        """
        unit, lots, done = self.product_uom, {}, 0.0
        for line in self.move_line_ids:
            amount = line.product_uom_id._compute_quantity(line.quantity, unit, round=False)
            entry = lots.setdefault(line.lot_id.name or line.lot_name or "", {"done": 0.0, "demand": 0.0})
            entry["demand"] += amount
            if line.picked or line.state == "done":
                entry["done"] += amount
                done += amount
        return {
            "id": self.id,
            "product": self.product_id.display_name,
            "lot": lot,
            "done": unit.round(done),
            "demand": self.product_uom_qty,
            "unit": unit.name,
            "lots": [
                {"lot": name, "done": unit.round(entry["done"]), "demand": unit.round(entry["demand"])}
                for name, entry in lots.items()
                if not lot or name == lot
            ],
        }

    def _scan_is_taking(self):
        """Whether these moves take goods from a place of ours."""
        return self[:1].location_id.usage in INSIDE

    def _scan_sources(self, target, quantity, planned, same):
        """(planned lines to take the quantity from, first those of the lot; stock to take instead or empty)."""
        no_stock = self.env["stock.quant"]
        if not self._scan_is_taking():
            named = planned.filtered(lambda line: line.lot_id or line.lot_name) - same
            returned = self.origin_returned_move_id.move_line_ids
            if not returned:
                return same | (planned - named), no_stock
            if target.lot not in returned.lot_id:
                raise ScanStop(
                    messages_scan_return.not_delivered(self.env, target.lot_name), messages.check_label(self.env)
                )
            return same | (planned - named) | named, no_stock
        have = sum(same.mapped("quantity_product_uom"))
        if target.product.uom_id.compare(have, quantity) >= 0:
            return same, no_stock
        stock = self._scan_find_stock(target, quantity - have, target.source or self[:1].location_id)
        return same | (planned - same), stock

    def _scan_find_stock(self, target, quantity, places):
        """Stock of the lot in these places, enough for the quantity; what nobody has reserved first."""
        product = target.product
        if target.lot_name and not target.lot:
            raise ScanStop(
                messages.lot_unknown(self.env, product.display_name, target.lot_name), messages.check_label(self.env)
            )
        domain = [("product_id", "=", product.id), ("lot_id", "=", target.lot.id), ("quantity", ">", 0)]
        quants = self.env["stock.quant"].search([*domain, ("location_id.usage", "in", INSIDE)])
        here = quants.filtered(lambda quant: quant.location_id._child_of(places))
        enough = here.filtered(lambda quant: product.uom_id.compare(quant.quantity, quantity) >= 0)
        if enough:
            return enough.sorted(lambda quant: quant.reserved_quantity > 0)[:1]
        named = target.lot.display_name or product.display_name
        if here:
            amount = messages.amount(self.env, sum(here.mapped("quantity")), product.uom_id)
            raise ScanStop(messages.too_little_here(self.env, named, places.display_name, amount))
        others = ", ".join(quants.location_id[:3].mapped("display_name"))
        raise ScanStop(messages.not_here(self.env, named, places.display_name, others))

    def _scan_move_over(self, target, quantity, planned, picked, stock):
        """Move the quantity from the planned lines to the picked one; returns (picked line, steps back)."""
        unit = target.product.uom_id
        if planned and not picked and unit.compare(planned[0][1], quantity) == 0:
            line = planned[0][0]
            return line, [line._scan_write({**self._scan_values(target, stock), "picked": True})]
        moves = picked.move_id.union(*(line.move_id for line, _amount in planned))
        if len(moves) != 1 or unit.compare(sum(amount for _line, amount in planned), quantity) < 0:
            return self._scan_shift(target, quantity, planned, picked, stock)
        with self._scan_between(target, planned, picked, stock) as (moves, planned, picked):
            return moves._scan_shift(target, quantity, planned, picked, stock)

    def _scan_shift(self, target, quantity, planned, picked, stock):
        """Take the quantity out of planned lines and put it on the picked one, or on a new one."""
        unit = target.product.uom_id
        steps, left, made_of = [], quantity, {}
        for line, amount in planned:
            taken = min(amount, left)
            if unit.compare(taken, 0) <= 0:
                break
            if not picked and not made_of:
                made_of = line._scan_copy()
            steps.append(line._scan_less(taken))
            left -= taken
        if picked:
            dates = picked._scan_new_dates(target)
            steps += [picked._scan_write(dates)] if dates else []
            return picked, [*steps, picked._scan_more(quantity)]
        vals = {**(made_of or self[:1]._prepare_move_line_vals()), **self._scan_values(target, stock), "picked": True}
        line, step = self.env["stock.move.line"]._scan_new(vals, quantity)
        return line, [*steps, step]

    @contextmanager
    def _scan_between(self, target, planned, picked, stock):
        """Yield (these moves, planned, picked) for a change between lines of one move.

        What goes from one line to another leaves the move's quantity and state alone, and the transfer's weight too
        when no package takes part; where lot and place are the same also what is reserved. Odoo would look at all of
        them after each of the two writes: at every line of the transfer, and twelve times at the stock.
        """
        context = {"preserve_state": True}
        lines = picked.union(*(line for line, _amount in planned))
        fixed = [([self._fields["quantity"]], lines.move_id)]
        if not (target.package or lines.result_package_id):
            fixed.append(([self.picking_id._fields["shipping_weight"]], self.picking_id))
        if self._scan_is_taking() and not stock:
            if {line.lot_id for line in lines} == {target.lot} and len({line._scan_place() for line in lines}) == 1:
                context["lot_scan_reserved"] = SAME_STOCK
            else:
                places = lines.location_id
                domain = [("lot_id", "in", [target.lot.id, False])]
                context["quants_cache"] = self.env["stock.quant"]._get_quants_by_products_locations(
                    target.product, places, domain
                )
        planned = [(line.with_context(**context), amount) for line, amount in planned]
        with self.env.protecting(fixed):
            yield self.with_context(**context), planned, picked.with_context(**context)

    def _scan_values(self, target, stock):
        """Values of a picked line: its lot as on the label, where it is taken from, what it is packed into."""
        values = {"result_package_id": target.package.id} if target.package else {}
        if target.dest:
            values["location_dest_id"] = target.dest.id
        if stock:
            return {
                **values,
                "lot_id": target.lot.id,
                "location_id": stock.location_id.id,
                "package_id": stock.package_id.id,
                "owner_id": stock.owner_id.id,
            }
        if target.lot:
            return {**values, "lot_id": target.lot.id}
        if not target.lot_name:
            return values
        return {**values, "lot_name": target.lot_name, **target.dates_values(self.company_id[:1])}
