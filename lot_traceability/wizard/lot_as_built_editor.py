"""Editor of an order's as-built rows: suggestion in order, scanning, correcting by hand; saved as a whole."""

from collections import defaultdict
from decimal import Decimal

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from .. import messages_as_built
from ..kernel import allotment


class LotAsBuiltEditor(models.TransientModel):
    _name = "lot.as.built.editor"
    _description = "As-built components of an order"

    production_id = fields.Many2one("mrp.production", "Manufacturing order", required=True, readonly=True)
    is_order_done = fields.Boolean(compute="_compute_is_order_done")
    line_ids = fields.One2many("lot.as.built.editor.line", "editor_id")
    component_ids = fields.One2many("lot.as.built.editor.component", "editor_id", readonly=True)
    unit_ids = fields.One2many("lot.as.built.editor.unit", "editor_id", readonly=True)
    component_lot_ids = fields.Many2many("stock.lot", compute="_compute_lots")
    produced_lot_ids = fields.Many2many("stock.lot", compute="_compute_lots")
    left_summary = fields.Char(compute="_compute_left_summary")
    is_complete = fields.Boolean(compute="_compute_left_summary")
    scan = fields.Char()
    message = fields.Char(readonly=True)
    message_is_problem = fields.Boolean(readonly=True)
    # What was scanned before and waits for its other half: a component for its unit, or a unit for its components.
    waiting_component_id = fields.Many2one("stock.lot", readonly=True)
    waiting_unit_id = fields.Many2one("stock.lot", readonly=True)
    # The rows as they were when the editor opened, so that nobody overwrites what somebody else entered meanwhile.
    opened_rows = fields.Char(readonly=True)

    @api.model
    def _open(self, production):
        """An editor filled from the order's lots and its rows; returns the action that shows it."""
        lots = self.env["lot.as.built"]._get_order_lots(production)[production.id]
        if not lots["component"] or not lots["produced"]:
            raise UserError(messages_as_built.nothing_to_allot(self.env, production))
        rows = self._get_rows(production)
        editor = self.create(
            {
                "production_id": production.id,
                "opened_rows": self._describe_rows(rows),
                "component_ids": [
                    Command.create({"component_lot_id": lot.lot_id, "used_qty": lot.qty}) for lot in lots["component"]
                ],
                "unit_ids": [
                    Command.create({"produced_lot_id": lot.lot_id, "made_qty": lot.qty}) for lot in lots["produced"]
                ],
                "line_ids": [Command.create(self._prepare_line_vals(row)) for row in rows],
            }
        )
        return editor._reopen()

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("As built: %(order)s", order=self.production_id.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    # --- what is shown ---

    @api.depends("production_id.state")
    def _compute_is_order_done(self):
        for editor in self:
            editor.is_order_done = editor.production_id.state == "done"

    @api.depends("component_ids", "unit_ids")
    def _compute_lots(self):
        for editor in self:
            editor.component_lot_ids = editor.component_ids.component_lot_id
            editor.produced_lot_ids = editor.unit_ids.produced_lot_id

    @api.depends("component_ids.left_qty", "line_ids.component_lot_id", "line_ids.produced_lot_id")
    def _compute_left_summary(self):
        for editor in self:
            left = defaultdict(float)
            for row in editor.component_ids:
                left[row.product_id] += row.left_qty
            left = {product: qty for product, qty in left.items() if not product.uom_id.is_zero(qty)}
            # Lots may be changed on the order after its rows were entered.
            strangers = (editor.line_ids.component_lot_id - editor.component_lot_ids) | (
                editor.line_ids.produced_lot_id - editor.produced_lot_ids
            )
            editor.is_complete = not left and not strangers
            editor.left_summary = messages_as_built.left(self.env, left, strangers)

    def _get_entered(self):
        """Entered quantity by component lot id."""
        entered = defaultdict(float)
        for line in self.line_ids:
            entered[line.component_lot_id.id] += line.qty
        return entered

    # --- suggestion ---

    def action_suggest(self):
        """Add lines for everything that is not entered yet, in order: first component to first unit."""
        self.ensure_one()
        rows, uneven = self._suggest(self.unit_ids)
        self.write({"line_ids": [Command.create(row._asdict()) for row in rows]})
        products = self.env["product.product"].browse(uneven)
        self._say(messages_as_built.suggested(self.env, len(rows), products), problem=bool(uneven))
        return self._reopen()

    def action_clear(self):
        """Take all lines out (nothing is saved yet)."""
        self.ensure_one()
        self.write({"line_ids": [Command.clear()]})
        self._say("", problem=False)
        return self._reopen()

    def _suggest(self, units):
        """Rows that would spread what is left over these units; by-products get nothing unless entered by hand."""
        digits = self.env["decimal.precision"].precision_get("Product Unit")
        main = self.production_id.product_id
        components = [
            allotment.ComponentLot(
                row.component_lot_id.id,
                row.product_id.id,
                self._decimal(row.used_qty),
                row.product_id.tracking == "serial",
            )
            for row in self.component_ids
        ]
        made = [
            allotment.Unit(unit.produced_lot_id.id, self._decimal(unit.made_qty))
            for unit in units
            if unit.produced_lot_id.product_id == main
        ]
        known = set(self.component_ids.component_lot_id.ids)
        taken = [
            allotment.Allotment(line.component_lot_id.id, line.produced_lot_id.id, self._decimal(line.qty))
            for line in self.line_ids
            if line.component_lot_id.id in known
        ]
        return allotment.suggest(components, made, taken, digits) if made else ([], set())

    def _decimal(self, qty):
        return Decimal(str(self.production_id.product_uom_id.round(qty)))

    # --- scanning ---

    @api.onchange("scan")
    def _onchange_scan(self):
        """Component then unit makes a line; a unit first collects all components scanned after it."""
        raw, self.scan = self.scan, False
        if not (raw or "").strip():
            return
        lot, problem = self._resolve(raw)
        if problem:
            self._say(problem, problem=True)
            return
        # _origin: in a form that is not saved yet, Odoo wraps linked records.
        used, made = self.component_lot_ids._origin, self.produced_lot_ids._origin
        component = lot in used and not (self.waiting_component_id and lot in made)
        if not component and not self.waiting_component_id:
            self.waiting_unit_id = lot
            self._say(messages_as_built.unit_waits(self.env, lot))
        elif not component:
            self._add(self.waiting_component_id, lot)
            self.waiting_component_id = False
        elif self.waiting_unit_id:
            self._add(lot, self.waiting_unit_id)
        else:
            self.waiting_component_id = lot
            self._say(messages_as_built.component_waits(self.env, lot))

    def _resolve(self, raw):
        """The lot of this order that a scan names: (lot, "") or (empty, sentence)."""
        answer = self.env["stock.lot"]._resolve_scan(self.env["stock.lot"]._parse_scan(raw))
        # The same name under another product is no question here: only the order's lots can be meant.
        mine = answer.lots & (self.component_lot_ids | self.produced_lot_ids)._origin
        if answer.reason in (False, "several") and len(mine) == 1:
            return mine, ""
        if answer.reason and answer.reason != "several":
            return mine.browse(), answer.message
        return mine.browse(), messages_as_built.not_of_order(self.env, raw.strip(), self.production_id)

    def _add(self, component, unit):
        """A line for a scanned pair: one serial, or of a bulk lot the unit's even part of what is left."""
        row = self.component_ids.filtered(lambda row: row.component_lot_id == component)
        left = row.left_qty
        if component.product_id.uom_id.compare(left, 0) <= 0:
            self._say(messages_as_built.used_up(self.env, component), problem=True)
            return
        qty = 1.0 if component.product_id.tracking == "serial" else self._even_part(component, unit, left)
        line = self.line_ids.filtered(lambda line: line.component_lot_id == component and line.produced_lot_id == unit)
        if line:
            line.qty += min(qty, left)
        else:
            values = {"component_lot_id": component.id, "produced_lot_id": unit.id, "qty": min(qty, left)}
            self.line_ids = [Command.create(values)]
        self._say(messages_as_built.added(self.env, component, unit))

    def _even_part(self, component, unit, left):
        made = sum(self.unit_ids.mapped("made_qty"))
        mine = sum(row.made_qty for row in self.unit_ids if row.produced_lot_id == unit)
        used = sum(row.used_qty for row in self.component_ids if row.product_id == component.product_id)
        return component.product_id.uom_id.round(used * mine / made) or left

    def _say(self, message, problem=False):
        self.update({"message": message, "message_is_problem": problem})

    # --- saving ---

    def action_save(self):
        """Make the order's rows what the editor shows; untouched rows keep who entered them and when."""
        self.ensure_one()
        rows = self._get_rows(self.production_id)
        if self._describe_rows(rows) != self.opened_rows:
            raise UserError(messages_as_built.changed_meanwhile(self.env))
        wanted = defaultdict(float)
        for line in self.line_ids:
            if line.qty <= 0:
                raise UserError(messages_as_built.not_positive(self.env, line.component_lot_id, line.produced_lot_id))
            wanted[line.component_lot_id.id, line.produced_lot_id.id] += line.qty
        kept = rows.filtered(
            lambda row: (
                row.uom_id.compare(row.qty, wanted.get((row.component_lot_id.id, row.produced_lot_id.id), 0)) == 0
            )
        )
        (rows - kept).unlink()
        for row in kept:
            del wanted[row.component_lot_id.id, row.produced_lot_id.id]
        rows.create(
            [
                {
                    "production_id": self.production_id.id,
                    "component_lot_id": component_id,
                    "produced_lot_id": unit_id,
                    "qty": qty,
                }
                for (component_id, unit_id), qty in wanted.items()
            ]
        )
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _get_rows(self, production):
        return self.env["lot.as.built"].search([("production_id", "=", production.id)], order="id")

    @api.model
    def _describe_rows(self, rows):
        return ",".join(f"{row.id}:{row.write_date.timestamp()}" for row in rows)

    @api.model
    def _prepare_line_vals(self, row):
        return {"component_lot_id": row.component_lot_id.id, "produced_lot_id": row.produced_lot_id.id, "qty": row.qty}
