"""Rows about a lot that counts, or that somebody left out and that stays listed for that reason."""

from odoo import fields, models


class LotRecallRowLot(models.AbstractModel):
    _name = "lot.recall.row.lot"
    _inherit = ["lot.recall.row"]
    _description = "Row of a recall revision about a lot"

    lot_id = fields.Integer("Lot number in the database", readonly=True)
    lot = fields.Char(readonly=True, help="The lot or serial number as it was when the revision was made.")
    product = fields.Char(readonly=True)
    uom = fields.Char("Unit", readonly=True)
    excluded = fields.Boolean("Left out", readonly=True)
    excluded_reason = fields.Char("Left out because", readonly=True)
