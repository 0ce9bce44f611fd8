"""Lots of a revision: affected ones and those that they were made from, each with its balance."""

from odoo import fields, models


class LotRecallLot(models.Model):
    _name = "lot.recall.lot"
    _inherit = ["lot.recall.row.lot"]
    _description = "Lot of a recall"
    _rec_name = "lot"
    _content_table = "lots"

    # Each of twenty thousand deliveries looks its lot up, right after thousands of lots were written.
    _revision_lot_idx = models.Index("(revision_id, lot_id)")

    identifiers = fields.Char("GTIN or UDI", readonly=True, help="By what people outside of the company know the lot.")
    side = fields.Selection(
        [("origin", "Recalled"), ("downstream", "Made from it"), ("upstream", "It was made from")],
        "Part",
        readonly=True,
    )
    is_affected = fields.Boolean(
        "Affected", readonly=True, help="The lots recalled and everything made from them, not what they came from."
    )
    depth = fields.Integer("Orders in between", readonly=True)
    certainty = fields.Selection(
        [("recorded", "Recorded"), ("inferred", "Inferred")],
        readonly=True,
        help="Inferred: every way to this lot passes a step that nobody recorded by lot.",
    )
    by_date = fields.Boolean(
        "Reached by date",
        readonly=True,
        help="No: by the recorded dates, nothing of the recalled lots can be in it. It stays listed, since dates "
        "are the times of recording.",
    )
    share = fields.Float(
        "Expected share", digits=(7, 6), readonly=True, help="A mean, never proof about a single unit."
    )
    why = fields.Char(readonly=True, help="Shortest way from a recalled lot to this one.")
    blocked = fields.Boolean(readonly=True)
    expiration_date = fields.Datetime("Expires", readonly=True)
    company = fields.Char(readonly=True)
    # The balance of the lot, all in its own unit
    received_qty = fields.Float("Received", digits="Product Unit", readonly=True)
    produced_qty = fields.Float("Made", digits="Product Unit", readonly=True)
    returned_in_qty = fields.Float("Came back", digits="Product Unit", readonly=True)
    found_qty = fields.Float("Found in counts", digits="Product Unit", readonly=True)
    transferred_in_qty = fields.Float("From other company", digits="Product Unit", readonly=True)
    on_hand_qty = fields.Float("On hand", digits="Product Unit", readonly=True)
    consumed_qty = fields.Float("Used up", digits="Product Unit", readonly=True)
    shipped_qty = fields.Float("Shipped", digits="Product Unit", readonly=True)
    returned_to_supplier_qty = fields.Float("Back to supplier", digits="Product Unit", readonly=True)
    scrapped_qty = fields.Float("Scrapped", digits="Product Unit", readonly=True)
    lost_qty = fields.Float("Lost in counts", digits="Product Unit", readonly=True)
    transferred_out_qty = fields.Float("To other company", digits="Product Unit", readonly=True)
    residual_qty = fields.Float("Not explained", digits="Product Unit", readonly=True)
