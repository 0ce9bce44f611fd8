"""What a scan does to open lines, each change with the way back; and the dates that a label tells of a new lot."""

from datetime import datetime

from odoo import api, fields, models
from odoo.tools import format_date

from .. import messages_deviation, messages_scan_place, messages_scan_undo
from .. import messages_scan as messages
from ..kernel import gate
from ..kernel.expiry import day_end, day_of
from .lot_scan_target import ScanStop
from .stock_move_line_serial import INSIDE

# What makes a line: enough to make it again when a scan that used it up is taken back.
KEPT = (
    "move_id", "picking_id", "product_id", "product_uom_id", "location_id", "location_dest_id", "lot_id", "lot_name",
    "package_id", "result_package_id", "owner_id", "picked", "expiration_date", "removal_date", "production_date",
    "use_date", "supplier_number",
)  # fmt: skip


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    production_date = fields.Date(help="Day on which the goods were made, for the lot that this line makes.")
    use_date = fields.Datetime("Best before", help="Best before date, for the lot that this line makes.")

    def _prepare_new_lot_vals(self):
        vals = super()._prepare_new_lot_vals()
        for name in ("production_date", "use_date"):
            if self[name]:
                vals[name] = self[name]
        if self.use_date and self.removal_date and self.expiration_date:
            vals["removal_date"] = self.removal_date
        return vals

    # --- asked while a scan looks for its line ---

    def _scan_is_of(self, target):
        """Whether this line is of the lot that a scan names, by record or by name."""
        if target.lot:
            return self.lot_id == target.lot
        return not self.lot_id and (self.lot_name or "") == target.lot_name

    def _scan_new_dates(self, target):
        """Dates of the label of a new lot that these lines of it lack, as values; stops where another label said else.

        Odoo proposes dates of its own on such lines; the last second of a day stands there only because a label, or
        somebody, told that day.
        """
        new = {}
        if target.lot or not target.dates or not self:
            return new
        company = self.company_id[:1] or self.env.company
        zone = company._get_calendar_zone()
        for name, value in target.dates_values(company).items():
            for known in filter(None, self.mapped(name)):
                is_told, day = True, known
                if isinstance(known, datetime):
                    day = day_of(known, zone)
                    is_told = known == day_end(day, zone)
                # What follows another date is no second label.
                if is_told and name != "removal_date" and day != target.dates[name]:
                    words = (self._fields[name]._description_string(self.env), format_date(self.env, day))
                    told = format_date(self.env, target.dates[name])
                    sentence = messages_scan_place.dates_disagree(self.env, target.lot_name, *words, told)
                    raise ScanStop(sentence, messages.check_label(self.env))
            if any(line[name] != value for line in self):
                new[name] = value
        return new

    def _scan_is_at(self, place):
        """Whether this line takes from where a line or a quant is."""
        return (self.location_id, self.package_id) == (place.location_id, place.package_id)

    def _scan_place(self):
        return self.location_id, self.package_id, self.owner_id

    def _scan_copy(self):
        """Values of a line like this one, without lot and quantity."""
        names = ("move_id", "picking_id", "product_id", "product_uom_id", "location_id", "location_dest_id")
        values = {name: self[name].id for name in (*names, "package_id", "owner_id", "lot_id")}
        return {**values, "result_package_id": self._scan_fills().id}

    def _scan_fills(self):
        """The package that this line is packed into; a part of a package does not keep the whole."""
        return self.result_package_id if self.result_package_id != self.package_id else self.env["stock.package"]

    def _scan_proposal(self):
        """This planned line as the next thing to do."""
        lot = self.lot_id
        day = lot._expiry_day() if lot else False
        return {
            "product": self.product_id.display_name,
            "lot": lot.name or self.lot_name or "",
            "place": self.location_id.display_name if self.location_id.usage in INSIDE else "",
            "quantity": self.quantity,
            "unit": self.product_uom_id.name,
            "why": messages.first_to_expire(self.env, format_date(self.env, day)) if day else "",
        }

    def _scan_check(self, is_unchanged=True):
        """Refuse what may not leave when the goods are at hand, not only when all is validated; returns warnings.

        Args:
            is_unchanged: the lines were only marked as picked.
        """
        warnings = []
        coming = self.filtered(lambda line: line._is_coming_in() and line.product_id.use_expiration_date)
        if expired := coming.filtered(
            lambda line: line.expiration_date and line.expiration_date <= fields.Datetime.now()
        ):
            warnings.append(messages.is_expired(self.env, expired.lot_id.name or expired.lot_name))
        for line, sentence in self._get_too_old().items():
            if line._get_operation_type().lot_too_old == "deny":
                raise ScanStop(sentence, messages.put_aside(self.env))
            warnings.append(sentence)
        if is_unchanged and self.location_id.usage in INSIDE:
            # What changes lot or quantity passes by itself.
            self._pass_gate({line: line.lot_id for line in self}, redirects=False, only_refuse=True)
        warnings += self._scan_check_choice()
        now = fields.Datetime.now()
        for line in self.filtered("lot_id"):
            if line._is_taking_expired(line.lot_id, now):
                line._pass_one([(gate.EXPIRED, None, line.lot_id)], False, True, False)
            elif line.lot_id.is_blocked and line._is_coming_in():
                warnings.append(messages.goes_to_quarantine(self.env, line.lot_id.display_name))
        return warnings

    def _scan_check_choice(self):
        """Refuse or tell a lot that is taken although others are to be taken first, as the operation type says."""
        warnings = []
        for move in self.filtered("lot_id").move_id:
            # Mostly there is none; whether one would count is the dearer question.
            deviations = move._get_deviations(move.move_line_ids.filtered("picked"))
            for found in deviations if deviations and move._is_choosing_lots() else ():
                lot, better = self.env["stock.lot"].browse(found.lot), self.env["stock.lot"].browse(found.instead_of)
                if lot not in self.lot_id:
                    continue
                if move.picking_type_id.lot_deviation == "deny":
                    sentence = messages_deviation.deviation_denied(self.env, lot, better)
                    raise ScanStop(sentence, messages.take_first(self.env, better[:1].display_name))
                warnings.append(messages.other_lot(self.env, better[:1].display_name))
                if move.picking_type_id.lot_deviation == "reason":
                    warnings.append(messages.reason_later(self.env))
        return warnings

    # --- one step forward: a list of what to do to take it back; quantities in the product's unit ---

    def _scan_write(self, vals):
        """Write what is new on this line; returns the step back."""
        old = self._read_format(list(vals), load=None)[0]
        vals = {name: value for name, value in vals.items() if _plain(old)[name] != value}
        self.write(vals)
        vals = _plain({name: old[name] for name in vals})
        return {"do": "write", "line": self.id, "vals": vals, "quantity": self.quantity_product_uom}

    @api.model
    def _scan_amount(self, product, quantity, unit):
        """Values of a line with a quantity: in this unit where that holds it exactly, else in the product's.

        A dozen minus one is no number of dozens that could be written down.
        """
        pieces = product.uom_id
        quantity = pieces.round(quantity)
        amount = pieces._compute_quantity(quantity, unit, rounding_method="HALF-UP")
        if unit == pieces or not pieces.compare(unit._compute_quantity(amount, pieces, round=False), quantity):
            return {"quantity": amount}
        return {"quantity": quantity, "product_uom_id": pieces.id}

    def _scan_less(self, quantity):
        """Take a quantity out of this line; it goes when nothing is left."""
        kept = _plain(self._read_format(list(KEPT), load=None)[0])
        kept.pop("id", None)
        step = {"do": "more", "line": self.id, "quantity": quantity, "vals": kept}
        rest = self._scan_amount(self.product_id, self.quantity_product_uom - quantity, self.product_uom_id)
        if rest["quantity"] > 0:
            self.write(rest)
        else:
            self.unlink()
        return step

    def _scan_more(self, quantity):
        """Add a quantity to this line."""
        self.write(self._scan_amount(self.product_id, self.quantity_product_uom + quantity, self.product_uom_id))
        return {"do": "less", "line": self.id, "quantity": quantity}

    @api.model
    def _scan_new(self, vals, quantity):
        """(the new line with this quantity, the step back)."""
        product = self.env["product.product"].browse(vals["product_id"])
        unit = self.env["uom.uom"].browse(vals["product_uom_id"])
        line = self.create({**vals, **self._scan_amount(product, quantity, unit)})
        return line, {"do": "less", "line": line.id, "quantity": line.quantity_product_uom}

    # --- and back ---

    @api.model
    def _scan_take_back(self, steps):
        """Take back what a scan did, the last step first; refuses when the lines went on in the meantime."""
        for step in reversed(steps):
            line = self.search([("id", "=", step["line"])])
            if line.state in ("done", "cancel"):
                raise ScanStop(messages_scan_undo.undo_too_late(self.env))
            if step["do"] == "more":
                line._scan_give_back(step)
            elif not line or line.product_id.uom_id.compare(line.quantity_product_uom, step.get("quantity", 0)) < 0:
                raise ScanStop(messages_scan_undo.undo_changed(self.env))
            elif step["do"] == "less":
                line._scan_less(step["quantity"])
            else:
                line._scan_write_back(step)

    def _scan_give_back(self, step):
        """Plan again what a scan took from a line (self, empty when nothing was left of it)."""
        vals = step["vals"]
        if self and self.picked == vals["picked"]:
            self._scan_more(step["quantity"])
            return
        move = self.env["stock.move"].search([("id", "=", vals["move_id"])])
        if not move or move.state in ("done", "cancel"):
            raise ScanStop(messages_scan_undo.undo_changed(self.env))
        self._scan_new(vals, step["quantity"])

    def _scan_write_back(self, step):
        """Write what stood here before; what was scanned onto this line since stays."""
        vals, quantity = step["vals"], step.get("quantity", 0)
        more = self.product_id.uom_id.compare(self.quantity_product_uom, quantity) > 0
        if "picked" not in vals or not quantity or not more:
            self.write(vals)
            return
        kept = self._scan_less(quantity)["vals"]
        self._scan_new({**kept, **vals}, quantity)


def _plain(values):
    """Values that JSON can hold."""
    return {name: str(value) if hasattr(value, "isoformat") else value for name, value in values.items()}
