"""Getting goods back from a consignee: one transfer into quarantine, made from what they announced."""

from collections import defaultdict
from decimal import Decimal

from odoo import Command, fields, models

from ..kernel import returns
from . import messages_back as messages
from .lot_recall_consignee_lot import _exact

OVER = ("done", "cancel")


class LotRecallConsignee(models.Model):
    _inherit = "lot.recall.consignee"

    return_ids = fields.One2many("stock.picking", "recall_consignee_id", "Returns", readonly=True)
    return_count = fields.Integer("Returns made", compute="_compute_return_count")
    back_ids = fields.One2many("lot.recall.back", "consignee_id", "Goods that came back", readonly=True)

    def _compute_return_count(self):
        counts = dict(
            self.env["stock.picking"]._read_group(
                [("recall_consignee_id", "in", self.ids)], ["recall_consignee_id"], ["__count"]
            )
        )
        for consignee in self:
            consignee.return_count = counts.get(consignee, 0)

    def action_make_returns(self):
        """Make one return into quarantine for each of these consignees that has anything to send back."""
        self.check_access("write")
        for recall in self.recall_id:
            recall._check_gets_back()
        known = self.filtered("partner_id")
        pickings = self.env["stock.picking"].union(*(consignee._make_return() for consignee in known))
        if not pickings:
            raise messages.nothing_to_get_back(self.env) if known else messages.sender_unknown(self[:1])
        return self._action_pickings(pickings)

    def action_list_returns(self):
        """Open the returns of these consignees."""
        self.check_access("read")
        return self._action_pickings(self.return_ids)

    def _action_pickings(self, pickings):
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Returns"),
            "res_model": "stock.picking",
            "view_mode": "list,form",
            "domain": [("id", "in", pickings.ids)],
            "context": {"create": False},
        }
        return {**action, "view_mode": "form", "res_id": pickings.id} if len(pickings) == 1 else action

    # --- their lots ---

    def _has_line_of(self, product, lot):
        return bool(self._find_line_of(product, lot).filtered(lambda line: line.shipped_qty > 0))

    def _find_line_of(self, product, lot):
        key = _lot_key(product, lot)
        return self.lot_ids.filtered(lambda line: line.key == key)

    def _get_line_of(self, product, lot, is_recalled):
        """The line of these goods; made, with nothing delivered, where a recalled lot never went to them."""
        line = self._find_line_of(product, lot)
        if line or not is_recalled:
            return line
        return line.create(
            {
                "consignee_id": self.id,
                "recall_id": self.recall_id.id,
                "company_id": self.company_id.id,
                "key": _lot_key(product, lot),
                "lot_id": lot.id,
                "lot": lot.name,
                "product": product.display_name,
                "uom": product.uom_id.name,
                "is_answered": False,
            }
        )

    # --- what is to come back ---

    def _get_to_return(self):
        """``{lot line: Decimal}`` of what a return is to be made for now."""
        self.ensure_one()
        domain = [
            ("picking_id.recall_consignee_id", "=", self.id),
            ("state", "not in", OVER),
            ("location_id.usage", "=", "customer"),
        ]
        open_lines = self.env["stock.move.line"].search(domain)
        underway = defaultdict(Decimal)
        for line in open_lines:
            underway[line.product_id.id, line.lot_id.id] += _exact(line.quantity_product_uom)
        wanted = {}
        for line in self.lot_ids:
            product = line._get_product()
            amount = returns.to_ask_for(
                net=_exact(line.net_qty),
                announced=_exact(line.returning_qty),
                is_answered=line.is_answered,
                received=_exact(line.received_qty),
                underway=underway[product.id, line.lot_id.id],
            )
            if amount and product:
                wanted[line] = amount
        return wanted

    def _make_return(self):
        """The return of one consignee; empty when nothing is to come back."""
        self.ensure_one()
        self._take_turn()  # two at once would ask for the same goods twice
        recall = self.recall_id
        self = self.with_company(recall.company_id)
        wanted = self._get_to_return()
        if not wanted:
            return self.env["stock.picking"]
        parts = [
            (line, move or self.env["stock.move"], amount)
            for line, total in wanted.items()
            for move, amount in returns.allot(total, line._get_rooms())
        ]
        moves = self.env["stock.move"].union(*(move for _line, move, _amount in parts))
        latest = moves.picking_id.sorted("date_done")[-1:]
        picking = self.env["stock.picking"].create(self._prepare_return_vals(latest))
        picking.sudo().recall_consignee_id = self  # sudo: closed to every direct write
        self._fill_return(picking, latest, parts)
        self._ledger_tell("recall_return_made", about=[picking])
        return picking

    def _prepare_return_vals(self, latest):
        company = self.recall_id.company_id
        warehouse = latest.picking_type_id.warehouse_id
        if not warehouse:
            warehouse = self.env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
        kind = latest.picking_type_id.return_picking_type_id
        kind = kind if kind.code == "incoming" else warehouse.in_type_id
        customers = self.partner_id.with_company(company).property_stock_customer
        return {
            "picking_type_id": kind.id,
            "partner_id": (latest.partner_id or self.partner_id).id,
            "location_id": (latest.location_dest_id or customers).id,
            "location_dest_id": warehouse._get_quarantine().id,
            "origin": self.recall_id.name,
            "return_id": latest.id,
            "company_id": company.id,
        }

    def _fill_return(self, picking, latest, parts):
        """Put the goods on a return as Odoo's own return would, then the lots that were announced."""
        by_move = defaultdict(list)
        for line, move, amount in parts:
            by_move[move, line._get_product()].append((line.lot_id, amount))
        lines = [
            Command.create(
                {
                    "product_id": product.id,
                    "move_id": move.id,
                    "quantity": product.uom_id._compute_quantity(
                        float(sum(amount for _lot, amount in lots)), move.product_uom or product.uom_id, round=False
                    ),
                }
            )
            for (move, product), lots in by_move.items()
        ]
        wizard = self.env["stock.return.picking"].create({"picking_id": latest.id, "product_return_moves": lines})
        made = {}
        for lots, return_line in zip(by_move.values(), wizard.product_return_moves):
            before = picking.move_ids
            return_line._process_line(picking)
            made[picking.move_ids - before] = lots
        picking.action_confirm()
        for move, lots in made.items():
            move.move_line_ids.unlink()  # of lots that Odoo chose
            self.env["stock.move.line"].create([_prepare_line_vals(move, lot, amount) for lot, amount in lots])


def _lot_key(product, lot):
    return str(lot.id) if lot else f"?{product.id}"


def _prepare_line_vals(move, lot, amount):
    return {
        "move_id": move.id,
        "picking_id": move.picking_id.id,
        "product_id": move.product_id.id,
        "product_uom_id": move.product_id.uom_id.id,
        "quantity": float(amount),
        "lot_id": lot.id,
        "location_id": move.location_id.id,
        "location_dest_id": move.location_dest_id.id,
        "company_id": move.company_id.id,
    }
