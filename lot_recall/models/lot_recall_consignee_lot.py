"""What a consignee got of a lot, and what they tell of it: working data beside the frozen rows.

Per consignee and lot: net = had + used + sold on + not accounted for; had = destroyed + corrected + coming back + kept.
What the numbers mean stands in ``kernel/balance.py``. The latest answer is here, every answer in ``lot.recall.reply``.
"""

from decimal import Decimal

from odoo import api, fields, models

from ..kernel.balance import Part

ANSWERS = ("had_qty", "used_qty", "sold_on_qty", "destroyed_qty", "corrected_qty", "returning_qty")


class LotRecallConsigneeLot(models.Model):
    _name = "lot.recall.consignee.lot"
    _inherit = ["lot.recall.worked"]
    _description = "Lot at a consignee of a recall"
    _order = "consignee_id, product, lot, id"
    _rec_name = "lot"
    _log_access = False  # made by the program; answers say who and when

    consignee_id = fields.Many2one(
        "lot.recall.consignee", required=True, index=True, ondelete="restrict", readonly=True
    )
    recall_id = fields.Many2one("lot.recall", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    key = fields.Char(
        required=True, readonly=True, help="Number of the lot; “?” and the product's number for goods without."
    )
    lot_id = fields.Many2one("stock.lot", "Lot in stock", index="btree_not_null", ondelete="set null", readonly=True)
    lot = fields.Char(readonly=True)
    identifiers = fields.Char("GTIN or UDI", readonly=True, help="By what the consignee knows the lot.")
    product = fields.Char(readonly=True)
    uom = fields.Char("Unit", readonly=True)
    shipped_qty = fields.Float("Delivered", digits="Product Unit", readonly=True)
    returned_qty = fields.Float("Came back before", digits="Product Unit", readonly=True)
    net_qty = fields.Float("Still there, at worst", digits="Product Unit", readonly=True)
    had_qty = fields.Float("On hand", digits="Product Unit", readonly=True, help="What they had when the notice came.")
    used_qty = fields.Float("Used", digits="Product Unit", readonly=True)
    sold_on_qty = fields.Float("Sold on", digits="Product Unit", readonly=True)
    destroyed_qty = fields.Float("Destroyed", digits="Product Unit", readonly=True)
    corrected_qty = fields.Float("Corrected", digits="Product Unit", readonly=True)
    returning_qty = fields.Float("Coming back", digits="Product Unit", readonly=True, help="As announced by them.")
    received_qty = fields.Float("Received back", digits="Product Unit", readonly=True)
    is_answered = fields.Boolean("Answered", readonly=True)
    answered_at = fields.Datetime("Answered on", readonly=True)
    answered_net_qty = fields.Float(
        "Asked about", digits="Product Unit", readonly=True, help="What was there, at worst, when they answered."
    )
    unaccounted_qty = fields.Float("Not accounted for", digits="Product Unit", compute="_compute_rest")
    outstanding_qty = fields.Float("Outstanding", digits="Product Unit", compute="_compute_rest")
    is_too_much = fields.Boolean("More than delivered", compute="_compute_rest")

    _key_unique = models.Constraint("UNIQUE (consignee_id, key)", "A consignee has each lot once.")

    @api.depends("net_qty", "received_qty", "is_answered", *ANSWERS)
    def _compute_rest(self):
        for line in self:
            part = line._to_part()
            line.unaccounted_qty = float(part.unaccounted)
            line.outstanding_qty = float(part.outstanding)
            line.is_too_much = part.unaccounted < 0

    def _get_names(self):
        """The lot's number and, on a line of its own, by what others know it; "" for goods without lot."""
        self.ensure_one()
        return "\n".join(filter(None, (self.lot, self.identifiers)))

    def _to_part(self):
        """The row as ``kernel.balance.Part``."""
        self.ensure_one()
        return Part.at_consignee(
            is_answered=self.is_answered,
            net=_exact(self.net_qty),
            had=_exact(self.had_qty),
            used=_exact(self.used_qty),
            sold_on=_exact(self.sold_on_qty),
            destroyed=_exact(self.destroyed_qty),
            corrected=_exact(self.corrected_qty),
            announced=_exact(self.returning_qty),
            received=_exact(self.received_qty),
        )

    def _is_told_of(self):
        """Whether nothing of these rows is still to be told: a later revision may find more of a lot at somebody."""
        return all(line.net_qty <= (line.answered_net_qty if line.is_answered else 0) for line in self)

    def _is_settled(self):
        """Whether nothing of these rows is still to be told, to be explained or to be got back."""
        parts = [(line.is_answered, line._to_part()) for line in self]
        return all(part.outstanding <= 0 and not part.unaccounted if told else part.net <= 0 for told, part in parts)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("is_answered"):
            for line in self:  # what they were asked about; a later revision may find more
                line.answered_net_qty = line.net_qty
        return result


def _exact(value):
    """The decimal number that a float column stands for."""
    return Decimal(repr(value or 0.0)).quantize(Decimal("0.000001")).normalize()
