"""A case that began with a supplier's notice."""

from odoo import fields, models


class LotRecall(models.Model):
    _inherit = "lot.recall"

    incoming_id = fields.Many2one(
        "lot.recall.incoming",
        "Supplier's notice",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
