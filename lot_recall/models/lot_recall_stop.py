"""What was on its way at launch: operations that had taken affected goods, goods in transit and at subcontractors.

Working data: one row for each thing that somebody has to stop, fetch or call about. The holds stop what our own people
do; a carrier or a subcontractor has to be called.
"""

from odoo import api, fields, models
from odoo.fields import Domain

from ..sql import stops
from . import messages_run

OUTSIDE = Domain("location_id.usage", "=", "transit") | (
    # as the gate sees it: a place that belongs to no warehouse is a subcontractor's, or another's
    Domain("location_id.usage", "=", "internal") & Domain("location_id.warehouse_id", "=", False)
)


class LotRecallStop(models.Model):
    _name = "lot.recall.stop"
    _description = "Goods of a recall on their way"
    _order = "is_settled, kind, id"
    _rec_name = "document"

    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(related="recall_id.company_id", store=True, precompute=True, index=True)
    revision_id = fields.Many2one("lot.recall.revision", required=True, ondelete="restrict", readonly=True)
    kind = fields.Selection(
        [
            ("open", "Reserved"),
            ("picked", "Picked already"),
            ("transit", "In transit"),
            ("outside", "At a subcontractor or outside the warehouses"),
            ("company", "Up to another company"),
        ],
        required=True,
        readonly=True,
    )
    lot_id = fields.Many2one("stock.lot", "Lot in stock", ondelete="set null", readonly=True)
    lot = fields.Char(readonly=True)
    product = fields.Char(readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True)
    uom = fields.Char("Unit", readonly=True)
    place = fields.Char(readonly=True)
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    line_id = fields.Integer("Line number in the database", readonly=True)
    partner_id = fields.Many2one("res.partner", "Whom to call", ondelete="set null", readonly=True)
    phone = fields.Char(related="partner_id.phone")
    is_settled = fields.Boolean("Settled", readonly=True)
    settled_by_id = fields.Many2one("res.users", "Settled by", readonly=True, ondelete="restrict")
    settled_at = fields.Datetime("Settled at", readonly=True)

    def action_open_document(self):
        """Open the operation, if it is still there and may be read."""
        self.ensure_one()
        return self.recall_id._action_open(self.model, self.res_id)

    def action_settle(self):
        """Say that these goods were stopped, fetched or called about."""
        # Whoever may read the case makes the calls.
        self.check_access("read")
        for recall in self.recall_id:
            if recall.state != "launched":
                raise messages_run.is_over(recall)
        self.filtered(lambda stop: not stop.is_settled)._settle()
        return True

    def _settle(self):
        # Sudo: rows are the program's; whoever may read the case may settle them.
        stops_sudo = self.sudo()
        stops_sudo.write({"is_settled": True, "settled_by_id": self.env.uid, "settled_at": fields.Datetime.now()})
        self.env["lot.audit.entry"]._ledger_write(
            "recall_goods_settled",
            [
                {
                    "record": recall,
                    "extra": {"goods": [messages_run.stop_words(self.env, stop) for stop in rows]},
                }
                for recall, rows in stops_sudo.grouped("recall_id").items()
            ],
        )

    @api.model
    def _settle_released(self, recalls):
        """Settle reservations of these cases that are there no more: the clearing up after the hold gave them back."""
        waiting = [("recall_id", "in", recalls.ids), ("kind", "=", "open"), ("is_settled", "=", False)]
        stops = self.search(waiting)
        there = self.env["stock.move.line"].browse(stops.mapped("line_id")).exists()
        stops.filtered(lambda stop: stop.line_id not in there._ids)._settle()

    # --- filling ---

    @api.model
    def _list(self, recall, lots, products, foreign):
        """List what is on its way of goods that a case has just begun to hold.

        Args:
            lots, products: as they were held, before open operations are cleared up.
            foreign: ``(lot name, product name, company name)`` of affected lots that other companies have to hold.
        """
        goods = Domain("lot_id", "in", lots.ids) | (
            Domain("lot_id", "=", False) & Domain("product_id", "in", products.ids)
        )
        vals_list = self._prepare_open_vals(goods) + self._prepare_place_vals(goods)
        vals_list += [
            {"kind": "company", "lot": lot, "product": product, "place": company} for lot, product, company in foreign
        ]
        common = {"recall_id": recall.id, "revision_id": recall.revision_id.id}
        # Sudo: rows are the program's.
        return self.sudo().create([{**vals, **common} for vals in vals_list])

    def _prepare_open_vals(self, goods):
        domain = goods & Domain("state", "not in", ("done", "cancel")) & Domain("quantity", ">", 0)
        domain &= Domain("location_id.usage", "in", ("internal", "transit"))
        return [
            {
                **self._prepare_goods_vals(line.lot_id, line.product_id, line.quantity_product_uom),
                **self._prepare_document_vals(line._get_document(), line.picking_id.partner_id),
                "kind": "picked" if line.picked else "open",
                "line_id": line.id,
                "place": line.location_id.display_name,
            }
            for line in self.env["stock.move.line"].search(domain, order="id")
        ]

    def _prepare_place_vals(self, goods):
        quants = self.env["stock.quant"].search(goods & OUTSIDE & Domain("quantity", ">", 0), order="id")
        if not quants:
            return []
        self.env["stock.move.line"].flush_model()
        rows = self.env.execute_query(
            stops.last_arrivals(quants.lot_id.ids, quants.product_id.ids, quants.location_id.ids)
        )
        came = {(lot or False, product, place): (picking, partner) for lot, product, place, picking, partner in rows}
        vals_list = []
        for quant in quants:
            key = (quant.lot_id.id, quant.product_id.id, quant.location_id.id)
            picking, partner = came.get(key, (False, False))
            # A document or partner of another company is not named to who may not read it.
            picking = self.env["stock.picking"].browse(picking or ())._filtered_access("read")
            partner = self.env["res.partner"].browse(partner or ())._filtered_access("read")
            vals_list.append(
                {
                    **self._prepare_goods_vals(quant.lot_id, quant.product_id, quant.quantity),
                    **self._prepare_document_vals(picking, partner),
                    "kind": "transit" if quant.location_id.usage == "transit" else "outside",
                    "place": quant.location_id.display_name,
                }
            )
        return vals_list

    @staticmethod
    def _prepare_goods_vals(lot, product, qty):
        return {
            "lot_id": lot.id,
            "lot": lot.name,
            "product": product.display_name,
            "qty": qty,
            "uom": product.uom_id.name,
        }

    @staticmethod
    def _prepare_document_vals(document, partner):
        return {
            "document": document.display_name if document else False,
            "model": document._name if document else False,
            "res_id": document.id,
            "partner_id": partner.id,
        }
