"""Rows of a proposal: lots and deliveries that are new, gone or changed."""

from odoo import api, fields, models

from ..kernel.instants import read_instant


class LotRecallProposalRow(models.Model):
    _name = "lot.recall.proposal.row"
    _description = "Row of a proposed scope"
    _order = "proposal_id desc, id"
    _log_access = False

    proposal_id = fields.Many2one("lot.recall.proposal", required=True, index=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="proposal_id.company_id", store=True, precompute=True)
    change = fields.Selection([("new", "New"), ("changed", "Changed"), ("gone", "Gone")], readonly=True)
    about = fields.Selection([("lot", "Lot"), ("delivery", "Delivery")], readonly=True)
    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char(readonly=True)
    product = fields.Char(readonly=True)
    why = fields.Char(readonly=True)
    date = fields.Datetime(readonly=True)
    document = fields.Char(readonly=True)
    model = fields.Char("Kind of document", readonly=True)
    res_id = fields.Integer("Document number in the database", readonly=True)
    customer = fields.Char(readonly=True)
    customer_before = fields.Char("Customer until then", readonly=True, help="Where it is another one now.")
    qty_before = fields.Float("Until then", digits="Product Unit", readonly=True)
    qty = fields.Float("Quantity", digits="Product Unit", readonly=True, help="Returns are negative.")
    uom = fields.Char("Unit", readonly=True)

    @api.model
    def _fill(self, proposal, rows):
        """Add rows of ``kernel.compare.changes``."""
        names = ("change", "about", "lot_id", "lot", "product", "why", "document", "model", "res_id", "customer")
        names += ("customer_before", "uom")
        return self.create(
            [
                {
                    **{name: row.get(name, False) for name in names},
                    "proposal_id": proposal.id,
                    "date": read_instant(row.get("date")) or False,
                    "qty_before": row.get("qty_before") or 0,
                    "qty": row["qty"] if "qty" in row else row.get("on_hand_qty") or 0,
                }
                for row in rows
            ]
        )

    def action_open_document(self):
        """Open the delivery, or the lot of a row about a lot."""
        self.ensure_one()
        recall = self.proposal_id.recall_id
        if self.about == "lot":
            return recall._action_open("stock.lot", self.lot_id)
        return recall._action_open(self.model, self.res_id)
